package dev.roster.support;

import java.util.HashMap;
import java.util.Map;

/** Counts the cases that a {@link Property} came across, so that a test can tell whether there were enough. */
public final class Tally {
    private final Map<Object, Integer> counts = new HashMap<>();
    private int all;

    public void add(Object what) {
        counts.merge(what, 1, Integer::sum);
        all++;
    }

    public int count(Object what) {
        return counts.getOrDefault(what, 0);
    }

    /** The share of all that was counted, in percent. */
    public double share(Object what) {
        return all == 0 ? 0 : 100.0 * count(what) / all;
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
