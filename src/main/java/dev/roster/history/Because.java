package dev.roster.history;

import dev.roster.audit.Party;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One reason why a person has a permission.
 *
 * @param role the key of the role that contains it
 * @param group the group that carries the role; null if none does
 * @param from the organization whose grant gives them the role; null if none does
 * @param since when the last of the events happened that together gave it; null if the audit log does not say, or the viewer
 *     may not see it
 * @param by who caused that event
 */
public record Because(
        String role,
        String roleName,
        Through through,
        @Nullable UUID group,
        @Nullable String groupName,
        @Nullable UUID from,
        @Nullable String fromName,
        @Nullable Instant since,
        @Nullable Party by) {}
