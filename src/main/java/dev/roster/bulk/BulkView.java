package dev.roster.bulk;

import dev.roster.directory.BulkAction;
import dev.roster.membership.Member;
import dev.roster.ui.Choice;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Picker;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The preview and report of a bulk action.
 *
 * @param list the list that it was started from, relative to the organization's path
 * @param more whether the filter matches more people than are processed at once
 * @param undo the id of what was done, if it can be undone, or null
 */
public record BulkView(
        BulkCommand command,
        String list,
        boolean more,
        Outcome outcome,
        FormErrors errors,
        @Nullable UUID undo) {

    /**
     * The question which role or which groups.
     *
     * @param users ids, joined
     * @param people the number of users
     * @param roles to choose from, for a role
     * @param picker of groups, for groups
     */
    public record Question(
            BulkAction action,
            String list,
            String users,
            int people,
            List<Choice> roles,
            @Nullable Picker picker,
            FormErrors errors) {
        public Question {
            roles = List.copyOf(roles);
        }
    }

    public BulkAction action() {
        return command.action();
    }

    /** Whether the number of people must be typed to confirm. */
    public boolean isTyped() {
        return action().isTyped(outcome.touched().size());
    }

    /** The number of people processed at once. */
    public int most() {
        return BulkAction.MOST;
    }

    /** The ids of those who would be affected, so that the form applies to them and no one else. */
    public String users() {
        return outcome.touched().stream().map(Member::id).map(Object::toString).collect(Collectors.joining(","));
    }
}
