package dev.roster.importfile;

import java.util.stream.IntStream;

/**
 * Detects people who are named twice in a file: 64 bits of a hash for each external id and each address, about 50 MB for a
 * million rows with both. The chance that two of them share these bits is one in ten million such files.
 */
public final class NamedPeople {
    /**
     * A hash table of primitives: its size is a power of two, at least half of it is free, and there is no key where there is
     * no line.
     */
    private long[] keys = new long[1024];

    private int[] lines = new int[keys.length];
    private int size;

    /** The row, or the row with a fault if an earlier one names the same person. */
    public ImportRow check(ImportRow row) {
        int earlier = RowNames.identifying(row)
                .mapToInt(key -> lines[place(key)])
                .filter(line -> line > 0)
                .findFirst()
                .orElse(0);
        RowNames.identifying(row).filter(key -> lines[place(key)] == 0).forEach(key -> add(key, row.line()));
        return earlier == 0 ? row : row.repeating(earlier);
    }

    private void add(long key, int line) {
        if (++size > keys.length / 2) {
            grow();
        }
        put(key, line);
    }

    private void grow() {
        var oldKeys = keys;
        var oldLines = lines;
        keys = new long[oldKeys.length * 2];
        lines = new int[keys.length];
        IntStream.range(0, oldKeys.length).filter(i -> oldLines[i] != 0).forEach(i -> put(oldKeys[i], oldLines[i]));
    }

    private void put(long key, int line) {
        int place = place(key);
        keys[place] = key;
        lines[place] = line;
    }

    /** The slot of the key, or the free slot where it belongs. Hashes are evenly distributed, so their last bits suffice. */
    private int place(long key) {
        int mask = keys.length - 1;
        int place = (int) key & mask;
        while (lines[place] != 0 && keys[place] != key) {
            place = (place + 1) & mask;
        }
        return place;
    }
}
