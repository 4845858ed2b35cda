package dev.roster.ui;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of a group of radio buttons, such as a role.
 *
 * @param reason why it cannot be chosen, or null
 * @param points what choosing it means, shown while it is chosen
 * @param areas the same as a matrix of areas and levels, or nothing
 */
public record Choice(
        String value,
        String label,
        String description,
        boolean enabled,
        @Nullable String reason,
        List<String> points,
        List<Area> areas) {
    public Choice {
        points = List.copyOf(points);
        areas = List.copyOf(areas);
    }

    /** One that can always be chosen and says all in a sentence. */
    public static Choice of(String value, String label, String description) {
        return new Choice(value, label, description, true, null, List.of(), List.of());
    }

    /** A row of the matrix. */
    public record Area(String name, List<Level> levels) {
        public Area {
            levels = List.copyOf(levels);
        }

        public @Nullable Level level(String name) {
            return levels.stream()
                    .filter(level -> level.name().equals(name))
                    .findFirst()
                    .orElse(null);
        }
    }

    public record Level(String name, boolean held) {}

    /** The matrix's columns: every level that some area has, in their order. */
    public List<String> levels() {
        return areas.stream()
                .flatMap(area -> area.levels().stream())
                .map(Level::name)
                .distinct()
                .toList();
    }
}
