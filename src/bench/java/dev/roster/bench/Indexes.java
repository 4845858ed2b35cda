package dev.roster.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The indexes and constraints of tables about to be bulk loaded: dropped before and recreated afterwards, built at once and
 * sorted instead of row by row. Primary keys stay, since others refer to them.
 */
final class Indexes {
    private static final String TABLES =
            "('memberships'::regclass, 'users'::regclass, 'words'::regclass, 'dictionary'::regclass)";

    private final Connection connection;
    private final List<String> remade = new ArrayList<>();

    private Indexes(Connection connection) {
        this.connection = connection;
    }

    static Indexes takeAway(Connection connection) throws SQLException {
        var indexes = new Indexes(connection);
        indexes.read("""
                select 'drop index ' || i.indexrelid::regclass, pg_get_indexdef(i.indexrelid)
                  from pg_index i
                 where i.indrelid in %s
                   and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)
                """);
        // Uniqueness before the foreign keys: f sorts before u.
        indexes.read("""
                select format('alter table %%s drop constraint %%I', c.conrelid::regclass, c.conname),
                       format('alter table %%s add constraint %%I %%s', c.conrelid::regclass, c.conname,
                              pg_get_constraintdef(c.oid))
                  from pg_constraint c
                 where c.conrelid in %s
                   and (c.contype = 'f' or c.contype = 'u' and not exists (
                        select 1 from pg_constraint f where f.contype = 'f' and f.conindid = c.conindid))
                 order by c.contype desc, c.conname
                """);
        return indexes;
    }

    void makeAgain() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set maintenance_work_mem = '512MB'");
            for (var sql : remade) {
                statement.execute(sql);
            }
        }
    }

    private void read(String sql) throws SQLException {
        var dropped = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery(sql.formatted(TABLES))) {
                while (rows.next()) {
                    dropped.add(rows.getString(1));
                    remade.add(rows.getString(2));
                }
            }
            for (var drop : dropped) {
                statement.execute(drop);
            }
        }
    }
}
