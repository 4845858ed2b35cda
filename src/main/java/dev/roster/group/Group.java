package dev.roster.group;

import dev.roster.shared.GroupId;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Users of an organization who hold the same roles.
 *
 * @param roles the roles its members get, highest first
 * @param isDefault whether it is the one that every organization with groups has: it carries all roles and cannot be deleted
 * @param members the number of members (0 if groups are only offered to choose from), including those who are invited,
 *     deactivated or could be restored
 * @param version increases with each change of the group itself; changes of its members do not count
 */
public record Group(
        GroupId id,
        OrganizationId organization,
        String name,
        String description,
        List<CarriedRole> roles,
        boolean isDefault,
        long members,
        long version) {
    public Group {
        roles = List.copyOf(roles);
    }

    /** A role, with its name. */
    public record CarriedRole(RoleId id, String key, String name) {}

    /** The names of its roles, for a sentence. */
    public String roleNames() {
        return roles.stream().map(CarriedRole::name).collect(Collectors.joining(", "));
    }

    public Set<RoleId> roleIds() {
        return roles.stream().map(CarriedRole::id).collect(Collectors.toUnmodifiableSet());
    }

    public List<String> roleKeys() {
        return roles.stream().map(CarriedRole::key).toList();
    }
}
