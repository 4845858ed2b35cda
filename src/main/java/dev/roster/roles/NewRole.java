package dev.roster.roles;

import java.util.List;

/** The input for a new role, as typed: a key, and a {@link RoleChange} with the rest. */
public record NewRole(
        String key,
        String name,
        String description,
        List<String> permissions,
        List<String> productPermissions,
        List<String> governs) {
    RoleChange rest() {
        return new RoleChange(name, description, permissions, productPermissions, governs);
    }
}
