package dev.roster.command;

import static dev.roster.health.Checks.size;

import dev.roster.command.StatusRepository.Numbers;
import dev.roster.installation.Database;
import dev.roster.installation.Node;
import dev.roster.installation.Schema;
import dev.roster.installation.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** How the installation is. */
@Command(name = "status", description = "Show the version, the database, the queues and the last errors.")
final class StatusCommand implements Runnable {
    private static final int MOST_ERRORS = 3;

    private final Invocation invocation;

    StatusCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    /**
     * The status in JSON.
     *
     * @param serving whether a server is running, as far as this machine can tell
     * @param latestSchema the version that this Roster's own tables have
     */
    private record Status(
            String version,
            boolean serving,
            String database,
            @Nullable String schema,
            String latestSchema,
            Numbers numbers,
            Map<String, Long> mailErrors) {}

    @Override
    public void run() {
        var settings = invocation.settings();
        boolean served = settings.databaseUrl() == null && Database.isServed(settings);
        try (var database = Database.open(settings)) {
            var repository = new StatusRepository(database);
            var schema = Schema.of(database);
            schema.requireLatest();
            var numbers = repository.numbers();
            var status = new Status(
                    Node.version(),
                    served || numbers.connections() > 0,
                    place(settings),
                    schema.current().orElse(null),
                    schema.latest(),
                    numbers,
                    repository.lastMailErrors(MOST_ERRORS));
            invocation.answer(status, text(status));
        }
    }

    private static String place(Settings settings) {
        return settings.databaseUrl() == null ? "embedded in " + settings.dataDir() : "ROSTER_DATABASE_URL";
    }

    private static String text(Status status) {
        var numbers = status.numbers();
        var lines = new LinkedHashMap<String, Object>();
        lines.put("Version", status.version());
        lines.put("Server", status.serving() ? "running" : "not running");
        lines.put("Database", "%s, %s".formatted(status.database(), size(numbers.databaseBytes())));
        lines.put("Schema", status.schema());
        lines.put("Organizations", numbers.organizations());
        lines.put("People", "%,d, of them operators: %d".formatted(numbers.users(), numbers.operators()));
        lines.put(
                "Emails",
                "%,d queued%s, %,d failed"
                        .formatted(
                                numbers.queuedMails(),
                                numbers.oldestMailAt() == null ? "" : " due since " + numbers.oldestMailAt(),
                                numbers.failedMails()));
        lines.put("Jobs", "%,d late, %,d failing".formatted(numbers.lateJobs(), numbers.failingJobs()));
        lines.put("Last backup", numbers.lastBackupAt() == null ? "never" : numbers.lastBackupAt());
        status.mailErrors().forEach((error, times) -> lines.put("Error", "%s (%,d emails)".formatted(error, times)));
        return lines.entrySet().stream()
                .map(line -> "%-15s%s".formatted(line.getKey(), line.getValue()))
                .collect(Collectors.joining("\n"));
    }
}
