package dev.roster.api;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * In JSON, either the text {@code "all"} or a list of texts.
 *
 * @param items null for all
 */
@JsonDeserialize(using = AllOr.Reader.class)
public record AllOr(@Nullable List<String> items) {
    public static final String ALL = "all";

    public AllOr {
        items = items == null ? null : List.copyOf(items);
    }

    static final class Reader extends ValueDeserializer<AllOr> {
        @Override
        public AllOr deserialize(JsonParser parser, DeserializationContext context) {
            var value = context.readTree(parser);
            if (value.isString() && value.asString().equals(ALL)) {
                return new AllOr(null);
            }
            if (value.isArray() && value.valueStream().allMatch(JsonNode::isString)) {
                return new AllOr(value.valueStream().map(JsonNode::asString).toList());
            }
            return (AllOr) context.reportInputMismatch(AllOr.class, "neither \"all\" nor a list of texts");
        }
    }

    @JsonValue
    Object written() {
        return items == null ? ALL : items;
    }
}
