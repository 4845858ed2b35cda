package dev.roster.notice;

import dev.roster.access.Actor;
import dev.roster.access.Permit;
import dev.roster.audit.AuditRecorded;
import dev.roster.audit.NewAuditEvent;
import dev.roster.shared.Ids;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Detects new administrators of an organization, however they were appointed: before committing a transaction that recorded a
 * relevant event, it compares who is an administrator with who was one.
 */
@Component
public class Appointments {
    /** The events that can make a person an administrator. */
    private static final Set<String> BEGIN = Set.of(
            "user.created",
            "user.accepted",
            "user.joined",
            "user.activated",
            "user.restored",
            "user.role_changed",
            "user.groups_changed",
            "grant.created");

    /** The events after which a person may no longer be one. */
    private static final Set<String> END = Set.of(
            "user.role_changed",
            "user.groups_changed",
            "user.deactivated",
            "user.removed",
            "user.deleted",
            "user.erased",
            "grant.revoked");

    /** The events that can do both to everyone who has a role. */
    private static final Set<String> OF_MANY = Set.of("role.created", "role.changed", "group.changed");

    /** The events after which an import's appointments are announced. */
    private static final Set<String> AT_LAST = Set.of("import.done", "import.failed");

    private static final ScopedValue<Boolean> LATER = ScopedValue.newInstance();

    private final AppointmentRepository repository;
    private final AdministratorMails mails;
    private final Clock clock;

    Appointments(AppointmentRepository repository, AdministratorMails mails, Clock clock) {
        this.repository = repository;
        this.mails = mails;
        this.clock = clock;
    }

    /** Runs a part of an import. Its new administrators are announced together, once the import is over. */
    public static <T> T toldLater(Supplier<T> part) {
        return ScopedValue.where(LATER, true).call(part::get);
    }

    @EventListener
    void recorded(AuditRecorded recorded) {
        var organization = recorded.granted().organizationOrNull();
        var events = recorded.events().stream().filter(Appointments::matters).toList();
        if (organization == null || events.isEmpty()) {
            return;
        }
        var seen = TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Changes.class::isInstance)
                .map(Changes.class::cast)
                .findFirst()
                .orElseGet(() -> {
                    var first = new Changes();
                    TransactionSynchronizationManager.registerSynchronization(first);
                    return first;
                });
        var change = seen.of.computeIfAbsent(organization, here -> new Change(recorded.granted()));
        events.forEach(change::add);
    }

    private static boolean matters(NewAuditEvent event) {
        return event.administrators()
                && Stream.of(BEGIN, END, OF_MANY, AT_LAST).anyMatch(some -> some.contains(event.action()));
    }

    /** The events of one organization. */
    private static final class Change {
        private final Permit granted;
        private final Set<UserId> people = new HashSet<>();
        private boolean everybody;
        private boolean ends;
        private boolean last;
        private final boolean later = LATER.isBound();

        Change(Permit granted) {
            this.granted = granted;
        }

        void add(NewAuditEvent event) {
            var target = event.target();
            var ending = END.contains(event.action());
            if ((ending || BEGIN.contains(event.action())) && target != null) {
                people.add(new UserId(target));
            }
            everybody |= OF_MANY.contains(event.action());
            ends |= ending || everybody;
            last |= AT_LAST.contains(event.action());
        }

        /** Roster's own actions, such as creating demo data, are not announced, but the end of an import is. */
        boolean isNews() {
            return last || !(granted.actor() instanceof Actor.Job);
        }
    }

    /** The events of a transaction. */
    private final class Changes implements TransactionSynchronization {
        private final Map<OrganizationId, Change> of = new LinkedHashMap<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            of.forEach(Appointments.this::notice);
        }
    }

    private void notice(OrganizationId organization, Change change) {
        var now = clock.instant();
        var granted = change.granted;
        var places = repository.noteNew(granted, organization, change.everybody, change.people, now);
        if (change.ends) {
            repository.noteEnded(granted, organization, change.everybody, change.people, now);
        }
        if (change.later) {
            return;
        }
        for (var place : change.last ? repository.listUntold(organization) : places) {
            var notice = Ids.next();
            repository.take(granted, place, notice);
            if (change.isNews()) {
                mails.tell(granted.asEffectIn(place), notice);
            }
        }
    }
}
