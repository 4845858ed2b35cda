package dev.roster.support;

import dev.roster.installation.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything that a server stores: every column of every table, and every file that Roster itself writes. */
public record Stored(TestServer server) {
    /** PostgreSQL's own files contain the tables, which are searched as tables, until it cleans up. */
    private static final Set<String> OF_POSTGRESQL =
            Set.of("base", "global", "pg_wal", "pg_xact", "pg_stat", "pg_multixact");

    /** A column that can contain text: text, JSON, bytes, and arrays of them. */
    public record Column(String table, String name) {
        @Override
        public String toString() {
            return table + "." + name;
        }
    }

    /** All of them, according to the database itself. */
    public List<Column> columns() {
        return server.bean(JdbcClient.class)
                .sql("""
                        select c.table_name, c.column_name
                          from information_schema.columns c
                          join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
                         where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'
                           and not exists (select 1 from pg_inherits i where i.inhrelid = c.table_name::regclass)
                           and c.udt_name in ('text', 'varchar', 'bpchar', 'json', 'jsonb', 'bytea', 'xml', 'hstore',
                                              '_text', '_varchar', '_jsonb', '_bytea')
                         order by 1, 2
                        """)
                .query((row, n) -> new Column(row.getString(1), row.getString(2)))
                .list();
    }

    /** Those that contain this word, in any case. */
    public Set<String> columnsWith(String word) {
        return columns().stream()
                .filter(column -> holds(column, word.toLowerCase(Locale.ROOT)))
                .map(Column::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean holds(Column column, String word) {
        var jdbc = server.bean(JdbcClient.class);
        var bytes = jdbc.sql("select pg_typeof(%s)::text from %s limit 1"
                        .formatted(quoted(column.name()), quoted(column.table())))
                .query(String.class)
                .optional()
                .orElse("text")
                .equals("bytea");
        var text = bytes ? "encode(%s, 'escape')".formatted(quoted(column.name())) : quoted(column.name()) + "::text";
        return jdbc.sql("select exists (select 1 from %s where position(:word in lower(%s)) > 0)"
                        .formatted(quoted(column.table()), text))
                .param("word", word)
                .query(Boolean.class)
                .single();
    }

    /** The files of the data directory that contain this word. */
    public List<Path> filesWith(String word) {
        var dataDir = server.bean(Settings.class).dataDir();
        try (var files = Files.walk(dataDir)) {
            return files.filter(Files::isRegularFile)
                    // Closing it would give up the lock of this process (POSIX), and it is always empty.
                    .filter(file -> !file.endsWith("lock"))
                    .filter(file -> OF_POSTGRESQL.stream()
                            .noneMatch(
                                    part -> dataDir.relativize(file).toString().contains("/" + part + "/")))
                    .filter(file -> read(file).contains(word.toLowerCase(Locale.ROOT)))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String quoted(String name) {
        return "\"" + name + "\"";
    }
}
