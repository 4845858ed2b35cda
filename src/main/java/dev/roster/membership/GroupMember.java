package dev.roster.membership;

import dev.roster.shared.RoleId;
import dev.roster.shared.UserId;
import java.util.Set;

/**
 * Somebody in a group, or to be put into one, as far as a list shows them.
 *
 * @param roles every role they hold, or will hold once they are active: whoever acts on them must govern all
 * @param signInName the e-mail address or, without one, the user name
 * @param sortName what the list is ordered by
 */
public record GroupMember(
        UserId id, String displayName, String signInName, String status, Set<RoleId> roles, String sortName) {
    public GroupMember {
        roles = Set.copyOf(roles);
    }
}
