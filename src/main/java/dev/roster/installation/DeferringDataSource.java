package dev.roster.installation;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Counter;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A pool whose connections understand {@link dev.roster.shared.Deferred} statements, and which gives none while the database
 * does not answer.
 */
final class DeferringDataSource extends DelegatingDataSource implements AutoCloseable {
    private final HikariDataSource pool;
    private final DatabaseWatch watch;
    private final Counter statements;

    /** @param statements counts those that go to the database */
    DeferringDataSource(HikariDataSource pool, DatabaseWatch watch, Counter statements) {
        super(pool);
        this.pool = pool;
        this.watch = watch;
        this.statements = statements;
    }

    @Override
    public Connection getConnection() throws SQLException {
        watch.requireAnswer();
        var connection = super.getConnection();
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
