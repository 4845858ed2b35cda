package dev.roster.membership;

import dev.roster.shared.RoleId;
import dev.roster.shared.UserId;
import java.util.Set;

/**
 * A current or prospective member of a group, as far as a list shows them.
 *
 * @param roles every role they hold, or will hold once they are active: acting on them requires governing all of these
 * @param signInName the email address or, without one, the username
 * @param sortName the sort key of the list
 */
public record GroupMember(
        UserId id, String displayName, String signInName, String status, Set<RoleId> roles, String sortName) {
    public GroupMember {
        roles = Set.copyOf(roles);
    }
}
