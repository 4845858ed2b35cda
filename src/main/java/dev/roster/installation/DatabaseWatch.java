package dev.roster.installation;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the database answers: it is asked twice a second, on a connection of its own. As long as it does not, whatever
 * needs it fails at once instead of waiting for it.
 */
public final class DatabaseWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final long ASK_EVERY_MILLIS = 500;

    /** With the interval, a database that hangs is noticed within two seconds. */
    private static final int PATIENCE_MILLIS = 1_400;

    private static final String NO_ANSWER = "It has not answered for %d ms.".formatted(PATIENCE_MILLIS);

    /** The shortest that the driver can wait, besides a second, in which a busy machine may not log in. */
    private static final String LOGIN_SECONDS = "2";

    private static final String CANNOT_CONNECT = "08001";

    private final Database database;
    private final Runnable onSilence;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("database-watch").factory());
    private @Nullable Connection connection;
    private long silentSince;
    private volatile @Nullable String wrong;

    /** @param onSilence called whenever the database has just stopped answering */
    DatabaseWatch(Database database, Runnable onSilence) {
        this.database = database;
        this.onSilence = onSilence;
        thread.scheduleWithFixedDelay(this::look, ASK_EVERY_MILLIS, ASK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** What is wrong with the database, in one line without secrets; empty if it answers. */
    public Optional<String> wrong() {
        return Optional.ofNullable(wrong);
    }

    void requireAnswer() throws SQLException {
        var reason = wrong;
        if (reason != null) {
            throw new SQLTransientConnectionException(reason, CANNOT_CONNECT);
        }
    }

    private void look() {
        long begun = System.nanoTime();
        try {
            try {
                ask();
            } catch (SQLException first) {
                if (isPatienceOver(begun)) {
                    isSilent(NO_ANSWER);
                }
                disconnect();
                // Its own connection may have been closed while the database was restarted.
                ask();
            }
            answers();
        } catch (SQLException stillWrong) {
            disconnect();
            isSilent(isPatienceOver(begun) ? NO_ANSWER : reason(stillWrong));
        } catch (RuntimeException fault) {
            LOG.error("The database cannot be watched", fault);
        }
    }

    private static boolean isPatienceOver(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun).toMillis() >= PATIENCE_MILLIS;
    }

    private void ask() throws SQLException {
        var asked = connection;
        if (asked == null) {
            var properties = database.properties();
            properties.setProperty("loginTimeout", LOGIN_SECONDS);
            asked = DriverManager.getConnection(database.jdbcUrl(), properties);
            asked.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
            connection = asked;
        }
        try (var statement = asked.createStatement()) {
            statement.execute("select 1");
        }
    }

    private void disconnect() {
        var broken = connection;
        connection = null;
        if (broken != null) {
            try {
                broken.close();
            } catch (SQLException alreadyClosed) {
                // which is the goal
            }
        }
    }

    private String reason(SQLException failure) {
        return database instanceof EmbeddedDatabase embedded && embedded.isRestarting()
                ? "The embedded PostgreSQL had ended and is being started again."
                : Outage.oneLine(failure);
    }

    private void isSilent(String reason) {
        boolean news = wrong == null;
        wrong = reason;
        if (news) {
            silentSince = System.nanoTime();
            LOG.error("The database does not answer, and requests that need it get 503: {}", reason);
            onSilence.run();
        }
    }

    private void answers() {
        if (wrong != null) {
            wrong = null;
            var silence = Duration.ofNanos(System.nanoTime() - silentSince);
            LOG.warn("The database answers again, after {} s.", silence.toMillis() / 1000.0);
        }
    }

    @Override
    public void close() {
        thread.execute(this::disconnect);
        thread.shutdown();
        try {
            thread.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
