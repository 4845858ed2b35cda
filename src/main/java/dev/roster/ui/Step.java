package dev.roster.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A step of a form.
 *
 * @param href the way back to a completed step, or null
 */
public record Step(String label, @Nullable String href, State state) {

    /** The state of a step. */
    public enum State {
        DONE,
        CURRENT,
        TO_COME;

        /** The name used in the page. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** All steps of a form with one current step; those before it are links. */
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
