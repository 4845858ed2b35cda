package dev.roster.guards;

import dev.roster.guards.Outcome.Kind;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.util.FileSystemUtils;

/**
 * Removes one guard after the other: mostly in a running server, where it is restored afterwards and the test must pass again;
 * a separate server is used if that is impossible, or if the test does not fail.
 */
final class Removal implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(6);

    /** Keeps the memory that tests leave behind in a server within bounds. */
    private static final int TRIED_ON_ONE = 40;

    private final Copy copy;
    private final Worker running;
    private final Worker fresh;
    private int tried;

    Removal(String name, Copy copy, List<String> jvm, EmbeddedPostgres postgres) {
        this.copy = copy;
        this.running = new Worker(name + "_running", copy, jvm, postgres);
        this.fresh = new Worker(name + "_fresh", copy, jvm, postgres);
    }

    Outcome take(Guard guard, boolean quick) throws IOException, InterruptedException {
        var place = Files.createTempDirectory(copy.directory(), "without");
        try {
            var changed = place.resolve("changed");
            var errors = copy.takeOut(guard, guard.from(copy.source(guard)), changed);
            if (errors.isPresent()) {
                return new Outcome(guard, Kind.UNCOMPILED, errors.get());
            }
            var outcome = onRunning(guard, changed, place);
            if (quick || outcome.isAsItShouldBe()) {
                return outcome;
            }
            // The test may not support being run twice, or what ran before.
            if (outcome.isUseless()
                    && !Outcome.of(guard, onFresh(guard, copy.classes())).isGreen()) {
                return outcome;
            }
            var whole = place.resolve("whole");
            copy.merge(changed, whole);
            return Outcome.of(guard, onFresh(guard, whole));
        } finally {
            FileSystemUtils.deleteRecursively(place);
        }
    }

    /** With the guard restored the test must pass, or its failure would prove nothing. */
    private Outcome onRunning(Guard guard, Path changed, Path place) throws IOException, InterruptedException {
        if (!running.isRunning() || tried++ >= TRIED_ON_ONE) {
            running.start(copy.classes());
            tried = 0;
        }
        if (!guard.isCode()) {
            return controlled(new Outcome(guard, Kind.GREEN, ""), running.run(null, guard, LONGEST));
        }
        var outcome = Outcome.of(guard, running.run(changed, guard, LONGEST));
        if (outcome.kind() == Kind.BROKE) {
            // Mostly because no class of a running server may change in that way.
            return controlled(outcome, running.run(null, guard, LONGEST));
        }
        var before = place.resolve("before");
        copy.putBack(changed, before);
        return controlled(outcome, running.run(before, guard, LONGEST));
    }

    private Outcome controlled(Outcome outcome, Optional<List<String>> withTheGuard) throws InterruptedException {
        if (withTheGuard.isPresent() && withTheGuard.get().isEmpty()) {
            return outcome;
        }
        running.close();
        return new Outcome(
                outcome.guard(),
                Kind.USELESS,
                withTheGuard.map(lines -> lines.getFirst()).orElse("it did not end"));
    }

    private Optional<List<String>> onFresh(Guard guard, Path classes) throws IOException, InterruptedException {
        fresh.start(classes);
        try {
            return fresh.run(null, guard, LONGEST);
        } finally {
            fresh.close();
        }
    }

    @Override
    public void close() throws InterruptedException {
        running.close();
        fresh.close();
    }
}
