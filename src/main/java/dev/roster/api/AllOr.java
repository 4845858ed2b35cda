package dev.roster.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In JSON, either the text {@code "all"} or a list of texts.
 *
 * @param items null for all
 */
public record AllOr(@Nullable List<String> items) {
    public static final String ALL = "all";

    public AllOr {
        items = items == null ? null : List.copyOf(items);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static AllOr read(Object value) {
        if (value.equals(ALL)) {
            return new AllOr(null);
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return new AllOr(list.stream().map(String.class::cast).toList());
        }
        throw new IllegalArgumentException("neither \"all\" nor a list of texts");
    }

    @JsonValue
    Object written() {
        return items == null ? ALL : items;
    }
}
