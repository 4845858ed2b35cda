package dev.roster.imports;

import dev.roster.access.OrganizationPermit;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.credentials.PasswordMails;
import dev.roster.credentials.PasswordMails.Addressee;
import dev.roster.credentials.PasswordMails.Cause;
import dev.roster.group.Group;
import dev.roster.groups.GroupMembers;
import dev.roster.imports.Imported.Outcome;
import dev.roster.membership.MemberInvited;
import dev.roster.membership.MembershipStatus;
import dev.roster.membership.Newcomer;
import dev.roster.membership.NewcomerRepository;
import dev.roster.membership.Savepoints;
import dev.roster.organization.Policy;
import dev.roster.password.HashedPassword;
import dev.roster.password.Passwords;
import dev.roster.people.Guests;
import dev.roster.people.UserAction;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Creates those people of an import who are new: many with one statement, what belongs to them included. */
@Component
class UserCreations {
    private final NewcomerRepository repository;
    private final Guests guests;
    private final GroupMembers groupMembers;
    private final Savepoints savepoints;
    private final Passwords passwords;
    private final PasswordMails mails;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    UserCreations(
            NewcomerRepository repository,
            Guests guests,
            GroupMembers groupMembers,
            Savepoints savepoints,
            Passwords passwords,
            PasswordMails mails,
            AuditLog audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.guests = guests;
        this.groupMembers = groupMembers;
        this.savepoints = savepoints;
        this.passwords = passwords;
        this.mails = mails;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param newcomers checked under the lock, by the places of their rows
     * @param mail whether they are told at once
     * @return what became of each, by the same places
     */
    Map<Integer, Imported> create(
            OrganizationPermit granted, Policy policy, Map<Integer, Newcomer> newcomers, boolean mail) {
        if (newcomers.isEmpty()) {
            return Map.of();
        }
        var written = repository.insertAll(granted, List.copyOf(newcomers.values()), clock.instant());
        var created = newcomers.values().stream()
                .filter(newcomer -> written.contains(newcomer.id()))
                .toList();
        complete(granted, policy, created, mail);
        var outcomes = new HashMap<Integer, Imported>();
        newcomers.forEach((place, newcomer) -> outcomes.put(
                place,
                written.contains(newcomer.id())
                        ? Imported.of(Outcome.CREATED, newcomer.id())
                        : invite(granted, policy, newcomer, mail)));
        return outcomes;
    }

    private Imported invite(OrganizationPermit granted, Policy policy, Newcomer newcomer, boolean mail) {
        try {
            return savepoints.within(() -> {
                var user = guests.invite(granted, policy, newcomer);
                complete(granted, policy, List.of(newcomer.withId(user)), mail);
                return Imported.of(Outcome.CREATED, user);
            });
        } catch (ProblemException refused) {
            return Imported.refused(null, refused);
        }
    }

    private void complete(OrganizationPermit granted, Policy policy, List<Newcomer> created, boolean mail) {
        var hashed = new LinkedHashMap<UserId, HashedPassword>();
        var joined = new LinkedHashMap<UserId, List<Group>>();
        for (var newcomer : created) {
            if (newcomer.hashed() != null) {
                hashed.put(newcomer.id(), newcomer.hashed());
            }
            if (!newcomer.groups().isEmpty()) {
                joined.put(newcomer.id(), newcomer.groups());
            }
        }
        if (!hashed.isEmpty()) {
            passwords.storeFirst(granted, hashed);
        }
        if (!joined.isEmpty()) {
            groupMembers.joinAll(granted, joined);
        }
        if (!created.isEmpty()) {
            audit.recordAll(granted, created.stream().map(UserCreations::event).toList());
        }
        created.forEach(newcomer -> tell(granted, policy, newcomer, mail));
    }

    private void tell(OrganizationPermit granted, Policy policy, Newcomer newcomer, boolean mail) {
        var profile = newcomer.profile();
        var email = profile.email();
        if (newcomer.status() == MembershipStatus.INVITED) {
            events.publishEvent(new MemberInvited(
                    granted, newcomer.id(), profile, policy.links().forInvitation(), mail));
        } else if (newcomer.status() == MembershipStatus.PENDING && mail && email != null) {
            mails.sendSetPassword(
                    granted,
                    new Addressee(newcomer.id(), email, profile.locale()),
                    policy.links().forSetPassword(),
                    Cause.ADMINISTRATOR);
        }
    }

    /** As of a single creation, and that it was by an import. */
    private static NewAuditEvent event(Newcomer newcomer) {
        var values = newcomer.recorded();
        values.put("status", newcomer.status().key());
        values.put("by", "import");
        return NewAuditEvent.of(UserAction.CREATED).to(newcomer.id()).after(values);
    }
}
