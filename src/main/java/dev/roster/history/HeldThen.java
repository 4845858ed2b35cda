package dev.roster.history;

import dev.roster.shared.OrganizationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a person held a role at some moment.
 *
 * @param role its key, which never changes
 * @param roleName its name at that moment
 * @param group the name, at that moment, of the group that gave it; null unless a group did
 * @param from the organization whose team they acted for; null unless they held it by a grant
 * @param given the events that together gave it: to the person, and to the group
 */
record HeldThen(
        String role,
        String roleName,
        Through through,
        @Nullable String group,
        @Nullable OrganizationId from,
        List<RightsEvent> given) {
    HeldThen {
        given = List.copyOf(given);
    }
}
