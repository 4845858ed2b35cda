package dev.roster.reception;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The queue of anonymous requests. However many of them arrive at once, only a few are processed at the same time, so that
 * processors and database connections remain available to known users.
 */
@Component
public class StrangersLine {
    /** How many may wait. Each holds a connection, and the memory for what it has sent. */
    private static final int WAITING = 500;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ThreadLocal<@Nullable Place> OF_THIS_THREAD = new ThreadLocal<>();

    private final Semaphore places;

    StrangersLine() {
        this(2 * Runtime.getRuntime().availableProcessors());
    }

    StrangersLine(int places) {
        this.places = new Semaphore(places, true);
    }

    /**
     * Waits for a slot, which this thread has until it is closed or {@link #leave left}.
     *
     * @return null if too many are waiting, or it took too long
     */
    public @Nullable Place enter() {
        try {
            if (places.getQueueLength() >= WAITING || !places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return null;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return null;
        }
        var place = new Place(places);
        OF_THIS_THREAD.set(place);
        return place;
    }

    /** Releases this thread's slot, if it has one, to the next in line: what follows is waiting, in a queue of its own. */
    public static void leave() {
        var place = OF_THIS_THREAD.get();
        if (place != null) {
            place.close();
        }
    }

    int waiting() {
        return places.getQueueLength();
    }

    int free() {
        return places.availablePermits();
    }

    /** A request in progress. */
    public static final class Place implements AutoCloseable {
        private final Semaphore places;
        private boolean left;

        private Place(Semaphore places) {
            this.places = places;
        }

        @Override
        public void close() {
            OF_THIS_THREAD.remove();
            if (!left) {
                left = true;
                places.release();
            }
        }
    }
}
