package dev.roster.access;

import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an actor holds in one organization, read from the database for this request.
 *
 * @param roles the roles held: through the membership, groups or a grant
 * @param permissions the union over those roles, restricted if they are held by a grant
 * @param governs the roles that may be acted on and handed out; none of them permits more than {@code permissions}
 * @param home the organization whose grant a team member acts by; null for an organization's own users
 */
public record Authority(
        OrganizationId organization,
        Set<RoleId> roles,
        Set<Permission> permissions,
        Set<RoleId> governs,
        @Nullable OrganizationId home) {
    public Authority {
        roles = Set.copyOf(roles);
        permissions = Set.copyOf(permissions);
        governs = Set.copyOf(governs);
    }

    /** Whether this permission is held and all of these roles are governed. */
    public boolean covers(Permission permission, Set<RoleId> held) {
        return permissions.contains(permission) && governs.containsAll(held);
    }

    public static Authority none(OrganizationId organization) {
        return new Authority(organization, Set.of(), Set.of(), Set.of(), null);
    }
}
