package dev.roster.bulk;

import dev.roster.directory.BulkAction;
import dev.roster.shared.GroupId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is to be done to each.
 *
 * @param role the key of the role to give, where it is that
 * @param groups to put people into, where it is that
 * @param named what that role or those groups are called
 */
public record BulkCommand(BulkAction action, String role, List<GroupId> groups, String named) {
    public BulkCommand {
        groups = List.copyOf(groups);
    }

    /** For a form: the ids of the groups, joined. */
    public String groupIds() {
        return groups.stream().map(GroupId::toString).collect(Collectors.joining(","));
    }
}
