package dev.roster.membership;

import dev.roster.group.Group;
import dev.roster.organization.Onboarding;
import dev.roster.password.FirstPassword;
import dev.roster.person.Profile;
import dev.roster.role.Role;
import dev.roster.shared.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody new, checked.
 *
 * @param id that they get, or have where they are here already
 * @param onboarding how they get, or got, their password
 * @param externalId what another system calls them; null for people who come from none
 * @param password null where they have none yet
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

    public NewUser withId(UserId known) {
        return new NewUser(known, profile, status, onboarding, role, groups, externalId, password);
    }

    public NewUser withPassword(FirstPassword first) {
        return new NewUser(id, profile, status, onboarding, role, groups, externalId, first);
    }

    /** The same as another system has them. */
    public NewUser from(@Nullable String external, @Nullable FirstPassword first) {
        return new NewUser(id, profile, status, onboarding, role, groups, external, first);
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
