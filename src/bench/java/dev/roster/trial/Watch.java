package dev.roster.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The server's peak memory since the last reading, in megabytes. */
final class Watch implements Runnable {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern HEAP = Pattern.compile("(?m)^jvm_memory_used_bytes\\{area=\"heap\"[^}]*} (\\S+)$");
    private static final long EVERY_MILLIS = 500;

    private final Target target;
    private volatile double resident;
    private volatile double heap;

    Watch(Target target) {
        this.target = target;
    }

    @Override
    public void run() {
        try {
            while (target.isAlive()) {
                look();
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            var status = Files.readString(
                    Path.of("/proc/" + target.server().process().pid() + "/status"));
            var match = RESIDENT.matcher(status);
            if (match.find()) {
                resident = Math.max(resident, Long.parseLong(match.group(1)) / 1024.0);
            }
        } catch (IOException ended) {
            return;
        }
        var metrics = Exchange.of(
                "127.0.0.1", target.port(), "GET", "/metrics", "Authorization: Bearer " + Target.TOKEN + "\r\n", "");
        double used = HEAP.matcher(metrics.body())
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group(1)))
                .sum();
        heap = Math.max(heap, used / 1024 / 1024);
    }

    double resident() {
        return resident;
    }

    double heap() {
        return heap;
    }

    void startAnew() {
        resident = 0;
        heap = 0;
    }
}
