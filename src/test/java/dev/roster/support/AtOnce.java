package dev.roster.support;

import dev.roster.shared.ProblemException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two concurrent actions. */
public final class AtOnce {
    private AtOnce() {}

    /** The outcome of each: "done", or the code of the problem that refused it. */
    public static List<String> run(Callable<?> first, Callable<?> second) throws InterruptedException {
        var gate = new CyclicBarrier(2);
        try (var two = Executors.newFixedThreadPool(2)) {
            var one = two.submit(() -> {
                gate.await();
                return first.call();
            });
            var other = two.submit(() -> {
                gate.await();
                return second.call();
            });
            return List.of(outcome(one), outcome(other));
        }
    }

    private static String outcome(Future<?> deed) throws InterruptedException {
        try {
            deed.get();
            return "done";
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ProblemException refused) {
                return refused.problem().code();
            }
            throw new AssertionError(failed);
        }
    }
}
