package dev.roster.imports;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.access.OrganizationPermit;
import dev.roster.creation.NewUserReader;
import dev.roster.creation.UserDraft;
import dev.roster.credentials.AddressChanges;
import dev.roster.group.Group;
import dev.roster.importfile.FieldChange;
import dev.roster.importfile.ImportedUser;
import dev.roster.imports.RowOutcome.Outcome;
import dev.roster.membership.ExternalIds;
import dev.roster.membership.Member;
import dev.roster.membership.Member.HeldGroup;
import dev.roster.membership.MembershipStatus;
import dev.roster.membership.NewUserRepository;
import dev.roster.membership.Savepoints;
import dev.roster.membership.UserProblem;
import dev.roster.organization.Policy;
import dev.roster.people.Memberships;
import dev.roster.people.Profiles;
import dev.roster.people.RoleAssignments;
import dev.roster.person.Profile;
import dev.roster.person.ProfileInput;
import dev.roster.role.Role;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    List<Step> steps(
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
                        role(actor, names, member, ImportedUser.text(row.typed().role())),
                        groups(actor, names, member, row.typed()),
                        status(actor, member, row.statusKey()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The outcome of the row after these steps. */
    RowOutcome take(Member member, List<Step> steps) {
        if (steps.isEmpty()) {
            return RowOutcome.of(Outcome.UNCHANGED, member.id());
        }
        try {
            savepoints.within(() -> {
                steps.forEach(step -> step.work().run());
                return steps;
            });
            return RowOutcome.updated(
                    member.id(),
                    steps.stream().flatMap(step -> step.changes().stream()).toList());
        } catch (InvalidException | ProblemException refused) {
            return RowOutcome.refused(member.id(), refused);
        }
    }

    /** A step, with what it changes. */
    record Step(Runnable work, List<FieldChange> changes) {
        private static Step of(String field, @Nullable String before, @Nullable String after, Runnable work) {
            return new Step(work, List.of(new FieldChange(field, before, after)));
        }
    }

    /** A user without an external id gets it from the file; an existing one is never replaced. */
    private Optional<Step> externalId(OrganizationPermit granted, Member member, ImportedUser row) {
        var errors = new InvalidException.Collector();
        var externalId = ExternalIds.read(row.externalId(), errors);
        errors.throwIfAny();
        if (externalId == null || externalId.equals(member.externalId())) {
            return Optional.empty();
        }
        if (member.externalId() != null) {
            throw InvalidException.of("externalId", "another-external-id", member.externalId());
        }
        return Optional.of(Step.of(
                "externalId", null, externalId, () -> repository.setExternalId(granted, member.id(), externalId)));
    }

    private Optional<Step> address(Actor actor, Member member, @Nullable String typed) {
        var address = ImportedUser.text(typed);
        if (address == null || EmailAddress.read(address).map(member::hasEmail).orElse(false)) {
            return Optional.empty();
        }
        return Optional.of(Step.of(
                "email",
                member.email(),
                EmailAddress.read(address).map(EmailAddress::value).orElse(address),
                () -> addressChanges.change(actor, member.organization(), member.id(), address, Expected.ANY)));
    }

    private Optional<Step> profile(Actor actor, Policy policy, Member member, ProfileInput typed) {
        var before = member.profile();
        var change = before.changes(typed, policy);
        // A name as a whole is split only if it is another one: the first name may well consist of two words.
        if (change.displayName() != null || typed.displayName() == null) {
            change = before.changes(typed.withNamesFor(policy.newUser().name()), policy);
        }
        if (!change.changesProfile()) {
            return Optional.empty();
        }
        var wanted = change;
        return Optional.of(new Step(
                () -> profiles.edit(actor, member.organization(), member.id(), wanted, Expected.ANY),
                changes(before, before.changed(wanted, policy, new InvalidException.Collector()))));
    }

    private static List<FieldChange> changes(Profile before, Profile after) {
        var now = before.typed().parts();
        return after.typed().parts().entrySet().stream()
                .filter(part -> !Objects.equals(part.getValue(), now.get(part.getKey())))
                .map(part -> new FieldChange(part.getKey(), now.get(part.getKey()), part.getValue()))
                .toList();
    }

    private Optional<Step> role(Actor actor, NewUserReader.Names names, Member member, @Nullable String typed) {
        var held = member.role();
        var wanted =
                typed == null ? null : names.role().apply(typed).map(Role::key).orElse(typed);
        return wanted == null || (held != null && held.key().equals(wanted))
                ? Optional.empty()
                : Optional.of(Step.of(
                        "role",
                        held == null ? null : held.key(),
                        wanted,
                        () -> assignments.changeRole(actor, member.organization(), member.id(), wanted, Expected.ANY)));
    }

    private Optional<Step> groups(Actor actor, NewUserReader.Names names, Member member, UserDraft typed) {
        var now = member.groups().stream().map(group -> group.id().toString()).collect(Collectors.toSet());
        var found = new LinkedHashMap<String, String>();
        for (var reference : typed.groupsOrNone()) {
            var group = names.group().apply(reference);
            found.put(
                    group.map(known -> known.id().toString()).orElse(reference),
                    group.map(Group::name).orElse(reference));
        }
        return found.isEmpty() || found.keySet().equals(now)
                ? Optional.empty()
                : Optional.of(Step.of(
                        "groups",
                        named(member.groups().stream().map(HeldGroup::name)),
                        named(found.values().stream()),
                        () -> assignments.changeGroups(
                                actor, member.organization(), member.id(), List.copyOf(found.keySet()), Expected.ANY)));
    }

    private static @Nullable String named(Stream<String> groups) {
        var names = groups.sorted().collect(Collectors.joining(";"));
        return names.isEmpty() ? null : names;
    }

    /**
     * Only between active and inactive: the other steps are the person's own, and a person who has taken one is ahead of the
     * file.
     */
    private Optional<Step> status(Actor actor, Member member, @Nullable String key) {
        var now = member.status().key();
        var wanted = MembershipStatus.find(key == null ? now : key)
                .orElseThrow(() -> InvalidException.of("status", "unknown", "active, inactive"));
        if (wanted == member.status()) {
            return Optional.empty();
        }
        return switch (wanted) {
            case ACTIVE ->
                Optional.of(Step.of(
                        "status",
                        now,
                        wanted.key(),
                        () -> memberships.activate(actor, member.organization(), member.id())));
            case INACTIVE ->
                Optional.of(Step.of(
                        "status",
                        now,
                        wanted.key(),
                        () -> memberships.deactivate(actor, member.organization(), member.id())));
            case PENDING, INVITED -> Optional.empty();
            case DECLINED, DELETED, REMOVED, ERASED -> throw InvalidException.of("status", "not-by-import");
        };
    }
}
