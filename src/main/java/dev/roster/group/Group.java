package dev.roster.group;

import dev.roster.shared.GroupId;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * People of an organization who hold the same roles.
 *
 * @param roles what it carries to its members, the highest first
 * @param isDefault whether it is the one that every organization with groups has: it carries all roles and always stays
 * @param members how many belong to it (0 where groups are only offered to choose from): also those who are invited, deactivated or could be restored
 * @param version grows with each change of the group itself; who belongs to it does not count
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

    /** A role, with what it is called. */
    public record CarriedRole(RoleId id, String key, String name) {}

    /** What its roles are called, for a sentence. */
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
