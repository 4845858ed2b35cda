package dev.roster.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/** Starting and idling without any data, with the embedded database: like a user who tries Roster for the first time. */
final class StartCases {
    private static final int STARTS = 3;
    private static final double CPU_SECONDS_TARGET = 4;
    static final double MEMORY_TARGET = 300;

    private final Path root;
    private final Path scratch;
    private final Duration rest;
    private final Report report;

    StartCases(Path root, Path scratch, Duration rest, Report report) {
        this.root = root;
        this.scratch = scratch;
        this.rest = rest;
        this.report = report;
    }

    private record Start(double seconds, double cpuSeconds) {}

    void run() throws Exception {
        var first = new ArrayList<Start>();
        var next = new ArrayList<Start>();
        for (int i = 0; i < STARTS; i++) {
            var directory = scratch.resolve("start-" + i);
            first.add(start(directory, false));
            next.add(start(directory, i == STARTS - 1));
            FileSystemUtils.deleteRecursively(directory);
        }
        report(first, "first start, on an empty directory");
        report(next, "start without data");
    }

    private void report(List<Start> starts, String name) {
        var cpu = starts.stream().map(Start::cpuSeconds).sorted().toList().get(STARTS / 2);
        var wall = starts.stream().map(Start::seconds).sorted().toList().get(STARTS / 2);
        report.figure(name + ", to ready: processor", "CPU-s", cpu, CPU_SECONDS_TARGET);
        report.figure(name + ", to ready: time", "s", wall, null);
    }

    private Start start(Path directory, boolean thenRest) throws Exception {
        var settings = Map.of("ROSTER_DATA_DIR", directory.toString());
        try (var server = ServerProcess.start(root, scratch.resolve("start.log"), settings)) {
            var postgres = Processes.postgres(directory);
            var start =
                    new Start(server.startMillis() / 1_000, (server.startCpuMillis() + postgres.cpuMillis()) / 1_000);
            if (thenRest) {
                Thread.sleep(rest);
                memory(report, "at rest without data", server.processes(), postgres);
            }
            return start;
        }
    }

    /**
     * The server's memory counts in full, that of PostgreSQL's processes, which share most of theirs, proportionally: the
     * memory that the machine has less because of them.
     */
    static void memory(Report report, String when, Processes server, Processes postgres) {
        var jvm = server.memory();
        var database = postgres.memory();
        report.figure(
                when + ": server (RSS) and PostgreSQL (PSS)",
                "MB",
                jvm.resident() + database.proportional(),
                MEMORY_TARGET);
        report.figure(when + ": server, RSS", "MB", jvm.resident(), null);
        report.figure(when + ": server, PSS", "MB", jvm.proportional(), null);
        report.figure(when + ": PostgreSQL, RSS of all its processes added", "MB", database.resident(), null);
        report.figure(when + ": PostgreSQL, PSS", "MB", database.proportional(), null);
    }
}
