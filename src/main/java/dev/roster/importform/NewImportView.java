package dev.roster.importform;

import dev.roster.group.Group;
import dev.roster.ui.Choice;
import dev.roster.ui.FormErrors;
import java.util.List;

/**
 * The form of a new import, as filled in so far.
 *
 * @param role the key of the role of new users, or empty
 * @param roles to choose from; none where users are in groups instead
 * @param group the id of the group of new users, or empty
 * @param groups to choose from
 */
public record NewImportView(
        String pasted,
        boolean mail,
        String role,
        List<Choice> roles,
        String group,
        List<Group> groups,
        FormErrors errors) {
    public NewImportView {
        roles = List.copyOf(roles);
        groups = List.copyOf(groups);
    }
}
