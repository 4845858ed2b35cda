package dev.roster.home;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operator's page.
 *
 * @param backedUpAt when the last backup was recorded, or null
 * @param wrong the number of parts of the installation about which something has to be done
 * @param steps what is left of setting up, if there is no organization yet; otherwise empty
 */
public record OperatorHomeView(
        long organizations,
        long people,
        @Nullable Instant backedUpAt,
        long wrong,
        List<Todo> todos,
        List<SetupStep> steps) {
    public OperatorHomeView {
        todos = List.copyOf(todos);
        steps = List.copyOf(steps);
    }
}
