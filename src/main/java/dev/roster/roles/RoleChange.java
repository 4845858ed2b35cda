package dev.roster.roles;

import java.util.List;

/**
 * The new state of a role, as typed: everything but the key.
 *
 * @param permissions keys of {@link dev.roster.access.Permission}
 * @param productPermissions {@code <area>.<level>}, as the organization's policy defines them
 * @param governs keys of roles of the same organization, including its own if it governs itself
 */
public record RoleChange(
        String name,
        String description,
        List<String> permissions,
        List<String> productPermissions,
        List<String> governs) {}
