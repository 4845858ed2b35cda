package dev.roster.home;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one person sees of an organization's state.
 *
 * @param steps what is left of setting up, if hardly anyone is here yet; otherwise empty
 * @param exact whether people were counted just now, rather than last night
 * @param homeAddress the URL of the product, or null
 */
public record HomeView(
        List<Todo> todos,
        List<SetupStep> steps,
        List<Timeline> timelines,
        List<Bars> bars,
        boolean exact,
        @Nullable String homeAddress) {
    public HomeView {
        todos = List.copyOf(todos);
        steps = List.copyOf(steps);
        timelines = List.copyOf(timelines);
        bars = List.copyOf(bars);
    }
}
