package dev.roster.company;

import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets a team member act in a linked company.
 *
 * @param roles the roles that it carries there at this moment, by name; none while it is suspended
 * @param roleKeys the same by key
 * @param grantedBy the name of who gave it, or null where that was no person, or one who was erased
 */
public record Grant(
        OrganizationId company,
        String slug,
        String name,
        UserId user,
        List<String> roles,
        List<String> roleKeys,
        Instant createdAt,
        @Nullable String grantedBy) {
    public Grant {
        roles = List.copyOf(roles);
        roleKeys = List.copyOf(roleKeys);
    }

    /** Whether all that acting there takes is true. */
    public boolean live() {
        return !roles.isEmpty();
    }
}
