package dev.roster.policy;

import dev.roster.access.Permission;
import java.util.List;
import java.util.Set;

/**
 * A role, as far as a policy has to do with it.
 *
 * @param permissions the keys of what Roster enforces
 * @param productPermissions {@code <area>.<level>}
 * @param governs the names of the roles whose holders it may act on, the highest first
 */
public record RoleOutline(
        String key, String name, Set<String> permissions, List<String> productPermissions, List<String> governs) {
    public RoleOutline {
        permissions = Set.copyOf(permissions);
        productPermissions = List.copyOf(productPermissions);
        governs = List.copyOf(governs);
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission.key());
    }
}
