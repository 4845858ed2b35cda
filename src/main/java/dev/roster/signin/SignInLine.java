package dev.roster.signin;

import dev.roster.access.AccessProblem;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * The line before the database of those who sign in. Looking up who it is and counting the try takes a connection, and tries
 * of one source wait for each other there: many at once would have all of them.
 */
@Component
class SignInLine {
    /** Of twelve connections. */
    private static final int AT_ONCE = 4;

    private static final int WAITING = 64;
    private static final long SECONDS_TO_WAIT = 5;

    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    /**
     * Does it when its turn comes.
     *
     * @throws dev.roster.shared.ProblemException {@link AccessProblem#BUSY} where too many wait
     */
    <T> T inTurn(Supplier<T> lookUp) {
        if (turns.getQueueLength() >= WAITING) {
            throw AccessProblem.BUSY.with().detail("retryAfter", SECONDS_TO_WAIT);
        }
        turns.acquireUninterruptibly();
        try {
            return lookUp.get();
        } finally {
            turns.release();
        }
    }
}
