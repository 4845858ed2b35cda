package dev.roster.installation;

import java.util.Properties;
import java.util.regex.Pattern;

/** The PostgreSQL database that holds everything. Must be closed after everything that uses it. */
public sealed interface Database extends AutoCloseable permits EmbeddedDatabase, GivenDatabase {
    Pattern SEVERAL_HOSTS = Pattern.compile("//[^/?]*,");

    /** Contains user and password, so it must never be logged. */
    String jdbcUrl();

    /**
     * The properties of each connection, in seconds; those in the URL take precedence. A leader that is frozen, or lost in the
     * network, is given up soon, and one that has become a stand-by is left.
     */
    default Properties properties() {
        var properties = new Properties();
        properties.setProperty("ApplicationName", Node.name());
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("loginTimeout", "4");
        properties.setProperty("socketTimeout", "15");
        properties.setProperty("tcpKeepAlive", "true");
        if (SEVERAL_HOSTS.matcher(jdbcUrl()).find()) {
            properties.setProperty("targetServerType", "primary");
        }
        return properties;
    }

    @Override
    void close();
}
