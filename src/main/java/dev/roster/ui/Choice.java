package dev.roster.ui;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of a group of radio buttons, such as a role.
 *
 * @param reason why it cannot be chosen, or null
 * @param points the consequences of choosing it, shown while it is chosen
 * @param areas the same as a matrix of areas and levels, or empty
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

    /** A choice that is always available and explained in one sentence. */
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

    /** The matrix's columns: the levels of all areas, in order. */
    public List<String> levels() {
        return areas.stream()
                .flatMap(area -> area.levels().stream())
                .map(Level::name)
                .distinct()
                .toList();
    }
}
