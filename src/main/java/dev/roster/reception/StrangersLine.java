package dev.roster.reception;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The line of those whom nobody knows yet. However many of them come at once, only a few requests of theirs are worked on at
 * the same time, so that the processors and the database's connections are there for people who are known.
 */
@Component
public class StrangersLine {
    /** How many may wait. Each holds a connection, and the memory of what it has sent. */
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
     * Waits for a place, which this thread has until it is closed or {@link #leave left}.
     *
     * @return null where too many wait, or it took too long
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

    /** Lets the next one in, where this thread has a place: what comes now is waiting, in a line of its own. */
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

    /** A request that is being worked on. */
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
