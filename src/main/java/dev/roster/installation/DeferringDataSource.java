package dev.roster.installation;

import com.zaxxer.hikari.HikariDataSource;
import dev.roster.standby.Standby;
import io.micrometer.core.instrument.Counter;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A pool whose connections understand {@link dev.roster.shared.Deferred} statements, and which gives none while the database
 * does not answer. Reads that may lag get one to the stand-by.
 */
final class DeferringDataSource extends DelegatingDataSource implements AutoCloseable {
    private final HikariDataSource pool;
    private final DatabaseWatch watch;
    private final Standby standby;
    private final Counter statements;

    /** @param statements counts those that go to the database */
    DeferringDataSource(HikariDataSource pool, DatabaseWatch watch, Standby standby, Counter statements) {
        super(pool);
        this.pool = pool;
        this.watch = watch;
        this.standby = standby;
        this.statements = statements;
    }

    @Override
    public Connection getConnection() throws SQLException {
        watch.requireAnswer();
        var there = standby.connection();
        var connection = there.isPresent() ? there.get() : super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                new DeferringConnection(connection, statements::increment));
    }

    @Override
    public void close() {
        pool.close();
    }
}
