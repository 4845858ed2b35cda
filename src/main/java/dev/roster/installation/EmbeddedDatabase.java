package dev.roster.installation;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded PostgreSQL: its programs come from Roster's own jar, its data is in the data directory, and it can be reached
 * only from this machine, with a generated password. If it ends before it is stopped, it is started again.
 */
public final class EmbeddedDatabase implements Database {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final int TRIES = 3;
    private static final long LOOK_EVERY_MILLIS = 1_000;

    /** The last processes of a killed PostgreSQL take a moment to end, and until then it does not start. */
    private static final int FAILED_STARTS_UNMENTIONED = 3;

    private static final long SECONDS_TO_GIVE_UP_STARTING = 5;

    /** The line of postmaster.pid with the port (PostgreSQL's {@code LOCK_FILE_LINE_PORT}), counted from 0. */
    private static final int PORT_LINE = 3;

    private final DataDirectory held;
    private final PostgresCluster cluster;
    private final int port;
    private final String jdbcUrl;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("postgres-watch").factory());
    private int failedStarts;
    private volatile boolean restarting;

    private EmbeddedDatabase(DataDirectory held, PostgresCluster cluster, int port, String password) {
        this.held = held;
        this.cluster = cluster;
        this.port = port;
        this.jdbcUrl = PostgresCluster.jdbcUrl(password, port);
        watch.scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Starts PostgreSQL on the data directory, which is created at the first start. A server that a killed process left
     * running there is stopped first.
     *
     * @throws StartRefusedException if another process holds the directory, or PostgreSQL cannot run here
     */
    public static EmbeddedDatabase start(Path dataDir) {
        var held = DataDirectory.hold(dataDir);
        try {
            var directory = dataDir.toRealPath();
            var programs = PostgresPrograms.find(directory);
            var cluster = PostgresCluster.open(programs, directory);
            // Read first: without the password, PostgreSQL would be started and left running.
            var password = PostgresCluster.password(cluster.directory());
            return new EmbeddedDatabase(held, cluster, startOnFreePort(cluster), password);
        } catch (IOException e) {
            held.close();
            throw new StartRefusedException("PostgreSQL cannot be set up in %s: %s".formatted(dataDir, e), e);
        } catch (RuntimeException e) {
            held.close();
            throw e;
        }
    }

    /**
     * The PostgreSQL of a Roster that is running on the data directory.
     *
     * @throws StartRefusedException while it is starting or stopping
     */
    static Database join(Path dataDir) {
        var directory = PostgresCluster.directory(dataDir);
        try {
            var running = Files.readAllLines(directory.resolve("postmaster.pid"));
            var port = Integer.parseInt(running.get(PORT_LINE).strip());
            return new GivenDatabase(PostgresCluster.jdbcUrl(PostgresCluster.password(directory), port), false);
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            throw new StartRefusedException(
                    "Roster on the data directory %s is just starting or stopping. Try again.".formatted(dataDir), e);
        }
    }

    /** Another process may take the port between finding it free and PostgreSQL opening it. */
    private static int startOnFreePort(PostgresCluster cluster) throws IOException {
        for (int attempt = 1; ; attempt++) {
            var port = FreePort.asked(InetAddress.getLoopbackAddress(), 0);
            if (cluster.start(port).succeeded()) {
                LOG.info("PostgreSQL started on port {}. Its log is {}", port, cluster.log());
                return port;
            }
            if (attempt == TRIES) {
                throw new StartRefusedException("PostgreSQL does not start. The end of its log %s: %s"
                        .formatted(cluster.log(), cluster.lastWords()));
            }
        }
    }

    /** On the same port, which connection pools know. */
    private void look() {
        if (cluster.isRunning()) {
            return;
        }
        restarting = true;
        try {
            if (cluster.start(port).succeeded()) {
                LOG.warn("PostgreSQL had ended by itself and was started again. Its log is {}", cluster.log());
                failedStarts = 0;
                restarting = false;
            } else if (++failedStarts == FAILED_STARTS_UNMENTIONED) {
                LOG.error(
                        "PostgreSQL has ended and does not start, which is tried again every second. Its log {}: {}",
                        cluster.log(),
                        cluster.lastWords());
            }
        } catch (IOException | RuntimeException failed) {
            LOG.error("PostgreSQL has ended and cannot be started, which is tried again every second", failed);
        }
    }

    /** Whether it has ended by itself and does not run again yet. */
    boolean isRestarting() {
        return restarting;
    }

    @Override
    public String jdbcUrl() {
        return jdbcUrl;
    }

    /** Stops PostgreSQL once running transactions are rolled back and everything committed is on disk. */
    @Override
    public void close() {
        try {
            endWatch();
            cluster.stop();
            LOG.info("PostgreSQL stopped.");
        } finally {
            held.close();
        }
    }

    private void endWatch() {
        watch.shutdownNow();
        try {
            watch.awaitTermination(SECONDS_TO_GIVE_UP_STARTING, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
