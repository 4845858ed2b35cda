package dev.roster.audit;

import dev.roster.access.Granted;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes what was done, in the transaction that does it. There is no way to change or delete an event. */
@Component
public class AuditLog {
    private final AuditRepository repository;
    private final Clock clock;

    AuditLog(AuditRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    public void record(Granted granted, NewAuditEvent event) {
        var id = repository.insert(granted, event, clock.instant());
        if (!event.namesBefore().isEmpty() || !event.namesAfter().isEmpty()) {
            repository.insertNames(granted, id, event);
        }
    }

    /** The same for many at once. They name nobody: their values hold no personal data. */
    public void recordAll(Granted granted, List<NewAuditEvent> events) {
        repository.insertAll(granted, events, clock.instant());
    }

    /** Takes everything that names this person out of the events about them; the events stay. */
    public void forgetNames(Granted granted, UserId user) {
        repository.deleteNames(granted, user);
    }
}
