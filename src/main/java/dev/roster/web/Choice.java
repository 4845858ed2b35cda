package dev.roster.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of a group of radio buttons, such as a role.
 *
 * @param reason why it cannot be chosen, or null
 * @param points what choosing it means, shown while it is chosen
 */
public record Choice(
        String value,
        String label,
        String description,
        boolean enabled,
        @Nullable String reason,
        List<String> points) {
    public Choice {
        points = List.copyOf(points);
    }
}
