package dev.roster.groups;

import dev.roster.shared.UserId;
import java.util.List;
import java.util.Set;

/**
 * The input for a new group.
 *
 * @param roles the keys of the roles it will carry
 * @param members users of the organization
 */
public record NewGroup(String name, String description, List<String> roles, Set<UserId> members) {
    public NewGroup {
        roles = List.copyOf(roles);
        members = Set.copyOf(members);
    }
}
