package dev.roster.audit;

import dev.roster.access.Actor;
import dev.roster.access.Author;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.audit.AuditRepository.Source;
import dev.roster.http.Client;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
        var sources = sources(granted, actor, ids, events);
        if (!sources.isEmpty()) {
            repository.insertSources(granted, sources);
        }
        published.publishEvent(new AuditRecorded(granted, events));
    }

    /** Where the events came from: as they say, or else where the actor's request did. */
    private static List<Source> sources(Permit granted, Party actor, List<UUID> ids, List<NewAuditEvent> events) {
        var doer = doer(granted.actor());
        boolean requested = !(granted.actor() instanceof Actor.Job) && actor.equals(Party.of(granted.actor()));
        var current = requested ? Client.current().orElse(null) : null;
        var sources = new ArrayList<Source>();
        for (int i = 0; i < ids.size(); i++) {
            var event = events.get(i);
            var said = event.client();
            if (said != null) {
                sources.add(new Source(ids.get(i), event.target(), said));
            } else if (current != null) {
                sources.add(new Source(ids.get(i), doer, current));
            }
        }
        return sources;
    }

    /** The person behind an actor: for a token, the one who created it. */
    private static @Nullable UUID doer(Actor actor) {
        var person = actor instanceof Actor.TokenHolder machine
                ? machine.maker()
                : actor.person().orElse(null);
        return person == null ? null : person.value();
    }

    /** The values of this field in the events about a person, before and after each change. */
    public List<String> recordedNames(Permit granted, UserId user, String field) {
        return repository.listNames(granted, user, field);
    }

    /** The same by the organization whose log has the event. */
    public Map<OrganizationId, Set<String>> recordedNamesByOrganization(Permit granted, UserId user, String field) {
        return repository.listNamesByOrganization(granted, user, field);
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
