package dev.roster.imports;

import java.util.Arrays;
import java.util.Locale;

/** Where an import stands. */
public enum ImportStatus {
    /** The file is still being sent: nobody sees it yet. */
    RECEIVING,
    QUEUED,
    RUNNING,
    DONE,
    /** Stopped before its last row; what was done is done, and it can go on. */
    FAILED;

    /** As the API spells it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing happens any more by itself. */
    public boolean isOver() {
        return this == DONE || this == FAILED;
    }

    static ImportStatus of(String key) {
        return Arrays.stream(values())
                .filter(s -> s.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
