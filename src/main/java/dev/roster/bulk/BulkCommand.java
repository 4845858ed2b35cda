package dev.roster.bulk;

import dev.roster.directory.BulkAction;
import dev.roster.shared.GroupId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What to do to each person.
 *
 * @param role the key of the role to assign, for that action
 * @param groups to add people to, for that action
 * @param named the name of that role or those groups
 */
public record BulkCommand(BulkAction action, String role, List<GroupId> groups, String named) {
    public BulkCommand {
        groups = List.copyOf(groups);
    }

    /** The ids of the groups, joined, for a form. */
    public String groupIds() {
        return groups.stream().map(GroupId::toString).collect(Collectors.joining(","));
    }
}
