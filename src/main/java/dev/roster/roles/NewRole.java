package dev.roster.roles;

import java.util.List;

/** What is asked for when a role is made, as it was typed: a key, and what {@link RoleChange} says of the rest. */
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
