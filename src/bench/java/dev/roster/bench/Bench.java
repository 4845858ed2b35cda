package dev.roster.bench;

import dev.roster.bench.Load.Meters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** Loads, measures, reports. */
public final class Bench {
    private static final int REQUESTS_TO_SETTLE = 12;
    private static final Duration REST = Duration.ofSeconds(20);

    /** When the pool closes idle connections. */
    private static final Duration LONG_REST = Duration.ofSeconds(100);

    private final Path root;
    private final Path scratch;
    private final Path dataDir;
    private final Options options;
    private final Report report;

    private Bench(Path root, Path scratch, Options options) throws IOException {
        this.root = root;
        this.scratch = scratch;
        this.options = options;
        this.report = new Report(options.against());
        this.dataDir = options.keep() == null ? scratch.resolve("data") : options.keep();
    }

    public static void main(String[] arguments) throws Exception {
        try {
            var options = Options.read(arguments);
            var root = Path.of(System.getProperty("roster.root"));
            var scratch = Files.createTempDirectory(root.resolve("target"), "bench");
            Runtime.getRuntime()
                    .addShutdownHook(
                            Thread.ofPlatform().unstarted(() -> FileSystemUtils.deleteRecursively(scratch.toFile())));
            System.exit(new Bench(root, scratch, options)
                    .run("bin/bench " + String.join(" ", arguments).replaceAll("--keep \\S+", "--keep DIR")));
        } catch (BenchException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private int run(String command) throws Exception {
        warnIfBusy();
        if (!options.explain() && options.wants("start")) {
            Progress.say("Starting without data, a few times…");
            new StartCases(root, scratch, REST, report).run();
        }
        var loaded = new LoadedData(dataDir, scratch, options);
        Progress.say("Loading…");
        loaded.makeIfMissing();
        if (options.explain()) {
            explain();
        } else {
            measure(command);
        }
        return report.failures() == 0 ? 0 : 1;
    }

    /** Processes that compete for caches cost each other processor time, too. */
    private static void warnIfBusy() throws IOException {
        double load =
                Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
        if (load > Runtime.getRuntime().availableProcessors()) {
            Progress.say("This machine is busy (load %.1f): the figures will be too high.".formatted(load));
        }
    }

    private void measure(String command) throws Exception {
        try (var database = new LoadedDatabase(dataDir);
                var mail = new HoldingMailServer()) {
            var data = database.data();
            var postgres = Processes.postgres(dataDir);
            sizes(data);
            try (var server = startServer(data, mail)) {
                measureServer(server, data, postgres, mail);
            }
            measureOperations(data, postgres, mail);
            if (options.wants(BarePostgres.NAME)) {
                new BarePostgres(root, data, postgres::cpuMillis)
                        .run(options.clients(), options.time())
                        .ifPresent(limit -> report.requests(BarePostgres.NAME, limit, null));
            }
            if (options.complete()) {
                report.write(
                        root.resolve("docs/performance.md"),
                        Circumstances.describe(root, data, options, command.strip()));
            }
        }
    }

    /** What the list and its search take on disk: tables by themselves, and each index. */
    private void sizes(Data data) {
        if (options.wants("sizes")) {
            for (var row : data.rows("""
                    select case relkind when 'r' then 'table ' else 'index ' end || relname, pg_relation_size(oid)::text
                      from pg_class
                     where oid in ('memberships'::regclass, 'words'::regclass, 'dictionary'::regclass)
                        or oid in (select indexrelid from pg_index
                                    where indrelid in ('memberships'::regclass, 'words'::regclass, 'dictionary'::regclass))
                     order by relkind desc, relname
                    """)) {
                report.figure(row.get(0), "MB", Long.parseLong(row.get(1)) / 1e6, null);
            }
        }
    }

    private void measureServer(ServerProcess server, Data data, Processes postgres, HoldingMailServer mail)
            throws Exception {
        var meters = new Meters(server.processes()::cpuMillis, postgres::cpuMillis);
        var lists = new ListCases(data, server.port(), options.users()).all();
        var creations = new CreateCases(data, server.port()).all();
        var api = new ApiCases(data, server.port(), options.clients());
        lists.addAll(api.reading());
        lists.addAll(new ApplicationCases(data, server.port()).all());
        var changes = api.changing();
        var run = new Run(options, report, data, mail, meters);
        run.warmUp(lists, Stream.concat(creations.stream(), changes.stream()).toList());
        run.measure(lists);
        run.idle();
        if (options.wants("at rest")) {
            Thread.sleep(LONG_REST);
            StartCases.memory(report, "at rest after the lists", server.processes(), postgres);
        }
        run.measureCreations(creations, true);
        run.measureCreations(changes, false);
        run.measureCreations(new TransferCases(data, server.port()).all(), false);
    }

    private void measureOperations(Data data, Processes postgres, HoldingMailServer mail) throws Exception {
        if (!options.wants(InProcess.LARGE) && !options.wants(InProcess.SMALL)) {
            return;
        }
        try (var roster = new InProcess(data, scratch.resolve("in-process"), mail.url())) {
            var run = new Run(options, report, data, mail, new Meters(InProcess::cpuMillis, postgres::cpuMillis));
            run.warmUp(List.of(), roster.cases());
            run.measureCreations(roster.cases(), false);
        }
    }

    private void explain() throws Exception {
        var plans = new Plans(dataDir);
        plans.switchOn();
        try (var database = new LoadedDatabase(dataDir);
                var mail = new HoldingMailServer()) {
            var data = database.data();
            try (var server = startServer(data, mail)) {
                for (var asked : new ListCases(data, server.port(), options.users()).all()) {
                    if (options.wants(asked.name())) {
                        plans.print(asked, REQUESTS_TO_SETTLE);
                    }
                }
            }
        } finally {
            plans.switchOff();
        }
    }

    private ServerProcess startServer(Data data, HoldingMailServer mail) {
        var server = ServerProcess.start(
                root,
                scratch.resolve("server.log"),
                Map.of(
                        "ROSTER_DATA_DIR", scratch.resolve("server").toString(),
                        "ROSTER_DATABASE_URL", data.jdbcUrl(),
                        "ROSTER_SMTP_URL", mail.url()));
        Progress.say("The server is ready.");
        return server;
    }
}
