package dev.roster.membership;

import dev.roster.group.Group;
import dev.roster.membership.Member.HeldRole;
import dev.roster.organization.Onboarding;
import dev.roster.password.FirstPassword;
import dev.roster.person.Profile;
import dev.roster.role.Role;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A new user whose data has been checked.
 *
 * @param id of the new account, or of the existing one if they are already here
 * @param onboarding how they get, or got, their password
 * @param externalId their id in another system; null if they are from none
 * @param password null if they have none yet
 */
public record NewUser(
        UserId id,
        Profile profile,
        MembershipStatus status,
        Onboarding onboarding,
        @Nullable Role role,
        List<Group> groups,
        @Nullable String externalId,
        @Nullable FirstPassword password) {

    /** One each for the account and the membership. */
    private static final long FIRST_VERSION = 2;

    public NewUser withId(UserId known) {
        return new NewUser(known, profile, status, onboarding, role, groups, externalId, password);
    }

    public NewUser withPassword(FirstPassword first) {
        return new NewUser(id, profile, status, onboarding, role, groups, externalId, first);
    }

    public NewUser withExternalId(@Nullable String external) {
        return new NewUser(id, profile, status, onboarding, role, groups, external, password);
    }

    /** The member that this user is once created at this time; null if an invitation or groups have to be read with them. */
    public @Nullable Member created(OrganizationId organization, Instant at) {
        if (status == MembershipStatus.INVITED || !groups.isEmpty()) {
            return null;
        }
        boolean joined = status == MembershipStatus.ACTIVE || status == MembershipStatus.INACTIVE;
        return new Member(
                organization,
                id,
                profile,
                false,
                status,
                role == null ? null : new HeldRole(role.id(), role.key(), role.name()),
                List.of(),
                true,
                true,
                onboarding,
                false,
                false,
                at,
                joined ? at : null,
                null,
                at,
                externalId,
                null,
                FIRST_VERSION);
    }

    /** For the audit log; nothing personal. */
    public LinkedHashMap<String, Object> recorded() {
        var values = new LinkedHashMap<String, Object>();
        if (role != null) {
            values.put("role", role.key());
        }
        if (!groups.isEmpty()) {
            values.put("groups", groups.stream().map(Group::name).toList());
        }
        values.put("onboarding", onboarding.key());
        values.put("status", status.key());
        return values;
    }

    @Override
    public String toString() {
        return "NewUser[" + id + "]"; // never the hash
    }
}
