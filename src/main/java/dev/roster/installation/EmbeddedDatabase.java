package dev.roster.installation;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;

/**
 * The embedded PostgreSQL: its programs come from Roster's own jar, its data is in the data directory, and it can be reached
 * only from this machine, with a generated password.
 */
public final class EmbeddedDatabase implements Database {
    private static final int TRIES = 3;

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
            var programs = PostgresPrograms.unpack(directory.resolve("postgres-programs"));
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

    /** Another process may take the port between finding it free and PostgreSQL opening it. */
    private static String startOnFreePort(PostgresCluster cluster) throws IOException {
        for (int attempt = 1; ; attempt++) {
            var port = FreePort.asked(InetAddress.getLoopbackAddress(), 0);
            if (cluster.start(port).succeeded()) {
                return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s"
                        .formatted(port, PostgresCluster.NAME, PostgresCluster.NAME, cluster.password());
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
