package dev.roster.role;

import dev.roster.access.Permission;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What its holders may do in one organization.
 *
 * @param key identifies it in the API; unique in its organization, never changes
 * @param permissions the permissions that Roster enforces
 * @param productPermissions the permissions that Roster only shows and passes on, {@code <area>.<level>}
 * @param governs the roles whose holders a holder of this one may act on, and which they may hand out
 * @param position its place among the organization's roles, highest first
 * @param version increases with every change of the role or of what it governs
 */
public record Role(
        RoleId id,
        OrganizationId organization,
        String key,
        String name,
        String description,
        Set<Permission> permissions,
        List<String> productPermissions,
        Set<RoleId> governs,
        int position,
        long version) {
    public Role {
        permissions = Set.copyOf(permissions);
        productPermissions = List.copyOf(productPermissions);
        governs = Set.copyOf(governs);
    }

    /** The same role, governing one more role. */
    public Role alsoGoverning(RoleId another) {
        var more = new HashSet<>(governs);
        more.add(another);
        return new Role(
                id, organization, key, name, description, permissions, productPermissions, more, position, version);
    }
}
