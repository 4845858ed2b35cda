package dev.roster.auditlog;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Filters of the audit log; null does not filter. {@code from} is inclusive, {@code to} exclusive.
 *
 * @param company null for events in the organization; otherwise what its own users did in a company that they manage for it,
 *     by id or slug, or in {@link #ALL_COMPANIES}
 */
public record AuditFilter(
        @Nullable UUID actor,
        @Nullable String action,
        @Nullable UUID target,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String company) {
    static final String ALL_COMPANIES = "all";

    public static AuditFilter target(UUID target) {
        return new AuditFilter(null, null, target, null, null, null);
    }

    boolean isEmpty() {
        return described().isEmpty();
    }

    /** A description for the audit log itself. */
    String described() {
        var parts = new LinkedHashMap<String, @Nullable Object>();
        parts.put("actor", actor);
        parts.put("action", action);
        parts.put("target", target);
        parts.put("from", from);
        parts.put("to", to);
        parts.put("company", company);
        return parts.entrySet().stream()
                .filter(part -> part.getValue() != null)
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining(" "));
    }
}
