package dev.roster.company;

import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets a team member act in a linked company.
 *
 * @param roles the names of the roles that it currently carries there; none while it is suspended
 * @param roleKeys the keys of the same roles
 * @param grantedBy the name of the person who gave it, or null if that was not a person, or one who was erased
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

    /** Whether every condition for acting there is met. */
    public boolean live() {
        return !roles.isEmpty();
    }
}
