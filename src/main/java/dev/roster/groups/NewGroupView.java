package dev.roster.groups;

import dev.roster.ui.Choice;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Picker;
import dev.roster.ui.Step;
import java.util.List;

/**
 * What a step of making a group shows.
 *
 * @param steps all of them, with the one at hand
 * @param action where its form goes
 * @param typed what was typed so far
 * @param assigns whether the reader may put people into groups
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

    /** The modules that were chosen. */
    public List<Choice> chosenModules() {
        return modules.stream()
                .filter(module -> typed.roles().contains(module.value()))
                .toList();
    }
}
