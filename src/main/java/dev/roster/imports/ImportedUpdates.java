package dev.roster.imports;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.access.OrganizationPermit;
import dev.roster.creation.NewUserReader;
import dev.roster.creation.UserDraft;
import dev.roster.credentials.AddressChanges;
import dev.roster.importfile.ImportedUser;
import dev.roster.imports.RowOutcome.Outcome;
import dev.roster.membership.Member;
import dev.roster.membership.MembershipStatus;
import dev.roster.membership.NewUserRepository;
import dev.roster.membership.Savepoints;
import dev.roster.membership.UserProblem;
import dev.roster.organization.Policy;
import dev.roster.people.Memberships;
import dev.roster.people.Profiles;
import dev.roster.people.RoleAssignments;
import dev.roster.person.ProfileInput;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Updates an existing user to what a row of an import says, using the single operations: all of it or nothing. Omitted and
 * unchanged values are left alone.
 */
@Component
class ImportedUpdates {
    private final NewUserRepository repository;
    private final Profiles profiles;
    private final AddressChanges addressChanges;
    private final Memberships memberships;
    private final RoleAssignments assignments;
    private final Savepoints savepoints;

    ImportedUpdates(
            NewUserRepository repository,
            Profiles profiles,
            AddressChanges addressChanges,
            Memberships memberships,
            RoleAssignments assignments,
            Savepoints savepoints) {
        this.repository = repository;
        this.profiles = profiles;
        this.addressChanges = addressChanges;
        this.memberships = memberships;
        this.assignments = assignments;
        this.savepoints = savepoints;
    }

    /**
     * The steps needed to bring the user up to date with the row; none if nothing differs. Read-only.
     *
     * @throws InvalidException for what no operation would accept
     * @throws ProblemException for a user who cannot be updated at all
     */
    List<Runnable> steps(
            OrganizationPermit granted, Policy policy, NewUserReader.Names names, Member member, ImportedUser row) {
        if (member.status() == MembershipStatus.DELETED) {
            throw UserProblem.ADDRESS_DELETED_HERE
                    .with(member.signInName())
                    .detail("restorable", Map.of("user", member.id().toString()));
        }
        var actor = granted.actor();
        return Stream.of(
                        externalId(granted, member, row),
                        address(actor, member, row.typed().profile().email()),
                        profile(actor, policy, member, row.typed().profile()),
                        role(actor, member, ImportedUser.text(row.typed().role())),
                        groups(actor, names, member, row.typed()),
                        status(actor, member, ImportedUser.text(row.status())))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The outcome of the row after these steps. */
    RowOutcome take(Member member, List<Runnable> steps) {
        if (steps.isEmpty()) {
            return RowOutcome.of(Outcome.UNCHANGED, member.id());
        }
        try {
            savepoints.within(() -> {
                steps.forEach(Runnable::run);
                return steps;
            });
            return RowOutcome.of(Outcome.UPDATED, member.id());
        } catch (InvalidException | ProblemException refused) {
            return RowOutcome.refused(member.id(), refused);
        }
    }

    /** A user without an external id gets it from the file; an existing one is never replaced. */
    private Optional<Runnable> externalId(OrganizationPermit granted, Member member, ImportedUser row) {
        var errors = new InvalidException.Collector();
        var externalId = ImportRowReader.externalId(row.externalId(), errors);
        errors.throwIfAny();
        if (externalId == null || externalId.equals(member.externalId())) {
            return Optional.empty();
        }
        if (member.externalId() != null) {
            throw InvalidException.of("externalId", "another-external-id", member.externalId());
        }
        return Optional.of(() -> repository.setExternalId(granted, member.id(), externalId));
    }

    private Optional<Runnable> address(Actor actor, Member member, @Nullable String typed) {
        var address = ImportedUser.text(typed);
        if (address == null || EmailAddress.read(address).map(member::hasEmail).orElse(false)) {
            return Optional.empty();
        }
        return Optional.of(
                () -> addressChanges.change(actor, member.organization(), member.id(), address, Expected.ANY));
    }

    private Optional<Runnable> profile(Actor actor, Policy policy, Member member, ProfileInput typed) {
        var change = member.profile().changes(typed, policy);
        return change.changesProfile()
                ? Optional.of(() -> profiles.edit(actor, member.organization(), member.id(), change, Expected.ANY))
                : Optional.empty();
    }

    private Optional<Runnable> role(Actor actor, Member member, @Nullable String key) {
        var held = member.role();
        return key == null || (held != null && held.key().equals(key))
                ? Optional.empty()
                : Optional.of(
                        () -> assignments.changeRole(actor, member.organization(), member.id(), key, Expected.ANY));
    }

    private Optional<Runnable> groups(Actor actor, NewUserReader.Names names, Member member, UserDraft typed) {
        var now = member.groups().stream().map(group -> group.id().toString()).collect(Collectors.toSet());
        var wanted = typed.groupsOrNone().stream()
                .map(reference -> names.group()
                        .apply(reference)
                        .map(group -> group.id().toString())
                        .orElse(reference))
                .toList();
        return wanted.isEmpty() || Set.copyOf(wanted).equals(now)
                ? Optional.empty()
                : Optional.of(() ->
                        assignments.changeGroups(actor, member.organization(), member.id(), wanted, Expected.ANY));
    }

    /**
     * Only between active and inactive: the other steps are the person's own, and a person who has taken one is ahead of the
     * file.
     */
    private Optional<Runnable> status(Actor actor, Member member, @Nullable String key) {
        var wanted = MembershipStatus.find(key == null ? member.status().key() : key)
                .orElseThrow(() -> InvalidException.of("status", "unknown"));
        if (wanted == member.status()) {
            return Optional.empty();
        }
        return switch (wanted) {
            case ACTIVE -> Optional.of(() -> memberships.activate(actor, member.organization(), member.id()));
            case INACTIVE -> Optional.of(() -> memberships.deactivate(actor, member.organization(), member.id()));
            case PENDING, INVITED -> Optional.empty();
            case DECLINED, DELETED, REMOVED, ERASED -> throw InvalidException.of("status", "not-by-import");
        };
    }
}
