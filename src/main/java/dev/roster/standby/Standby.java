package dev.roster.standby;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The reads that may see the data of a few seconds ago. They go to the stand-by while it keeps up with the primary, and
 * otherwise, or if there is none, to the primary like all others.
 */
public final class Standby implements AutoCloseable {
    /** A stand-by that is further behind is not used. */
    public static final Duration MOST_LAG = Duration.ofSeconds(10);

    private static final ScopedValue<Boolean> READING = ScopedValue.newInstance();
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int CONNECTIONS = 6;
    private static final Duration WAITS_FOR_A_CONNECTION = Duration.ofSeconds(3);

    private final @Nullable HikariDataSource pool;
    private final @Nullable StandbyWatch watch;

    private Standby(@Nullable HikariDataSource pool, @Nullable StandbyWatch watch) {
        this.pool = pool;
        this.watch = watch;
    }

    /** All reads go to the primary. */
    public static Standby none() {
        return new Standby(null, null);
    }

    /** Where a PostgreSQL is, with the properties of each connection to it. */
    public record Address(String url, Properties properties) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Address";
        }
    }

    /** The one at this address. It need not be reachable yet. */
    public static Standby of(Address primary, Address standby) {
        return of(primary, standby, LOOK_EVERY, MOST_LAG);
    }

    /** The same with other times, for tests. */
    public static Standby of(Address primary, Address standby, Duration lookEvery, Duration mostLag) {
        var pool = new HikariDataSource();
        pool.setPoolName("roster-standby");
        pool.setJdbcUrl(standby.url());
        pool.setDataSourceProperties(standby.properties());
        pool.setConnectionInitSql("set plan_cache_mode = force_generic_plan");
        pool.setReadOnly(true);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(0);
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionTimeout(WAITS_FOR_A_CONNECTION.toMillis());
        pool.setIdleTimeout(Duration.ofMinutes(1).toMillis());
        return new Standby(pool, StandbyWatch.start(primary, standby, lookEvery, mostLag));
    }

    /**
     * The result of a read outside of any transaction, which changes nothing and begins no transaction that does. If the
     * stand-by fails meanwhile, it is read again from the primary.
     */
    public <T extends @Nullable Object> T read(Supplier<T> reading) {
        if (!isOffered()) {
            return reading.get();
        }
        try {
            return ScopedValue.where(READING, true).call(reading::get);
        } catch (DataAccessException | TransactionException failed) {
            giveUp(failed.getMostSpecificCause());
            return reading.get();
        }
    }

    /** The same for a read that hands on rows as they come, which is not repeated. */
    public void stream(Runnable reading) {
        if (isOffered()) {
            ScopedValue.where(READING, true).run(reading);
        } else {
            reading.run();
        }
    }

    /** A connection to the stand-by, for what runs within {@link #read}; empty if the primary is to be used. */
    public Optional<Connection> connection() {
        if (pool == null || !isReading() || !keepsUp()) {
            return Optional.empty();
        }
        try {
            return Optional.of(pool.getConnection());
        } catch (SQLException failed) {
            giveUp(failed);
            return Optional.empty();
        }
    }

    /** Whether the code that asks runs within {@link #read}. */
    public static boolean isReading() {
        return READING.isBound();
    }

    /** Whether there is one that is reachable and less than {@link #MOST_LAG} behind. */
    public boolean keepsUp() {
        return watch != null && watch.keepsUp();
    }

    /** Whether one is configured. */
    public boolean exists() {
        return watch != null;
    }

    private boolean isOffered() {
        return keepsUp() && !TransactionSynchronizationManager.isActualTransactionActive();
    }

    private void giveUp(Throwable failed) {
        if (watch != null) {
            watch.giveUp(failed);
        }
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
        if (pool != null) {
            pool.close();
        }
    }
}
