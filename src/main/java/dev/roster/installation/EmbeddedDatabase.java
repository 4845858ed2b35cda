package dev.roster.installation;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The embedded PostgreSQL: its programs come from Roster's own jar, its data is in the data directory, and it can be reached
 * only from this machine, with a generated password.
 */
public final class EmbeddedDatabase implements Database {
    private static final int TRIES = 3;

    /** The line of postmaster.pid with the port (PostgreSQL's {@code LOCK_FILE_LINE_PORT}), counted from 0. */
    private static final int PORT_LINE = 3;

    private final DataDirectory held;
    private final PostgresCluster cluster;
    private final String jdbcUrl;

    private EmbeddedDatabase(DataDirectory held, PostgresCluster cluster, String jdbcUrl) {
        this.held = held;
        this.cluster = cluster;
        this.jdbcUrl = jdbcUrl;
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
            return new EmbeddedDatabase(held, cluster, startOnFreePort(cluster));
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
            return new GivenDatabase(PostgresCluster.jdbcUrl(directory, port));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            throw new StartRefusedException(
                    "Roster on the data directory %s is just starting or stopping. Try again.".formatted(dataDir), e);
        }
    }

    /** Another process may take the port between finding it free and PostgreSQL opening it. */
    private static String startOnFreePort(PostgresCluster cluster) throws IOException {
        for (int attempt = 1; ; attempt++) {
            var port = FreePort.asked(InetAddress.getLoopbackAddress(), 0);
            // Read first: without the password, PostgreSQL would be started and left running.
            var jdbcUrl = PostgresCluster.jdbcUrl(cluster.directory(), port);
            if (cluster.start(port).succeeded()) {
                return jdbcUrl;
            }
            if (attempt == TRIES) {
                throw new StartRefusedException("PostgreSQL does not start. The end of its log %s: %s"
                        .formatted(cluster.log(), cluster.lastWords()));
            }
        }
    }

    @Override
    public String jdbcUrl() {
        return jdbcUrl;
    }

    /** Stops PostgreSQL once running transactions are rolled back and everything committed is on disk. */
    @Override
    public void close() {
        try {
            cluster.stop();
        } finally {
            held.close();
        }
    }
}
