package dev.roster.audit;

import dev.roster.access.Author;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Records events in the transaction of the change. Events cannot be changed or deleted. */
@Component
public class AuditLog {
    private final AuditRepository repository;
    private final ApplicationEventPublisher published;
    private final Clock clock;

    AuditLog(AuditRepository repository, ApplicationEventPublisher published, Clock clock) {
        this.repository = repository;
        this.published = published;
        this.clock = clock;
    }

    public void record(Permit granted, NewAuditEvent event) {
        recordAll(granted, List.of(event));
    }

    /** Records many events at once. */
    public void recordAll(Permit granted, List<NewAuditEvent> events) {
        insert(granted, Party.of(granted.actor()), events);
    }

    /** Records what a job did on behalf of an author: the event is theirs, whatever they may do by now. */
    public void recordFor(OrganizationPermit job, Author author, NewAuditEvent event) {
        insert(job, Party.of(author), List.of(event));
    }

    private void insert(Permit granted, Party actor, List<NewAuditEvent> events) {
        var ids = repository.insert(granted, actor, events, clock.instant());
        for (int i = 0; i < ids.size(); i++) {
            var event = events.get(i);
            if (event.tellsOfPerson()) {
                repository.insertNames(granted, ids.get(i), event);
            }
        }
        published.publishEvent(new AuditRecorded(granted, events));
    }

    /** The values of this field in the events about a person, before and after each change. */
    public List<String> recordedNames(Permit granted, UserId user, String field) {
        return repository.listNames(granted, user, field);
    }

    /** Removes everything that names this person from the events about them; the events stay. */
    public void forgetNames(Permit granted, UserId user) {
        repository.deleteNames(granted, user);
    }

    /** Does the same in the organization's own log only. */
    public void forgetNamesHere(OrganizationPermit granted, UserId user) {
        repository.deleteNamesHere(granted, user);
    }
}
