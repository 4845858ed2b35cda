package dev.roster.backup;

import org.jspecify.annotations.Nullable;

/** A backup cannot be written or restored; the message says why, in one sentence, and nothing has been changed. */
public final class BackupRefusedException extends RuntimeException {
    BackupRefusedException(String sentence) {
        super(sentence);
    }

    BackupRefusedException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
