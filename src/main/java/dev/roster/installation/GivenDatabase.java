package dev.roster.installation;

import java.sql.DriverManager;
import java.sql.SQLException;

/** A PostgreSQL that somebody else runs, and other Roster processes may share. */
record GivenDatabase(String jdbcUrl) implements Database {
    private static final int OLDEST_VERSION = 15;
    private static final int LOGIN_SECONDS = 10;

    /** Connects once, so that a wrong address stops the start with a sentence instead of with a stack trace. */
    static GivenDatabase reach(String jdbcUrl) {
        DriverManager.setLoginTimeout(LOGIN_SECONDS);
        try (var connection = DriverManager.getConnection(jdbcUrl)) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST_VERSION) {
                throw new StartRefusedException(
                        "The database in ROSTER_DATABASE_URL is PostgreSQL %d. Roster needs %d or later."
                                .formatted(version, OLDEST_VERSION));
            }
            return new GivenDatabase(jdbcUrl);
        } catch (SQLException e) {
            // Where no driver takes the address the message quotes it, password included.
            var reason = String.valueOf(e.getMessage()).contains("jdbc:") ? "no such address" : e.getMessage();
            throw new StartRefusedException(
                    "The database in ROSTER_DATABASE_URL cannot be reached: %s".formatted(reason), e);
        }
    }

    @Override
    public void close() {
        // It was running before and goes on running.
    }

    @Override
    public String toString() {
        return "GivenDatabase";
    }
}
