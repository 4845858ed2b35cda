package dev.roster.role;

import java.util.List;

/**
 * What is asked for when a role is made, as it was typed.
 *
 * @param permissions keys of {@link dev.roster.access.Permission}
 * @param governs keys of roles of the same organization, this one's own included where it governs itself
 */
public record NewRole(
        String key,
        String name,
        String description,
        List<String> permissions,
        List<String> productPermissions,
        List<String> governs) {}
