package dev.roster.password;

import dev.roster.access.AccessProblem;
import dev.roster.reception.StrangersLine;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * The threads that hash passwords, and the queues in front of them.
 *
 * <p>A hash takes a processor for some tens of milliseconds and up to 64 MiB, and anyone can trigger one by signing in. So
 * these are platform threads, leave one processor to everything else, and only a limited number of requests may wait for them.
 * Strangers and known users wait in separate queues, which are served in turn: however many strangers come, a known user waits
 * for no more of them than there are known users ahead of them in their own queue.
 */
@Component
class HashingThreads {
    /** Who asks for a hash. */
    enum Asker {
        /** Signed in, with a token, or with a live link. */
        KNOWN(32),
        /** Anyone on the internet. */
        STRANGER(64);

        /** How many of them may wait or be served at once. */
        final int places;

        Asker(int places) {
            this.places = places;
        }
    }

    /** What a thread may need at most, including the garbage of the previous hash. */
    private static final long BYTES_PER_THREAD = 256L * 1024 * 1024;

    private static final long SECONDS_TO_WAIT = 5;

    private final ThreadPoolExecutor threads;
    private final Map<Asker, Semaphore> places = new EnumMap<>(Asker.class);
    private final Map<Asker, Long> lastInLine = new EnumMap<>(Asker.class);
    private long served;

    HashingThreads() {
        int count = count();
        threads = new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new PriorityBlockingQueue<>(),
                Thread.ofPlatform().name("hashing-", 0).daemon().factory());
        for (var asker : Asker.values()) {
            places.put(asker, new Semaphore(asker.places));
            lastInLine.put(asker, 0L);
        }
    }

    /** One fewer than there are processors, and no more than the memory allows. */
    private static int count() {
        var machine = Runtime.getRuntime();
        long byMemory = machine.maxMemory() / BYTES_PER_THREAD;
        return (int) Math.clamp(byMemory, 1, Math.max(1, machine.availableProcessors() - 1));
    }

    /**
     * Runs a hashing task when its turn comes, and waits for it.
     *
     * @throws dev.roster.shared.ProblemException {@link AccessProblem#BUSY}, with {@code retryAfter} in seconds, if the queue
     *     is full
     */
    <T> T inTurn(Asker asker, Supplier<T> hashing) {
        var place = Objects.requireNonNull(places.get(asker));
        if (!place.tryAcquire()) {
            throw AccessProblem.BUSY.with().detail("retryAfter", SECONDS_TO_WAIT);
        }
        try {
            var turn = new Turn<>(asker, nextInLine(asker), hashing);
            threads.execute(turn);
            StrangersLine.leave();
            return turn.result.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } finally {
            place.release();
        }
    }

    int threads() {
        return threads.getCorePoolSize();
    }

    /** The number of busy threads. */
    int busy() {
        return threads.getActiveCount();
    }

    /** The number of tasks waiting for a thread. */
    int waiting() {
        return threads.getQueue().size();
    }

    /** A queue that was empty for a while does not catch up on the turns it missed. */
    private synchronized long nextInLine(Asker asker) {
        return lastInLine.merge(asker, 1L, (last, one) -> Math.max(last, served) + one);
    }

    private synchronized void serve(long number) {
        served = Math.max(served, number);
    }

    private final class Turn<T> implements Runnable, Comparable<Turn<?>> {
        private final Asker asker;
        private final long number;
        private final Supplier<T> hashing;
        private final CompletableFuture<T> result = new CompletableFuture<>();

        Turn(Asker asker, long number, Supplier<T> hashing) {
            this.asker = asker;
            this.number = number;
            this.hashing = hashing;
        }

        @Override
        public void run() {
            serve(number);
            try {
                result.complete(hashing.get());
            } catch (Throwable failed) {
                result.completeExceptionally(failed);
            }
        }

        @Override
        public int compareTo(Turn<?> other) {
            int byNumber = Long.compare(number, other.number);
            return byNumber != 0 ? byNumber : asker.compareTo(other.asker);
        }
    }
}
