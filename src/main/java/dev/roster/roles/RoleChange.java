package dev.roster.roles;

import java.util.List;

/**
 * What a role is to be, as it was typed: all of it but the key.
 *
 * @param permissions keys of {@link dev.roster.access.Permission}
 * @param productPermissions {@code <area>.<level>}, as the organization's policy defines them
 * @param governs keys of roles of the same organization, this one's own included where it governs itself
 */
public record RoleChange(
        String name,
        String description,
        List<String> permissions,
        List<String> productPermissions,
        List<String> governs) {}
