package dev.roster.importfile;

import com.carrotsearch.hppc.LongIntHashMap;

/**
 * Who was named by the rows of a file so far, so that nobody is twice: 64 bits of a hash for each external id and each
 * address, some 40 MB for a million rows with both. That two of them share those bits by chance happens in one of ten million
 * such files.
 */
public final class NamedPeople {
    private final LongIntHashMap lines = new LongIntHashMap();

    /** The row, or, where an earlier one names the same person, the same with that for a fault. */
    public ImportRow check(ImportRow row) {
        int earlier = RowNames.identifying(row)
                .mapToInt(key -> lines.getOrDefault(key, 0))
                .filter(line -> line > 0)
                .findFirst()
                .orElse(0);
        RowNames.identifying(row).filter(key -> !lines.containsKey(key)).forEach(key -> lines.put(key, row.line()));
        return earlier == 0 ? row : row.repeating(earlier);
    }
}
