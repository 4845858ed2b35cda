package dev.roster.group;

import dev.roster.web.Choice;
import dev.roster.web.FormErrors;
import dev.roster.web.Picker;
import dev.roster.web.Step;
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
