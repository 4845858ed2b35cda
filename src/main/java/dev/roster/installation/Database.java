package dev.roster.installation;

import java.nio.file.Files;

/** The PostgreSQL database that holds everything. Must be closed after everything that uses it. */
public sealed interface Database extends AutoCloseable permits EmbeddedDatabase, GivenDatabase {
    /** Starts the embedded database, or reaches the given one: for a server. */
    static Database start(Settings settings) {
        var given = settings.databaseUrl();
        return given == null ? EmbeddedDatabase.start(settings.dataDir()) : GivenDatabase.reach(given);
    }

    /**
     * For a command: joins the embedded database of a server that is running, and starts it otherwise.
     *
     * @throws StartRefusedException also if there is none: a command creates none
     */
    static Database open(Settings settings) {
        if (settings.databaseUrl() == null) {
            if (!exists(settings)) {
                throw new StartRefusedException(
                        "There is no data in %s. Name the data directory with --data-dir, or start the server first."
                                .formatted(settings.dataDir()));
            }
            if (isServed(settings)) {
                return EmbeddedDatabase.join(settings.dataDir());
            }
        }
        return start(settings);
    }

    /** Whether the data directory has an embedded database. */
    static boolean exists(Settings settings) {
        return Files.exists(PostgresCluster.directory(settings.dataDir()));
    }

    /** Whether a Roster holds the data directory. */
    static boolean isServed(Settings settings) {
        return Files.isDirectory(settings.dataDir()) && DataDirectory.isHeld(settings.dataDir());
    }

    /** Contains user and password, so it must never be logged. */
    String jdbcUrl();

    @Override
    void close();
}
