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
import java.util.function.Function;
import java.util.function.Predicate;
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
        var known = known(organization, rows);
        var outcomes = new @Nullable Imported[rows.size()];
        var names = newUsers.names(organization).remembered();
        var changes = read(rows, known::has, outcomes, row -> {
            var member = known.get(row);
            return new Change(member, updates.steps(granted, policy, names, member, row));
        });
        boolean changing =
                changes.values().stream().anyMatch(change -> !change.steps().isEmpty());
        // Creations go on side by side. Whoever changes somebody takes the lock at once: raising it later could
        // deadlock.
        var standing = changing ? governing.lock(granted) : governing.share(granted);
        changes.forEach((place, change) -> outcomes[place] = updates.take(change.member(), change.steps()));
        // What groups carry may have changed until now: from here on it cannot.
        var reader = new Newcomers(
                granted, standing, policy, newUsers.names(organization).remembered());
        var newcomers = read(rows, row -> !known.has(row), outcomes, reader::read);
        create(granted, policy, newcomers, mail).forEach((place, outcome) -> outcomes[place] = outcome);
        return Arrays.stream(outcomes).map(Objects::requireNonNull).toList();
    }

    /** Somebody who is here, and what makes all that the row says so. */
    private record Change(Member member, List<Runnable> steps) {}

    /** What is read from some of the rows, by their places; a row that is refused has its outcome. */
    private static <T> Map<Integer, T> read(
            List<ImportedUser> rows,
            Predicate<ImportedUser> which,
            @Nullable Imported[] outcomes,
            Function<ImportedUser, T> reader) {
        var read = new TreeMap<Integer, T>();
        for (int place = 0; place < rows.size(); place++) {
            var row = rows.get(place);
            try {
                if (which.test(row)) {
                    read.put(place, reader.apply(row));
                }
            } catch (InvalidException refused) {
                outcomes[place] = Imported.rejected(refused);
            } catch (ProblemException refused) {
                outcomes[place] = Imported.rejected(null, refused);
            }
        }
        return read;
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

    private KnownPeople known(OrganizationId organization, List<ImportedUser> rows) {
        var externalIds = rows.stream()
                .map(row -> ImportedUser.text(row.externalId()))
                .filter(Objects::nonNull)
                .filter(id -> !Text.hasControlCharacters(id))
                .toList();
        var emails = rows.stream()
                .map(ImportedUser::emailKey)
                .filter(Objects::nonNull)
                .toList();
        return KnownPeople.of(repository.listKnown(organization, externalIds, emails));
    }
}
