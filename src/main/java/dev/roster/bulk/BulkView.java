package dev.roster.bulk;

import dev.roster.directory.BulkAction;
import dev.roster.membership.Member;
import dev.roster.ui.Choice;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Picker;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the preview and the report of a bulk action show.
 *
 * @param list the list that it began in, below the organization's path
 * @param more whether the filter finds more people than are dealt with at once
 */
public record BulkView(BulkCommand command, String list, boolean more, Outcome outcome) {

    /**
     * The question which role, or which groups.
     *
     * @param users ids, joined
     * @param people how many they are
     * @param roles to choose from, where it is about a role
     * @param picker of groups, where it is about those
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

    /** How many people are dealt with at once. */
    public int most() {
        return BulkAction.MOST;
    }

    /** The ids of those who would be touched, for the form that has it done to them and nobody else. */
    public String users() {
        return outcome.touched().stream().map(Member::id).map(Object::toString).collect(Collectors.joining(","));
    }
}
