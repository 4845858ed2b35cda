package dev.roster.audit;

import dev.roster.access.Granted;
import java.util.List;

/** Published in the transaction that records these events. */
public record AuditRecorded(Granted granted, List<NewAuditEvent> events) {
    public AuditRecorded {
        events = List.copyOf(events);
    }
}
