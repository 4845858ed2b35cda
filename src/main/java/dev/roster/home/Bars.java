package dev.roster.home;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plot of a few numbers, each a bar with its name beside it.
 *
 * @param key of its title and text
 */
public record Bars(String key, List<Bar> bars) {
    public Bars {
        bars = List.copyOf(bars);
    }

    /**
     * A number with its name.
     *
     * @param key of its name
     * @param href the list of those that are counted, or null
     */
    public record Bar(
            String key, long number, String tone, @Nullable String href) {}

    public boolean isEmpty() {
        return bars.stream().allMatch(bar -> bar.number() == 0);
    }

    /** The length of a bar, in hundredths of the longest. */
    public long length(Bar bar) {
        long most = bars.stream().mapToLong(Bar::number).max().orElse(0);
        return most == 0 ? 0 : Math.max(bar.number() == 0 ? 0 : 1, bar.number() * 100 / most);
    }
}
