package dev.roster.installation;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** A PostgreSQL that this process does not start: an external one, or the embedded one of another Roster process. */
record GivenDatabase(String jdbcUrl, boolean ofServer) implements Database {
    private static final int OLDEST_VERSION = 15;

    /** Connects once, so that a wrong address stops the start with a sentence instead of a stack trace. */
    static GivenDatabase reach(String jdbcUrl) {
        var given = new GivenDatabase(jdbcUrl, true);
        var properties = given.properties();
        // A command that looks for servers next must not find itself.
        properties.remove("ApplicationName");
        try (var connection = DriverManager.getConnection(jdbcUrl, properties)) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST_VERSION) {
                throw new StartRefusedException(
                        "The database in ROSTER_DATABASE_URL is PostgreSQL %d. Roster needs %d or later."
                                .formatted(version, OLDEST_VERSION));
            }
            return given;
        } catch (SQLException e) {
            // If no driver accepts the address, the message quotes it, including the password.
            var reason = String.valueOf(e.getMessage()).contains("jdbc:") ? "no such address" : e.getMessage();
            throw new StartRefusedException(
                    "The database in ROSTER_DATABASE_URL cannot be reached: %s".formatted(reason), e);
        }
    }

    /** The same for a command: its sessions are not those of a node. */
    GivenDatabase ofCommand() {
        return new GivenDatabase(jdbcUrl, false);
    }

    @Override
    public Properties properties() {
        var properties = Database.super.properties();
        if (!ofServer) {
            properties.setProperty("ApplicationName", Node.COMMAND);
        }
        return properties;
    }

    @Override
    public void close() {
        // It was running before and keeps running.
    }

    @Override
    public String toString() {
        return "GivenDatabase";
    }
}
