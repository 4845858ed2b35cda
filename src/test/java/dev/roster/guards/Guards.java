package dev.roster.guards;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** Removes each guard once, one at a time, and runs the test that is named for it. */
final class Guards {
    private final GuardList list;
    private final Copy copy;
    private final List<String> jvm = List.of(System.getProperty("guards.jvm").split(" "));
    private final EmbeddedPostgres postgres;

    private Guards(GuardList list, Copy copy, EmbeddedPostgres postgres) {
        this.list = list;
        this.copy = copy;
        this.postgres = postgres;
    }

    public static void main(String[] arguments) throws Exception {
        var options = Options.read(List.of(arguments));
        var list = GuardList.read();
        if (options.write()) {
            list.write();
            return;
        }
        var chosen = list.all().stream().filter(options::asksFor).toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("No guard is called so.");
        }
        var directory = Files.createTempDirectory("roster-guards");
        boolean well;
        ((Logger) LoggerFactory.getLogger(EmbeddedPostgres.class)).setLevel(Level.WARN);
        try (var postgres = postgres(directory)) {
            var copy = Copy.make(directory, System.getProperty("guards.libraries"));
            well = new Guards(list, copy, postgres).run(chosen, options);
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
        System.exit(well ? 0 : 1);
    }

    /** Nothing in it is worth keeping. */
    private static EmbeddedPostgres postgres(Path directory) throws IOException {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(directory.resolve("postgres").toFile())
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .start();
    }

    private boolean run(List<Guard> chosen, Options options) throws Exception {
        System.out.println("| Group | Guard | Place | Test | Without it |\n|---|---|---|---|---|");
        var waiting = new ConcurrentLinkedQueue<>(chosen);
        int wrong = 0;
        try (var threads = Executors.newFixedThreadPool(options.jobs())) {
            var jobs = new ArrayList<Callable<Integer>>();
            for (int i = 1; i <= options.jobs(); i++) {
                var name = "guards" + i;
                jobs.add(() -> takeOutOneAfterTheOther(waiting, name, options.quick()));
            }
            for (var job : threads.invokeAll(jobs)) {
                wrong += job.get();
            }
        }
        System.out.printf("%n%d guards were taken out; %d tests did not fail as they should.%n", chosen.size(), wrong);
        return wrong == 0;
    }

    /** The number of guards with an unexpected result. */
    private int takeOutOneAfterTheOther(ConcurrentLinkedQueue<Guard> waiting, String name, boolean quick)
            throws Exception {
        int wrong = 0;
        try (var removal = new Removal(name, copy, jvm, postgres)) {
            for (var guard = waiting.poll(); guard != null; guard = waiting.poll()) {
                long start = System.nanoTime();
                var outcome = removal.take(guard, quick);
                System.out.println(outcome.row(list.groupOf(guard)));
                System.err.printf(
                        "%d s, %s: %s%n",
                        Duration.ofNanos(System.nanoTime() - start).toSeconds(), outcome.kind(), guard.guard());
                wrong += outcome.isAsItShouldBe() ? 0 : 1;
            }
        }
        return wrong;
    }
}
