package dev.roster.guards;

import dev.roster.guards.TestRun.Order;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process that runs tests, with a database that was empty when it started. */
final class Worker implements AutoCloseable {
    private static final Duration LONGEST_END = Duration.ofSeconds(20);
    private static final long GLANCE_MILLIS = 50;

    private final String name;
    private final Copy copy;
    private final List<String> jvm;
    private final EmbeddedPostgres postgres;

    private volatile @Nullable Process process;
    private boolean killed;

    Worker(String name, Copy copy, List<String> jvm, EmbeddedPostgres postgres) {
        this.name = name;
        this.copy = copy;
        this.jvm = jvm;
        this.postgres = postgres;
        // Otherwise it would outlive the process that ends this one.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::kill));
    }

    /** Starts over, with these classes. */
    void start(Path classes) throws IOException, InterruptedException {
        close();
        emptyDatabase();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        // One lambda more or less is one method more or less; without this flag, a class could not gain one.
        command.addAll(List.of("-XX:+AllowRedefinitionToAddDeleteMethods", "-javaagent:" + copy.agent()));
        // Whatever tests leave behind is deleted with the copy.
        command.add("-Djava.io.tmpdir=" + copy.directory());
        // All in one loader: Tomcat looks up classes of the product by name.
        command.addAll(List.of(
                "-cp",
                String.join(
                        File.pathSeparator,
                        copy.harness().toString(),
                        classes.toString(),
                        copy.tests().toString(),
                        copy.libraries())));
        command.add(TestRun.class.getName());
        var starting = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(copy.directory().resolve(name + ".log").toFile());
        starting.environment().put("ROSTER_TEST_DATABASE_URL", postgres.getJdbcUrl("postgres", name));
        launch(starting);
    }

    private synchronized void launch(ProcessBuilder starting) throws IOException {
        if (killed) {
            throw new IllegalStateException("this process ends");
        }
        process = starting.start();
    }

    boolean isRunning() {
        return process != null && process.isAlive();
    }

    /**
     * Runs the test of a guard.
     *
     * @param changed a folder of classes to load first, or null
     * @return the lines of {@link Failures}, or empty if it does not get that far
     */
    Optional<List<String>> run(@Nullable Path changed, Guard guard, Duration longest)
            throws IOException, InterruptedException {
        var running = process;
        if (running == null || !running.isAlive()) {
            return Optional.empty();
        }
        var written = Files.createTempDirectory(copy.directory(), name).resolve("failures");
        var order = new Order(
                written,
                changed == null ? "" : changed.toString(),
                guard.nameOfTest(),
                guard.only() == null ? "" : guard.only());
        running.getOutputStream().write((order.line() + "\n").getBytes(StandardCharsets.UTF_8));
        running.getOutputStream().flush();
        long end = System.nanoTime() + longest.toNanos();
        while (running.isAlive() && !Files.exists(written) && System.nanoTime() < end) {
            Thread.sleep(GLANCE_MILLIS);
        }
        if (!Files.exists(written)) {
            close();
            return Optional.empty();
        }
        return Optional.of(Files.readAllLines(written));
    }

    /** Asks politely first, so that a test's own database ends with it. */
    @Override
    public void close() throws InterruptedException {
        var running = process;
        if (running != null) {
            var all = running.descendants().toList();
            running.destroy();
            running.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS);
            running.destroyForcibly();
            all.forEach(ProcessHandle::destroyForcibly);
            process = null;
        }
    }

    /** Does not ask: whatever ends this process may not wait long. */
    private synchronized void kill() {
        killed = true;
        var running = process;
        if (running != null) {
            var all = running.descendants().toList();
            running.destroyForcibly();
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private void emptyDatabase() {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists %s with (force)".formatted(name));
            statement.execute("create database " + name);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
