package dev.roster.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The statements of a version of Roster: those that its suite has sent. While nodes are upgraded one after the other, the previous
 * version sends them to tables that the new one has already migrated.
 */
public final class ReleasedStatements {
    /** Has a file for each release whose nodes may still run: an array of statements. */
    private static final Path RELEASED = Path.of("src/test/resources/released");

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    private static final String NO_TABLE = "42P01";
    private static final String NO_COLUMN = "42703";
    private static final String NO_FUNCTION = "42883";
    private static final Set<String> BROKEN = Set.of(NO_TABLE, NO_COLUMN, NO_FUNCTION);

    private static final Pattern INSERT = Pattern.compile("(?is)insert into (\\w+)(?: as \\w+)?\\s*\\(([^)]*)\\)");

    private ReleasedStatements() {}

    static void saw(String sql) {
        SEEN.add(sql);
    }

    /** Those that this process has sent so far. */
    public static Set<String> seen() {
        return new TreeSet<>(SEEN);
    }

    /** With {@code -Droster.test.record=FILE}, all that were sent are in this file at the end, with those that it had before. */
    static void recordAtTheEnd() {
        var file = System.getProperty("roster.test.record");
        if (file != null) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> record(Path.of(file))));
        }
    }

    private static void record(Path file) {
        try {
            var all = Files.exists(file) ? new TreeSet<>(read(file)) : new TreeSet<String>();
            all.addAll(SEEN);
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Those of all releases. */
    public static Set<String> released() throws IOException {
        var all = new TreeSet<String>();
        if (Files.exists(RELEASED)) {
            try (var files = Files.list(RELEASED)) {
                for (var file : files.toList()) {
                    all.addAll(read(file));
                }
            }
        }
        return all;
    }

    private static List<String> read(Path file) throws IOException {
        return Arrays.asList(JSON.readValue(Files.readString(file), String[].class));
    }

    /** Why each of these statements cannot be sent to this database; empty if all can. */
    public static List<String> broken(Connection database, Collection<String> statements) throws SQLException {
        var broken = new ArrayList<String>();
        for (var sql : statements) {
            missing(database, sql).forEach(column -> broken.add("%s needs a value:%n%s".formatted(column, sql)));
            // A refusal ends a transaction, except after a savepoint.
            var before = database.getAutoCommit() ? null : database.setSavepoint();
            try (var prepared = database.prepareStatement(sql)) {
                prepared.getParameterMetaData();
            } catch (SQLException refused) {
                // Others come from parameters whose types only their values tell.
                if (BROKEN.contains(refused.getSQLState())) {
                    broken.add("%s%n%s".formatted(refused.getMessage(), sql));
                }
                if (before != null) {
                    database.rollback(before);
                }
            }
        }
        return broken;
    }

    /** Columns that must have a value, and that an insert does not know. */
    private static List<String> missing(Connection database, String sql) throws SQLException {
        var missing = new ArrayList<String>();
        var inserts = INSERT.matcher(sql).results().toList();
        for (var insert : inserts) {
            var given = Arrays.stream(insert.group(2).split(","))
                    .map(column -> column.strip().toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
            try (var needed = database.prepareStatement("""
                    select column_name from information_schema.columns
                     where table_schema = current_schema() and table_name = ? and is_nullable = 'NO' and column_default is null
                       and is_generated = 'NEVER' and is_identity = 'NO'
                    """)) {
                needed.setString(1, insert.group(1));
                try (var columns = needed.executeQuery()) {
                    while (columns.next()) {
                        if (!given.contains(columns.getString(1))) {
                            missing.add(insert.group(1) + "." + columns.getString(1));
                        }
                    }
                }
            }
        }
        return missing;
    }
}
