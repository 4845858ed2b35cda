package dev.roster.backup;

import dev.roster.installation.Database;
import dev.roster.installation.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The tables of a database as streams of rows, in one transaction: to read, it sees one moment; to write, it changes all or nothing. Knows
 * no organization: a backup contains all of them.
 */
final class TablesRepository implements AutoCloseable {
    private final Connection connection;

    private TablesRepository(Connection connection) {
        this.connection = connection;
    }

    /** Sees what is committed now, however long it reads, and keeps nobody from writing. */
    static TablesRepository toRead(Database database) {
        return begin(database, true);
    }

    static TablesRepository toWrite(Database database) {
        return begin(database, false);
    }

    /** Whether the tables exist at all, and contain an organization or a person. */
    boolean hasData() {
        return !names("select 1 from pg_class where oid = to_regclass('organizations')")
                        .isEmpty()
                && !names("select 1 where exists (select 1 from organizations) or exists (select 1 from users)")
                        .isEmpty();
    }

    /** Whether a server is connected, other than through this transaction. */
    boolean isServed() {
        return !names("""
                select pid from pg_stat_activity
                 where datname = current_database() and application_name like '%s' and pid <> pg_backend_pid()
                """.formatted(Node.SESSIONS)).isEmpty();
    }

    Instant now() {
        return query(
                        "select now()",
                        row -> row.getObject(1, OffsetDateTime.class).toInstant())
                .getFirst();
    }

    /** A table that is to be read: without its rows. */
    record Columns(String table, String columns) {}

    /** All tables but Flyway's, which says what the tables are, not what is in them. */
    List<Columns> list() {
        return query("""
                select quote_ident(c.relname), string_agg(quote_ident(a.attname), ', ' order by a.attnum)
                  from pg_class c
                  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                 where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = current_schema()::regnamespace
                   and c.relname <> 'flyway_schema_history'
                 group by c.relname order by c.relname
                """, row -> new Columns(row.getString(1), row.getString(2)));
    }

    /** Sends all rows of a table there. */
    Manifest.Table read(Columns table, OutputStream to) {
        var digest = new TableDigest(to);
        try {
            // A select, since COPY itself does not read a table that is spread over partitions.
            copies().copyOut("copy (select %s from %s) to stdout".formatted(table.columns(), table.table()), digest);
            return digest.table(table.table(), table.columns());
        } catch (SQLException | IOException e) {
            throw new BackupRefusedException(
                    "The table %s cannot be read: %s".formatted(table.table(), e.getMessage()), e);
        }
    }

    /** Empties all tables, and suspends the rules between them until {@link #complete}. */
    List<String> prepare(List<Columns> tables) {
        var constraints = query("""
                select format('alter table %s drop constraint %I', conrelid::regclass, conname),
                       format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
                  from pg_constraint
                 where contype = 'f' and conparentid = 0 and connamespace = current_schema()::regnamespace
                 order by conrelid::regclass::text, conname
                """, row -> List.of(row.getString(1), row.getString(2)));
        constraints.forEach(constraint -> execute(constraint.getFirst()));
        for (var table : tables) {
            execute("truncate " + table.table());
            execute("alter table %s disable trigger user".formatted(table.table()));
        }
        return constraints.stream().map(List::getLast).toList();
    }

    /** Adds these rows, in this order. */
    void write(Columns table, InputStream rows) {
        try {
            copies().copyIn("copy %s (%s) from stdin".formatted(table.table(), table.columns()), rows);
        } catch (SQLException | IOException e) {
            throw new BackupRefusedException(
                    "The table %s cannot be restored: %s".formatted(table.table(), e.getMessage()), e);
        }
    }

    /** Restores the rules between tables, and with that checks them. */
    void complete(List<Columns> tables, List<String> constraints) {
        tables.forEach(table -> execute("alter table %s enable trigger user".formatted(table.table())));
        constraints.forEach(this::execute);
    }

    void commit() {
        try {
            connection.commit();
            connection.setAutoCommit(true);
            execute("analyze");
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Rolls back what is not committed. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static TablesRepository begin(Database database, boolean readOnly) {
        try {
            var connection = DriverManager.getConnection(database.jdbcUrl());
            connection.setReadOnly(readOnly);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            var repository = new TablesRepository(connection);
            // The same text for the same rows, whatever the defaults of the database; in the order in which they lie
            // there.
            for (var setting : List.of(
                    "timezone = 'UTC'",
                    "datestyle = 'ISO'",
                    "intervalstyle = 'postgres'",
                    "bytea_output = 'hex'",
                    "extra_float_digits = 1",
                    "synchronize_seqscans = off")) {
                repository.execute("set " + setting);
            }
            return repository;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private CopyManager copies() throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private List<String> names(String sql) {
        return query(sql, row -> row.getString(1));
    }

    private <T> List<T> query(String sql, Reader<T> reader) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<T>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void execute(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static BackupRefusedException failed(SQLException e) {
        return new BackupRefusedException("The database refuses: %s".formatted(e.getMessage()), e);
    }
}
