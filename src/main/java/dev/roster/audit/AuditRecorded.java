package dev.roster.audit;

import dev.roster.access.Permit;
import java.util.List;

/** Published in the transaction that records these events. */
public record AuditRecorded(Permit granted, List<NewAuditEvent> events) {
    public AuditRecorded {
        events = List.copyOf(events);
    }
}
