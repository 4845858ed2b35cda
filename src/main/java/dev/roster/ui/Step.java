package dev.roster.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One of the steps of a form.
 *
 * @param href where a step that is done can be gone back to, or null
 */
public record Step(String label, @Nullable String href, State state) {

    /** Where the reader is with it. */
    public enum State {
        DONE,
        CURRENT,
        TO_COME;

        /** As the page names it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** All steps of a form, of which one is at hand; those before it lead back to themselves. */
    public static List<Step> of(List<String> labels, List<String> hrefs, int current) {
        var steps = new ArrayList<Step>();
        for (int i = 0; i < labels.size(); i++) {
            var state = i < current ? State.DONE : i == current ? State.CURRENT : State.TO_COME;
            steps.add(new Step(
                    labels.get(i), state == State.DONE && !hrefs.get(i).isEmpty() ? hrefs.get(i) : null, state));
        }
        return List.copyOf(steps);
    }
}
