package dev.roster.installation;

import java.nio.file.Files;
import java.util.Properties;
import java.util.regex.Pattern;

/** The PostgreSQL database that holds everything. Must be closed after everything that uses it. */
public sealed interface Database extends AutoCloseable permits EmbeddedDatabase, GivenDatabase {
    Pattern SEVERAL_HOSTS = Pattern.compile("//[^/?]*,");

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
        var started = start(settings);
        return started instanceof GivenDatabase given ? given.ofCommand() : started;
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

    /**
     * The properties of each connection, in seconds; those in the URL take precedence. A leader that is frozen, or lost in the
     * network, is given up soon, and one that has become a stand-by is left.
     */
    default Properties properties() {
        return propertiesOf(jdbcUrl(), "primary");
    }

    /** @param wanted which of several hosts: pgjdbc's {@code targetServerType} */
    static Properties propertiesOf(String url, String wanted) {
        var properties = new Properties();
        properties.setProperty("ApplicationName", Node.name());
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("loginTimeout", "4");
        properties.setProperty("socketTimeout", "15");
        properties.setProperty("tcpKeepAlive", "true");
        if (SEVERAL_HOSTS.matcher(url).find()) {
            properties.setProperty("targetServerType", wanted);
        }
        return properties;
    }

    @Override
    void close();
}
