package dev.roster.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server as {@code bin/run} starts it.
 *
 * @param port it listens on
 * @param startMillis of the clock on the wall, from the start of the process until it said it was ready
 * @param startCpuMillis of the same, of the server and what it started, without PostgreSQL's own processes
 */
record ServerProcess(Process process, int port, double startMillis, double startCpuMillis) implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Roster is ready at http://[^:]+:(\\d+).*");
    private static final int MINUTES_TO_START = 5;
    private static final int SECONDS_TO_STOP = 60;

    private record Ready(int port, long atNanos, double cpuMillis) {}

    static ServerProcess start(Path root, Path output, Map<String, String> settings) {
        var builder = new ProcessBuilder(root.resolve("bin/run").toString()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("ROSTER_"));
        builder.environment().putAll(settings);
        builder.environment().put("ROSTER_PORT", "0");
        try {
            long begun = System.nanoTime();
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy));
            var ready = new CompletableFuture<Ready>();
            Thread.ofPlatform().daemon().start(() -> listen(process, output, ready));
            var said = ready.get(MINUTES_TO_START, TimeUnit.MINUTES);
            return new ServerProcess(process, said.port(), (said.atNanos() - begun) / 1e6, said.cpuMillis());
        } catch (ExecutionException | TimeoutException | IOException e) {
            throw new BenchException("The server does not start; what it said is in " + output, e);
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

    private static void listen(Process process, Path output, CompletableFuture<Ready> ready) {
        try (var lines = process.inputReader();
                var log = Files.newBufferedWriter(output)) {
            for (var line = next(lines); line != null; line = next(lines)) {
                var matcher = READY.matcher(line);
                if (matcher.matches()) {
                    ready.complete(new Ready(
                            Integer.parseInt(matcher.group(1)),
                            System.nanoTime(),
                            new Processes(process.pid()).cpuMillis()));
                }
                log.write(line);
                log.newLine();
                log.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            ready.completeExceptionally(new BenchException("it ended"));
        }
    }

    private static @Nullable String next(BufferedReader lines) throws IOException {
        return lines.readLine();
    }
}
