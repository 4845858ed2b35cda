package dev.roster.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/** The schema whose tables are spread over partitions, by the key that docs/operations/scale.md gives for each. */
public final class PartitionedSchema implements FlywayMigrationStrategy {
    private static final Path SCHEMA = Path.of("src/main/resources/db/migration/V1__roster.sql");
    private static final Pattern TABLE = Pattern.compile("(?ms)^create table (\\w+) \\(.*?^\\);$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| (?:`(\\w+)`|–) \\|");

    private final int partitions;

    PartitionedSchema(int partitions) {
        this.partitions = partitions;
    }

    /** In an empty database. Later migrations continue from there. */
    @Override
    public void migrate(Flyway flyway) {
        try (var connection = flyway.getConfiguration().getDataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(script());
        } catch (IOException | SQLException failed) {
            throw new IllegalStateException(failed);
        }
        Flyway.configure()
                .configuration(flyway.getConfiguration())
                .baselineVersion("1")
                .load()
                .baseline();
        flyway.migrate();
    }

    /** The tables in docs/operations/scale.md, each with its key; an empty one for a table that stays whole. */
    public static Map<String, String> keys() throws IOException {
        var keys = new LinkedHashMap<String, String>();
        ROW.matcher(Files.readString(Path.of("docs/operations/scale.md")))
                .results()
                .forEach(row -> keys.put(row.group(1), row.group(2) == null ? "" : row.group(2)));
        return keys;
    }

    /** The tables of the schema. */
    public static Map<String, String> definitions() throws IOException {
        return TABLE.matcher(Files.readString(SCHEMA))
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group()));
    }

    private String script() throws IOException {
        var keys = keys();
        return TABLE.matcher(Files.readString(SCHEMA)).replaceAll(found -> {
            var key = keys.getOrDefault(found.group(1), "");
            return Matcher.quoteReplacement(
                    key.isEmpty() ? found.group() : partitioned(found.group(), found.group(1), key));
        });
    }

    private String partitioned(String definition, String table, String key) {
        var parts = IntStream.range(0, partitions)
                .mapToObj(number ->
                        "create table %1$s_%2$d partition of %1$s for values with (modulus %3$d, remainder %2$d);"
                                .formatted(table, number, partitions))
                .collect(Collectors.joining("\n"));
        return "%s partition by hash (%s);%n%s".formatted(definition.substring(0, definition.length() - 1), key, parts);
    }
}
