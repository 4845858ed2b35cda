package dev.roster.importfile;

import java.util.stream.IntStream;

/**
 * Who was named by the rows of a file so far, so that nobody is twice: 64 bits of a hash for each external id and each
 * address, some 50 MB for a million rows with both. That two of them share those bits by chance happens in one of ten million
 * such files.
 */
public final class NamedPeople {
    /** A hash table without boxes: a power of two, at least half of it free, and no key where there is no line. */
    private long[] keys = new long[1024];

    private int[] lines = new int[keys.length];
    private int size;

    /** The row, or, where an earlier one names the same person, the same with that for a fault. */
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

    /** Where the key is, or else would be. Hashes lie evenly: their last bits will do. */
    private int place(long key) {
        int mask = keys.length - 1;
        int place = (int) key & mask;
        while (lines[place] != 0 && keys[place] != key) {
            place = (place + 1) & mask;
        }
        return place;
    }
}
