package dev.roster.backup;

import java.time.Instant;
import java.util.List;

/**
 * What a backup contains.
 *
 * @param format of the file: {@link BackupFile#FORMAT}, or a lower number
 * @param roster the version of Roster that wrote it
 * @param schema the version of the tables
 * @param takenAt the moment whose data it contains
 */
public record Manifest(int format, String roster, String schema, Instant takenAt, List<Table> tables) {
    public Manifest {
        tables = List.copyOf(tables);
    }

    /**
     * A table.
     *
     * @param columns quoted for SQL, separated by commas; without generated ones
     * @param sha256 of its rows in the text format of COPY, in hexadecimal digits
     */
    public record Table(String name, String columns, long rows, String sha256) {}

    /** The number of rows in all tables. */
    public long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }
}
