package dev.roster.standby;

import dev.roster.standby.Standby.Address;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks primary and stand-by regularly how far they are. The stand-by keeps up if it has replayed what the primary had written
 * some time ago. That compares no clocks, and holds also while nothing is written.
 */
final class StandbyWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StandbyWatch.class);

    /** With the identity of the cluster: positions of another one mean nothing. */
    private static final String WRITTEN = "select system_identifier, pg_current_wal_lsn() from pg_control_system()";

    private static final String REPLAYED = """
            select system_identifier, case when pg_is_in_recovery() then pg_last_wal_replay_lsn() end
              from pg_control_system()
            """;

    private static final int LOGIN_TIMEOUT_SECONDS = 4;

    private final Asked primary;
    private final Asked standby;
    private final int looksBehind;
    private final Deque<LogSequenceNumber> written = new ArrayDeque<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("standby-watch").factory());
    private volatile boolean keepsUp;
    private String reason = "";

    private StandbyWatch(Asked primary, Asked standby, int looksBehind) {
        this.primary = primary;
        this.standby = standby;
        this.looksBehind = looksBehind;
    }

    static StandbyWatch start(Address primary, Address standby, Duration lookEvery, Duration mostLag) {
        var watch = new StandbyWatch(
                new Asked(primary, WRITTEN),
                new Asked(standby, REPLAYED),
                Math.toIntExact(mostLag.dividedBy(lookEvery)));
        watch.thread.scheduleWithFixedDelay(watch::look, 0, lookEvery.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    boolean keepsUp() {
        return keepsUp;
    }

    /** Until the next look finds it well. */
    void giveUp(Throwable failed) {
        keepsUp = false;
        LOG.warn("A read failed on the stand-by and goes to the primary: {}", oneLine(failed));
    }

    private void look() {
        try {
            var here = primary.ask();
            written.addLast(here.at().orElseThrow(() -> new SQLException("The primary does not say how far it is.")));
            if (written.size() > looksBehind) {
                written.removeFirst();
            }
            var there = standby.ask();
            if (there.cluster() != here.cluster()) {
                is("It does not follow this primary, but another one.");
            } else if (there.at().isEmpty()) {
                is("It is no stand-by.");
            } else {
                is(there.at().get().compareTo(written.getFirst()) >= 0 ? "" : "It is too far behind.");
            }
        } catch (SQLException failed) {
            is(oneLine(failed));
        }
    }

    /** @param wrong why it is not used; empty if it is */
    private void is(String wrong) {
        if (!wrong.equals(reason) && !wrong.isEmpty()) {
            LOG.warn(
                    "The stand-by in ROSTER_READ_DATABASE_URL is not used, and all reads go to the primary: {}", wrong);
        } else if (wrong.isEmpty() && !keepsUp) {
            LOG.info("The stand-by keeps up: exports and searches of the audit log read from it.");
        }
        reason = wrong;
        keepsUp = wrong.isEmpty();
    }

    private static String oneLine(Throwable failed) {
        return String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        thread.execute(() -> {
            primary.disconnect();
            standby.disconnect();
        });
        thread.shutdown();
        try {
            thread.awaitTermination(LOGIN_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param at empty if the server is not what it is asked as: a primary, or a stand-by */
    private record Answer(long cluster, Optional<LogSequenceNumber> at) {}

    /** A database, and the one question for it, on a connection that is kept. */
    private static final class Asked {
        private static final int PATIENCE_SECONDS = 3;

        private final Address address;
        private final String question;
        private @Nullable Connection connection;

        Asked(Address address, String question) {
            this.address = address;
            this.question = question;
        }

        Answer ask() throws SQLException {
            try {
                var open = connection;
                if (open == null) {
                    open = DriverManager.getConnection(address.url(), address.properties());
                    connection = open;
                }
                try (var statement = open.createStatement()) {
                    statement.setQueryTimeout(PATIENCE_SECONDS);
                    try (var row = statement.executeQuery(question)) {
                        row.next();
                        return new Answer(
                                row.getLong(1),
                                Optional.ofNullable(row.getString(2)).map(LogSequenceNumber::valueOf));
                    }
                }
            } catch (SQLException failed) {
                disconnect();
                throw failed;
            }
        }

        void disconnect() {
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
    }
}
