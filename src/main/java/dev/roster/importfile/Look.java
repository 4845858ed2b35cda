package dev.roster.importfile;

import java.util.List;

/**
 * What is at the beginning of a file: for deciding what its columns are before it is sent.
 *
 * @param columns none for a list of addresses, or if it cannot be read
 * @param isText whether its encoding is recognized, or the named one fits
 */
public record Look(List<Looked> columns, boolean isText) {
    static final Look GARBLED = new Look(List.of(), false);

    public Look {
        columns = List.copyOf(columns);
    }

    /**
     * A column.
     *
     * @param samples what is in it, in the first rows
     */
    public record Looked(Column column, List<String> samples) {
        public Looked {
            samples = List.copyOf(samples);
        }
    }
}
