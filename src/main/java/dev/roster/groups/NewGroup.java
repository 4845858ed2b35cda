package dev.roster.groups;

import dev.roster.shared.UserId;
import java.util.List;
import java.util.Set;

/**
 * What is asked for when a group is made.
 *
 * @param roles the keys of the roles it is to carry
 * @param members people of the organization
 */
public record NewGroup(String name, String description, List<String> roles, Set<UserId> members) {
    public NewGroup {
        roles = List.copyOf(roles);
        members = Set.copyOf(members);
    }
}
