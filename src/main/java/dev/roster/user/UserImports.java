package dev.roster.user;

import dev.roster.access.Actor;
import dev.roster.access.Granted;
import dev.roster.access.Permission;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.group.Group;
import dev.roster.group.GroupMembers;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy;
import dev.roster.password.HashedPassword;
import dev.roster.password.Passwords;
import dev.roster.role.Governing;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.ProblemException;
import dev.roster.shared.Text;
import dev.roster.shared.UserId;
import dev.roster.user.Imported.Outcome;
import dev.roster.user.PasswordMails.Addressee;
import dev.roster.user.PasswordMails.Cause;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes people who come from another system, many at once. Each row is created, or brought up to date, by the rules of the
 * single operation, wholly or not at all; who is here already is found by external id, else by address.
 */
@Component
public class UserImports {
    private final NewcomerRepository repository;
    private final NewUsers newUsers;
    private final UserUpdates updates;
    private final GuestImports guests;
    private final Organizations organizations;
    private final GroupMembers groupMembers;
    private final Savepoints savepoints;
    private final Governing governing;
    private final Passwords passwords;
    private final PasswordMails mails;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    UserImports(
            NewcomerRepository repository,
            NewUsers newUsers,
            UserUpdates updates,
            GuestImports guests,
            Organizations organizations,
            GroupMembers groupMembers,
            Savepoints savepoints,
            Governing governing,
            Passwords passwords,
            PasswordMails mails,
            AuditLog audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.newUsers = newUsers;
        this.updates = updates;
        this.guests = guests;
        this.organizations = organizations;
        this.groupMembers = groupMembers;
        this.savepoints = savepoints;
        this.governing = governing;
        this.passwords = passwords;
        this.mails = mails;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** What stays of the rows. */
    public enum Effect {
        /** Nothing: it is only told what would become of each. */
        NONE,
        WRITTEN,
        /** And whoever is new gets the mail with their link. */
        WRITTEN_AND_MAILED
    }

    /**
     * Writes the rows in the caller's transaction; what one of them is refused leaves the others alone.
     *
     * @param rows no two of them with the same external id or address
     * @return what became of each, in their order
     * @throws ProblemException where the actor may create nobody here
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Imported> write(Actor actor, OrganizationId organization, List<ImportedUser> rows, Effect effect) {
        // The same work either way: what a dry run tells is what happens.
        return effect == Effect.NONE
                ? savepoints.undone(() -> write(actor, organization, rows, false))
                : write(actor, organization, rows, effect == Effect.WRITTEN_AND_MAILED);
    }

    private List<Imported> write(Actor actor, OrganizationId organization, List<ImportedUser> rows, boolean mail) {
        var granted = actor.require(Permission.USERS_CREATE, organization);
        var policy = organizations.get(organization).policy();
        var names = newUsers.names(organization).remembered();
        var known = known(organization, rows);
        var outcomes = new @Nullable Imported[rows.size()];
        var changes = new TreeMap<Integer, Change>();
        for (int i = 0; i < outcomes.length; i++) {
            var row = rows.get(i);
            var member = known.find(row);
            if (member != null) {
                int place = i;
                outcomes[i] = read(() ->
                        changes.put(place, new Change(member, updates.steps(granted, policy, names, member, row))));
            }
        }
        // Creations go on side by side. Whoever changes somebody takes the lock at once: raising it later could
        // deadlock.
        boolean changing =
                changes.values().stream().anyMatch(change -> !change.steps().isEmpty());
        var standing = changing ? governing.lock(granted) : governing.share(granted);
        changes.forEach((i, change) -> outcomes[i] = updates.take(change.member(), change.steps()));
        var reader = new Newcomers(granted, standing, policy, names);
        var newcomers = new TreeMap<Integer, Newcomer>();
        for (int i = 0; i < outcomes.length; i++) {
            var row = rows.get(i);
            if (known.find(row) == null) {
                int place = i;
                outcomes[i] = read(() -> newcomers.put(place, reader.read(row)));
            }
        }
        create(granted, policy, newcomers, mail).forEach((i, outcome) -> outcomes[i] = outcome);
        return Arrays.stream(outcomes).map(Objects::requireNonNull).toList();
    }

    /** Somebody who is here, and what makes all that the row says so. */
    private record Change(Member member, List<Runnable> steps) {}

    /** What a row is refused that cannot be tried at all; null where it can. */
    private static @Nullable Imported read(Runnable reading) {
        try {
            reading.run();
            return null;
        } catch (InvalidException refused) {
            return Imported.rejected(refused);
        } catch (ProblemException refused) {
            return Imported.rejected(null, refused);
        }
    }

    /** @param newcomers by the places of their rows */
    private Map<Integer, Imported> create(
            Granted granted, Policy policy, Map<Integer, Newcomer> newcomers, boolean mail) {
        var outcomes = new HashMap<Integer, Imported>();
        Set<UserId> written = newcomers.isEmpty()
                ? Set.of()
                : repository.insertAll(
                        granted,
                        List.copyOf(newcomers.values()),
                        clock.instant().truncatedTo(ChronoUnit.MICROS));
        var created = newcomers.values().stream()
                .filter(newcomer -> written.contains(newcomer.id()))
                .toList();
        complete(granted, policy, created, mail);
        newcomers.forEach((row, newcomer) -> outcomes.put(
                row,
                written.contains(newcomer.id())
                        ? Imported.of(Outcome.CREATED, newcomer.id())
                        : guests.invite(granted, policy, newcomer, mail)));
        return outcomes;
    }

    private void complete(Granted granted, Policy policy, List<Newcomer> created, boolean mail) {
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
            audit.recordAll(granted, created.stream().map(UserImports::event).toList());
        }
        created.forEach(newcomer -> tell(granted, policy, newcomer, mail));
    }

    private void tell(Granted granted, Policy policy, Newcomer newcomer, boolean mail) {
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
    static NewAuditEvent event(Newcomer newcomer) {
        var values = new LinkedHashMap<String, Object>();
        var role = newcomer.role();
        if (role != null) {
            values.put("role", role.key());
        }
        if (!newcomer.groups().isEmpty()) {
            values.put("groups", newcomer.groups().stream().map(Group::name).toList());
        }
        values.put("onboarding", newcomer.onboarding().key());
        values.put("status", newcomer.status().key());
        values.put("by", "import");
        return NewAuditEvent.of("user.created").to(newcomer.id()).after(values);
    }

    private Known known(OrganizationId organization, List<ImportedUser> rows) {
        var externalIds = rows.stream()
                .map(row -> ImportedUser.text(row.externalId()))
                .filter(id -> id != null && !Text.hasControlCharacters(id))
                .toList();
        var emails = rows.stream()
                .map(UserImports::emailKey)
                .filter(Objects::nonNull)
                .toList();
        return Known.of(repository.listKnown(organization, externalIds, emails));
    }

    private static @Nullable String emailKey(ImportedUser row) {
        var email = row.typed().email();
        return email == null
                ? null
                : EmailAddress.read(email).map(EmailAddress::key).orElse(null);
    }

    /** Those of the rows' people who are here already. */
    private record Known(Map<String, Member> byExternalId, Map<String, Member> byEmail) {
        static Known of(List<Member> members) {
            var known = new Known(new HashMap<>(), new HashMap<>());
            for (var member : members) {
                // Whoever was removed or erased comes anew, if at all.
                if (member.status() == MembershipStatus.REMOVED || member.status() == MembershipStatus.ERASED) {
                    continue;
                }
                if (member.externalId() != null) {
                    known.byExternalId.put(member.externalId(), member);
                }
                if (member.email() != null) {
                    EmailAddress.read(member.email()).ifPresent(email -> known.byEmail.put(email.key(), member));
                }
            }
            return known;
        }

        boolean isEmpty() {
            return byExternalId.isEmpty() && byEmail.isEmpty();
        }

        @Nullable Member find(ImportedUser row) {
            var externalId = ImportedUser.text(row.externalId());
            var found = externalId == null ? null : byExternalId.get(externalId);
            return found != null ? found : byEmail.get(emailKey(row));
        }
    }
}
