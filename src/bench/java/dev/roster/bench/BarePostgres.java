package dev.roster.bench;

import dev.roster.bench.Load.Measured;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The writes of a creation without a server, by PostgreSQL's own {@code pgbench}: the limit of what a creation can cost. Only
 * PostgreSQL's processor time counts.
 */
final class BarePostgres {
    static final String NAME = "bare PostgreSQL, the writes of a creation";
    private static final Path PACKAGES = Path.of("/usr/lib/postgresql");
    private static final Pattern DONE = Pattern.compile("number of transactions actually processed: (\\d+)");

    private final Path script;
    private final Data data;
    private final DoubleSupplier postgres;

    BarePostgres(Path root, Data data, DoubleSupplier postgres) {
        this.script = root.resolve("src/bench/sql/create.sql");
        this.data = data;
        this.postgres = postgres;
    }

    /** Empty if {@code pgbench} is not installed. */
    Optional<Measured> run(int clients, Duration time) throws IOException, InterruptedException {
        var program = program();
        if (program.isEmpty()) {
            Progress.say("pgbench is not installed (Debian: postgresql-15), so the limit is not measured.");
            return Optional.empty();
        }
        var organization = data.organization(Data.LARGE);
        var role = data.value("select id from roles where organization_id = ? and key = 'user'", organization);
        double before = postgres.getAsDouble();
        var output = output(List.of(
                program.get(),
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + clients,
                "--time=" + time.toSeconds(),
                "--define=organization=" + organization,
                "--define=role=" + role,
                "--file=" + script));
        double used = postgres.getAsDouble() - before;
        var done = DONE.matcher(output);
        if (!done.find() || done.group(1).equals("0")) {
            throw new BenchException("pgbench: " + output);
        }
        long number = Long.parseLong(done.group(1));
        return Optional.of(new Measured(number, time.toSeconds(), Double.NaN, Double.NaN, 0, used / number));
    }

    private String output(List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        var url = URI.create(data.jdbcUrl().substring("jdbc:".length()));
        var environment = builder.environment();
        environment.put("PGHOST", url.getHost());
        environment.put("PGPORT", Integer.toString(url.getPort()));
        environment.put("PGDATABASE", url.getPath().substring(1));
        for (var part : Optional.ofNullable(url.getQuery()).orElse("").split("&")) {
            if (part.startsWith("user=")) {
                environment.put("PGUSER", part.substring("user=".length()));
            } else if (part.startsWith("password=")) {
                environment.put("PGPASSWORD", part.substring("password=".length()));
            }
        }
        var running = builder.start();
        var output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        running.waitFor();
        return output;
    }

    private static Optional<String> program() throws IOException {
        var folders = System.getenv().getOrDefault("PATH", "").split(":");
        try (var packaged = Files.isDirectory(PACKAGES) ? Files.list(PACKAGES) : Stream.<Path>empty()) {
            return Stream.concat(
                            Stream.of(folders).map(Path::of),
                            packaged.map(version -> version.resolve("bin")).sorted())
                    .map(folder -> folder.resolve("pgbench"))
                    .filter(Files::isExecutable)
                    .map(Path::toString)
                    .findFirst();
        }
    }
}
