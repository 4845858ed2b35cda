package dev.roster.home;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plot of days, each a bar of several parts.
 *
 * @param key of its title and text
 * @param series what the parts are, from the bottom up
 */
public record Timeline(String key, List<Series> series, List<Day> days) {
    /** The size of the picture. It is stretched to its place, so its unit is arbitrary. */
    public static final int HEIGHT = 100;

    private static final int SLOT = 10;
    private static final int GAP = 2;

    public Timeline {
        series = List.copyOf(series);
        days = List.copyOf(days);
    }

    /**
     * A part of each bar.
     *
     * @param key of its name
     * @param href the list of those that are counted now, or null
     */
    public record Series(String key, String tone, @Nullable String href) {}

    /**
     * A bar.
     *
     * @param href what happened on that day, or null
     */
    public record Day(
            String label, List<Long> numbers, @Nullable String href) {
        public Day {
            numbers = List.copyOf(numbers);
        }

        long sum() {
            return numbers.stream().mapToLong(number -> number).sum();
        }
    }

    /** A part of a bar in the picture. */
    public record Part(int x, double y, int width, double height, String tone, Day day) {}

    public int width() {
        return days.size() * SLOT;
    }

    /** The highest bar. */
    public long most() {
        return days.stream().mapToLong(Day::sum).max().orElse(0);
    }

    public boolean isEmpty() {
        return most() == 0;
    }

    /** The parts of a day's bar, from the bottom up. */
    public List<Part> parts(int day) {
        var parts = new ArrayList<Part>();
        double top = HEIGHT;
        var bar = days.get(day);
        for (int i = 0; i < series.size(); i++) {
            double height = Math.round(bar.numbers().get(i) * 100.0 * HEIGHT / Math.max(1, most())) / 100.0;
            top -= height;
            if (height > 0) {
                parts.add(new Part(
                        day * SLOT,
                        Math.max(0, top),
                        SLOT - GAP,
                        height,
                        series.get(i).tone(),
                        bar));
            }
        }
        return parts;
    }
}
