package dev.roster.history;

import dev.roster.access.Permission;
import dev.roster.role.Role;
import java.util.List;

/**
 * Permissions that a person does not have, and that the same roles contain.
 *
 * @param roles the roles that contain them
 * @param givers the roles whose holders may hand out one of those
 */
public record Missing(List<Permission> permissions, List<Role> roles, List<Role> givers) {
    public Missing {
        permissions = List.copyOf(permissions);
        roles = List.copyOf(roles);
        givers = List.copyOf(givers);
    }
}
