package dev.roster.groups;

import dev.roster.ui.Choice;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Picker;
import dev.roster.ui.Step;
import java.util.List;

/**
 * A step in creating a group.
 *
 * @param steps all of them, including the current one
 * @param action the form's target
 * @param typed the input so far
 * @param assigns whether the viewer may add people to groups
 */
public record NewGroupView(
        NewGroupStep step,
        List<Step> steps,
        String action,
        NewGroupDraft typed,
        List<Choice> modules,
        Picker people,
        boolean assigns,
        FormErrors errors) {

    /** The chosen modules. */
    public List<Choice> chosenModules() {
        return modules.stream()
                .filter(module -> typed.roles().contains(module.value()))
                .toList();
    }
}
