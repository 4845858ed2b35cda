package dev.roster.installation;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A pool whose connections understand {@link dev.roster.shared.Deferred} statements. */
final class DeferringDataSource extends DelegatingDataSource implements AutoCloseable {
    private final HikariDataSource pool;

    DeferringDataSource(HikariDataSource pool) {
        super(pool);
        this.pool = pool;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, new DeferringConnection(connection));
    }

    @Override
    public void close() {
        pool.close();
    }
}
