package dev.roster.user;

import dev.roster.access.Actor;
import dev.roster.access.Granted;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy;
import dev.roster.organization.Policy.NameFields;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.ProblemException;
import dev.roster.shared.Text;
import dev.roster.user.Imported.Outcome;
import dev.roster.user.Member.HeldGroup;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Brings somebody who is here up to what a row of an import says of them, by the single operations: all of it or nothing.
 * What the row leaves out, or says as it is, is left alone.
 */
@Component
class UserUpdates {
    private final NewcomerRepository repository;
    private final NewUsers newUsers;
    private final Profiles profiles;
    private final AddressChanges addressChanges;
    private final Memberships memberships;
    private final Organizations organizations;
    private final Savepoints savepoints;

    UserUpdates(
            NewcomerRepository repository,
            NewUsers newUsers,
            Profiles profiles,
            AddressChanges addressChanges,
            Memberships memberships,
            Organizations organizations,
            Savepoints savepoints) {
        this.repository = repository;
        this.newUsers = newUsers;
        this.profiles = profiles;
        this.addressChanges = addressChanges;
        this.memberships = memberships;
        this.organizations = organizations;
        this.savepoints = savepoints;
    }

    /** What became of the row. */
    Imported update(Granted granted, Member member, ImportedUser row) {
        try {
            boolean changed = savepoints.within(() -> bringUpToDate(granted, member, row));
            return Imported.of(changed ? Outcome.UPDATED : Outcome.UNCHANGED, member.id());
        } catch (InvalidException refused) {
            return new Imported(Outcome.REJECTED, member.id(), refused);
        } catch (ProblemException refused) {
            return Imported.rejected(member.id(), refused);
        }
    }

    private boolean bringUpToDate(Granted granted, Member member, ImportedUser row) {
        if (member.status() == MembershipStatus.DELETED) {
            throw UserProblem.ADDRESS_DELETED_HERE
                    .with(member.signInName())
                    .detail("restorable", Map.of("user", member.id().toString()));
        }
        var actor = granted.actor();
        var policy = organizations.get(member.organization()).policy();
        boolean changed = takeExternalId(granted, member, row);
        changed |= changeAddress(actor, member, row.typed().email());
        changed |= changeProfile(actor, policy, member, row.typed());
        changed |= changeRole(actor, member, ImportedUser.text(row.typed().role()));
        changed |= changeGroups(actor, member, row.typed());
        changed |= changeStatus(actor, member, ImportedUser.text(row.status()));
        return changed;
    }

    /** Whoever was here before the other system gets its id; nobody gets another one. */
    private boolean takeExternalId(Granted granted, Member member, ImportedUser row) {
        var errors = new InvalidException.Collector();
        var externalId = Newcomers.externalId(row.externalId(), errors);
        errors.throwIfAny();
        if (externalId == null || externalId.equals(member.externalId())) {
            return false;
        }
        if (member.externalId() != null) {
            throw InvalidException.of("externalId", "another-external-id", member.externalId());
        }
        repository.setExternalId(granted, member.id(), externalId);
        return true;
    }

    private boolean changeAddress(Actor actor, Member member, @Nullable String typed) {
        var address = ImportedUser.text(typed);
        if (address == null || EmailAddress.read(address).map(member::hasEmail).orElse(false)) {
            return false;
        }
        addressChanges.change(actor, member.organization(), member.id(), address);
        return true;
    }

    private boolean changeProfile(Actor actor, Policy policy, Member member, NewUser typed) {
        var form = policy.newUser();
        boolean names = form.name() != NameFields.DISPLAY_NAME;
        boolean call = form.phone() && callsElsewhere(member, typed);
        var change = new ProfileChange(
                form.username() ? another(typed.username(), member.username()) : null,
                another(typed.displayName(), member.displayName()),
                names ? another(typed.firstName(), member.firstName()) : null,
                names ? another(typed.lastName(), member.lastName()) : null,
                call ? text(typed.phoneCountryCode()) : null,
                call ? text(typed.phoneNumber()) : null,
                another(typed.locale(), member.locale()),
                null);
        if (change.isEmpty()) {
            return false;
        }
        profiles.edit(actor, member.organization(), member.id(), change);
        return true;
    }

    /** What the file says, or null where it says nothing or what is so already. */
    private static @Nullable String another(@Nullable String typed, @Nullable String now) {
        var text = ImportedUser.text(typed);
        return text == null || Text.tidy(text).equals(now) ? null : text;
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }

    private static boolean callsElsewhere(Member member, NewUser typed) {
        var errors = new InvalidException.Collector();
        var phone = Phones.read(typed.phoneCountryCode(), typed.phoneNumber(), errors);
        return !errors.isEmpty() || (phone != null && !phone.equals(member.phone()));
    }

    private boolean changeRole(Actor actor, Member member, @Nullable String key) {
        var held = member.role();
        if (key == null || (held != null && held.key().equals(key))) {
            return false;
        }
        memberships.changeRole(actor, member.organization(), member.id(), key);
        return true;
    }

    private boolean changeGroups(Actor actor, Member member, NewUser typed) {
        OrganizationId here = member.organization();
        if (typed.groupsOrNone().isEmpty()) {
            return false;
        }
        var now = member.groups().stream().map(HeldGroup::id).collect(Collectors.toSet());
        var wanted = typed.groupsOrNone().stream()
                .map(newUsers.names(here).group())
                .map(found -> found.map(group -> group.id()).orElse(null))
                .collect(Collectors.toSet());
        if (wanted.equals(now)) {
            return false;
        }
        memberships.changeGroups(actor, here, member.id(), typed.groupsOrNone());
        return true;
    }

    /** Only between active and inactive: the other steps are the person's own, and who has taken one is ahead of the file. */
    private boolean changeStatus(Actor actor, Member member, @Nullable String key) {
        var wanted = MembershipStatus.find(key == null ? member.status().key() : key)
                .orElseThrow(() -> InvalidException.of("status", "unknown"));
        if (wanted == member.status()) {
            return false;
        }
        switch (wanted) {
            case ACTIVE -> memberships.activate(actor, member.organization(), member.id());
            case INACTIVE -> memberships.deactivate(actor, member.organization(), member.id());
            case PENDING, INVITED -> {
                return false;
            }
            case DECLINED, DELETED, REMOVED, ERASED -> throw InvalidException.of("status", "not-by-import");
        }
        return true;
    }
}
