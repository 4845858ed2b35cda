package dev.roster.installation;

import org.jspecify.annotations.Nullable;

/** Roster cannot start, for a reason that the person who starts it can fix; the message is that reason, in one sentence. */
public final class StartRefusedException extends RuntimeException {
    public StartRefusedException(String sentence) {
        super(sentence);
    }

    public StartRefusedException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
