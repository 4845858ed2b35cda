package dev.roster.auditlog;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Filters of the audit log; null does not filter, and an empty list lets nothing through. {@code from} is inclusive,
 * {@code to} exclusive.
 *
 * @param actors who did it: one of these
 * @param actions one of these
 * @param targets to whom or what it was done: one of these
 * @param about who did it or to whom it was done: one of these
 * @param company null for events in the organization; otherwise what its own users did in a company that they manage for it,
 *     by id or slug, or in {@link #ALL_COMPANIES}
 */
public record AuditFilter(
        @Nullable List<UUID> actors,
        @Nullable List<String> actions,
        @Nullable List<UUID> targets,
        @Nullable List<UUID> about,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String company) {
    static final String ALL_COMPANIES = "all";

    /** What was done to a person. */
    public static AuditFilter target(UUID target) {
        return new AuditFilter(null, null, List.of(target), null, null, null, null);
    }

    /** What a person did. */
    public static AuditFilter actor(UUID actor) {
        return new AuditFilter(List.of(actor), null, null, null, null, null, null);
    }

    boolean isEmpty() {
        return described().isEmpty();
    }

    /** A description for the audit log itself. */
    String described() {
        var parts = new LinkedHashMap<String, @Nullable Object>();
        parts.put("actor", joined(actors));
        parts.put("action", joined(actions));
        parts.put("target", joined(targets));
        parts.put("about", joined(about));
        parts.put("from", from);
        parts.put("to", to);
        parts.put("company", company);
        return parts.entrySet().stream()
                .filter(part -> part.getValue() != null)
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining(" "));
    }

    private static @Nullable String joined(@Nullable Collection<?> values) {
        return values == null ? null : values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
