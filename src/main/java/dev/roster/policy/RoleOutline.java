package dev.roster.policy;

import dev.roster.access.Permission;
import java.util.List;
import java.util.Set;

/**
 * The parts of a role that concern a policy.
 *
 * @param permissions the keys of the permissions that Roster enforces
 * @param productPermissions {@code <area>.<level>}
 * @param governs the names of the roles whose holders it may act on, highest first
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
