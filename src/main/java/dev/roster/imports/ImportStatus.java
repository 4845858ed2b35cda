package dev.roster.imports;

import java.util.Arrays;
import java.util.Locale;

/** The state of an import. */
public enum ImportStatus {
    /** The file is still being sent: no one sees the import yet. */
    RECEIVING,
    QUEUED,
    RUNNING,
    DONE,
    /** Stopped before its last row; what was done stays done, and it can be continued. */
    FAILED;

    /** As spelled in the API. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing more happens without someone's action. */
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
