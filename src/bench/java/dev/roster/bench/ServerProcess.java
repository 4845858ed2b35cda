package dev.roster.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A server started by {@code bin/run}.
 *
 * @param port it listens on
 * @param startMillis of wall-clock time, from the start of the process until it reported that it was ready
 * @param startCpuMillis of processor time in that period, of the server and what it started, without PostgreSQL's own
 *     processes
 */
public record ServerProcess(Process process, int port, double startMillis, double startCpuMillis)
        implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Roster is ready at http://[^:]+:(\\d+) ");
    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final int SECONDS_TO_STOP = 60;

    public static ServerProcess start(Path root, Path output, Map<String, String> settings) {
        // Into a file: a pipe would break when the process is told to stop, and its last output would be lost.
        var builder = new ProcessBuilder(root.resolve("bin/run").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ROSTER_"));
        builder.environment().putAll(settings);
        builder.environment().put("ROSTER_PORT", "0");
        builder.environment().put("ROSTER_STOP_PAUSE", "0");
        try {
            long begun = System.nanoTime();
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(process)));
            while (process.isAlive() && System.nanoTime() - begun < LONGEST_START.toNanos()) {
                Thread.sleep(POLL);
                var said = READY.matcher(Files.readString(output, StandardCharsets.ISO_8859_1));
                if (said.find()) {
                    double cpuMillis = new Processes(process.pid()).cpuMillis();
                    double millis = (System.nanoTime() - begun) / 1e6;
                    return new ServerProcess(process, Integer.parseInt(said.group(1)), millis, cpuMillis);
                }
            }
            stop(process);
            throw new BenchException(
                    "The server does not start; it said: " + Files.readString(output, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new BenchException("The server does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    Processes processes() {
        return new Processes(process.pid());
    }

    @Override
    public void close() {
        stop(process);
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
