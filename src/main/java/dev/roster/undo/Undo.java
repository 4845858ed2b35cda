package dev.roster.undo;

import dev.roster.membership.Member;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was done to users, and what they had before. */
public record Undo(What what, Instant doneAt, List<Before> users) {
    public Undo {
        users = List.copyOf(users);
    }

    /** What can be undone. */
    public enum What {
        DEACTIVATION,
        ACTIVATION,
        DELETION,
        ROLE_CHANGE,
        GROUP_CHANGE;

        /** For message keys. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A user before the change.
     *
     * @param version after the change: with any other version, someone has changed the user since
     * @param role the key of the role of the membership, or null
     * @param groups the ids of the groups
     */
    public record Before(UUID user, long version, @Nullable String role, List<UUID> groups) {
        public Before {
            groups = List.copyOf(groups);
        }

        public static Before of(Member before, long versionAfter) {
            var role = before.role();
            return new Before(
                    before.id().value(),
                    versionAfter,
                    role == null ? null : role.key(),
                    before.groups().stream().map(group -> group.id().value()).toList());
        }
    }

    /** Whether there is a way back for this user: a role cannot be taken away without another one. */
    boolean isPossible(Before user) {
        return what != What.ROLE_CHANGE || user.role() != null;
    }
}
