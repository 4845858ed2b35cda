package dev.roster.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An event that changed who holds what.
 *
 * @param target the user, role or group; null for the organization itself
 */
record RightsEvent(
        UUID id,
        Instant at,
        String action,
        @Nullable UUID target,
        Map<String, Object> before,
        Map<String, Object> after) {

    /** A value as text; null if it is missing. */
    static @Nullable String text(Map<?, ?> values, String field) {
        return values.get(field) instanceof String text ? text : null;
    }

    /** A value as a list of texts; empty if it is missing. */
    static List<String> texts(Map<?, ?> values, String field) {
        return values.get(field) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** A value as a list of things with values of their own; empty if it is missing. */
    static List<Map<?, ?>> things(Map<?, ?> values, String field) {
        return values.get(field) instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .<Map<?, ?>>map(thing -> (Map<?, ?>) thing)
                        .collect(Collectors.toList())
                : List.of();
    }
}
