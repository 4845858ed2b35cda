package dev.roster.bench;

import dev.roster.bench.Load.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The results, on the screen as they arrive and on the page when they are complete. */
final class Report {
    private static final String BEGIN = "<!-- bin/bench writes from here -->";
    private static final String END = "<!-- to here -->";
    private static final String REQUESTS = """
            | | requests/s | p50 ms | p99 ms | server CPU-ms | PostgreSQL CPU-ms | together | target |
            |---|--:|--:|--:|--:|--:|--:|--:|
            """;
    private static final String FIGURES = """
            | | measured | target |
            |---|--:|--:|
            """;

    private final Properties others = new Properties();
    private final List<String> requests = new ArrayList<>();
    private final List<String> figures = new ArrayList<>();
    private int failures;

    /** @param against figures of another product by the names of cases, in processor milliseconds; null for none */
    Report(@Nullable Path against) throws IOException {
        if (against != null) {
            try (var figures = Files.newBufferedReader(against)) {
                others.load(figures);
            }
        }
    }

    /** @param target in processor milliseconds per request */
    void requests(String name, Measured measured, @Nullable Double target) {
        double cpu = measured.cpuMillis();
        Progress.say(String.format(
                Locale.ROOT,
                "%-50s %7.0f/s  p50 %7s ms  p99 %7s ms  CPU-ms: server %6.3f + PostgreSQL %6.3f = %6.3f%s",
                name,
                measured.perSecond(),
                time(measured.median()),
                time(measured.slowest()),
                measured.serverMillis(),
                measured.postgresMillis(),
                cpu,
                (target == null ? "" : "  " + against(cpu, target)) + ratio(name, cpu)));
        requests.add(String.format(
                Locale.ROOT,
                "| %s | %.0f | %s | %s | %.2f | %.2f | %.2f | %s |",
                name,
                measured.perSecond(),
                time(measured.median()),
                time(measured.slowest()),
                measured.serverMillis(),
                measured.postgresMillis(),
                cpu,
                (target == null ? "" : against(cpu, target)) + ratio(name, cpu)));
    }

    void figure(String name, String unit, double value, @Nullable Double target) {
        var shown = String.format(Locale.ROOT, value < 10 ? "%.2f %s" : "%.0f %s", value, unit);
        var judged = target == null ? "" : against(value, target);
        Progress.say("%-70s %12s  %s".formatted(name, shown, judged));
        figures.add("| %s | %s | %s |".formatted(name, shown, judged));
    }

    /** A case that could not be measured; the run continues. */
    void failure(String name, String reason) {
        failures++;
        Progress.say("%-50s FAILED: %s".formatted(name, reason));
        requests.add("| %s | failed | | | | | | |".formatted(name));
    }

    int failures() {
        return failures;
    }

    private String ratio(String name, double cpu) {
        var other = others.getProperty(name);
        return other == null
                ? ""
                : String.format(Locale.ROOT, " (the other product %s: %.1f ×)", other, Double.parseDouble(other) / cpu);
    }

    private static String time(double millis) {
        return Double.isNaN(millis) ? "–" : String.format(Locale.ROOT, "%.2f", millis);
    }

    private static String against(double value, double target) {
        var most = String.format(Locale.ROOT, target == Math.rint(target) ? "≤ %.0f" : "≤ %s", target);
        return value <= target ? most : most + " **missed**";
    }

    /** Puts the tables between the page's two marks. */
    void write(Path page, String circumstances) throws Exception {
        var text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new BenchException(page + " has lost its marks");
        }
        var written = BEGIN + "\n\n" + circumstances + "\n\n" + REQUESTS + String.join("\n", requests) + "\n\n"
                + FIGURES + String.join("\n", figures) + "\n\n";
        Files.writeString(page, text.substring(0, begin) + written + text.substring(end));
        Progress.say("Written: " + page);
    }
}
