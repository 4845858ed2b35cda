package dev.roster.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What narrows the audit log; null narrows nothing. {@code from} is inclusive, {@code to} exclusive. */
public record AuditFilter(
        @Nullable UUID actor,
        @Nullable String action,
        @Nullable UUID target,
        @Nullable Instant from,
        @Nullable Instant to) {
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null);

    public static AuditFilter target(UUID target) {
        return new AuditFilter(null, null, target, null, null);
    }
}
