package dev.roster.trial;

import dev.roster.bench.BenchException;
import dev.roster.bench.ServerProcess;
import dev.roster.trial.Honest.Noticed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;

/** Starts a server, attacks it in one way after the other, and reports what honest clients noticed of each. */
public final class Trial {
    private static final double MOST_TIMES = 10;
    private static final double MOST_MEGABYTES = 900;
    private static final Duration SERVED_AGAIN = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(40);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    private final Path server;
    private final Path scratch;
    private final Duration time;
    private final Pattern only;
    private final List<String> broken = new ArrayList<>();

    private Target target;
    private Watch watch;
    private Honest honest;
    private Noticed before;

    private Trial(Path server, Path scratch, Duration time, Pattern only) throws InterruptedException {
        this.server = server;
        this.scratch = scratch;
        this.time = time;
        this.only = only;
        start();
    }

    public static void main(String[] arguments) throws Exception {
        var options = new HashMap<>(Map.of("--seconds", "15", "--only", ".", "--server", ""));
        for (int i = 0; i < arguments.length; i += 2) {
            if (!options.containsKey(arguments[i]) || i + 1 == arguments.length) {
                System.err.println("There is no flag " + arguments[i] + " like this; bin/trial --help lists them.");
                System.exit(2);
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        var root = Path.of(System.getProperty("roster.root"));
        var given = options.getOrDefault("--server", "");
        var scratch = Files.createTempDirectory("roster-trial");
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform().unstarted(() -> FileSystemUtils.deleteRecursively(scratch.toFile())));
        try {
            var trial = new Trial(
                    given.isEmpty() ? root : Path.of(given).toAbsolutePath(),
                    scratch,
                    Duration.ofSeconds(Integer.parseInt(options.getOrDefault("--seconds", "15"))),
                    Pattern.compile(options.getOrDefault("--only", ".")));
            System.exit(trial.run() ? 0 : 1);
        } catch (BenchException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private void start() throws InterruptedException {
        var data = scratch.resolve("data-" + System.nanoTime());
        target = new Target(ServerProcess.start(
                server,
                scratch.resolve("server.log"),
                Map.of(
                        "ROSTER_DATA_DIR",
                        data.toString(),
                        "ROSTER_DEMO",
                        "true",
                        "ROSTER_BOOTSTRAP_TOKEN",
                        Target.TOKEN)));
        target.prepare();
        honest = new Honest(target);
        watch = new Watch(target);
        Thread.ofPlatform().daemon().start(watch);
        measure(time); // warms the server up
        before = measure(time);
        System.out.printf(
                Locale.ROOT,
                "Before: %d answered, %d failed, p50 %.0f ms, p99 %.0f ms; resident %.0f MB, heap %.0f MB%n",
                before.answered(),
                before.failed(),
                before.percentile(50),
                before.percentile(99),
                watch.resident(),
                watch.heap());
    }

    private Noticed measure(Duration how) throws InterruptedException {
        long end = System.nanoTime() + how.toNanos();
        return honest.during(() -> System.nanoTime() < end);
    }

    private boolean run() throws InterruptedException {
        System.out.printf(
                "%-45s %8s %6s %7s %7s %6s %4s %8s %7s %8s%n",
                "attack", "answered", "failed", "p50 ms", "p99 ms", "times", "500s", "resident", "heap", "again s");
        for (var attack : Attack.all()) {
            if (only.matcher(attack.name()).find()) {
                tryOut(attack);
            }
        }
        stopUnderLoad();
        System.out.println(broken.isEmpty() ? "All goals are reached." : "Not reached:");
        broken.forEach(goal -> System.out.println("  " + goal));
        return broken.isEmpty();
    }

    private void tryOut(Attack attack) throws InterruptedException {
        watch.startAnew();
        var going = new Going(time.toNanos());
        var attacker = attacker(attack, going);
        var during = honest.during(going::on);
        attacker.interrupt();
        attacker.join(LONGEST_WAIT);
        double again = secondsUntilServed();
        double times = during.percentile(99) / before.percentile(99);
        System.out.printf(
                Locale.ROOT,
                "%-45s %8d %6d %7.0f %7.0f %6.1f %4d %5.0f MB %4.0f MB %8s%n",
                attack.name(),
                during.answered(),
                during.failed(),
                during.percentile(50),
                during.percentile(99),
                times,
                going.faults() + during.faults(),
                watch.resident(),
                watch.heap(),
                again < 0 ? "never" : "%.1f".formatted(again));
        judge(attack.name() + ": honest requests failed (" + during.failed() + ")", during.failed() == 0);
        judge(attack.name() + ": honest p99 is 10 times what it was or more", times < MOST_TIMES);
        judge(attack.name() + ": answered with 500", going.faults() + during.faults() == 0);
        judge(attack.name() + ": memory", watch.resident() < MOST_MEGABYTES);
        judge(
                attack.name() + ": not everybody is served again within 5 s",
                again >= 0 && again <= SERVED_AGAIN.toSeconds());
        if (again < 0) {
            kill();
            start(); // with a new server, so that each attack is seen in isolation
        }
    }

    private Thread attacker(Attack attack, Going going) {
        return Thread.ofPlatform().daemon().start(() -> {
            try {
                attack.deed().go(target, going);
            } catch (InterruptedException told) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** After the attack; -1 where it takes too long. */
    private double secondsUntilServed() throws InterruptedException {
        long ended = System.nanoTime();
        while (System.nanoTime() - ended < LONGEST_WAIT.toNanos() && target.isAlive()) {
            if (honest.isServed(MOST_TIMES * before.percentile(99))) {
                return (System.nanoTime() - ended) / 1e9;
            }
            Thread.sleep(200);
        }
        return -1;
    }

    private void stopUnderLoad() throws InterruptedException {
        var going = new Going(Duration.ofMinutes(1).toNanos());
        var attacker = attacker(Attack.all().get(3), going);
        Thread.sleep(3_000);
        long told = System.nanoTime();
        target.server().process().destroy();
        boolean ended = target.server().process().waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
        System.out.printf(
                Locale.ROOT,
                "Told to stop (SIGTERM) under 500 half bodies, the server %s %.1f s.%n",
                ended ? "ended after" : "still ran after",
                (System.nanoTime() - told) / 1e9);
        judge("SIGTERM under load", ended);
        attacker.interrupt();
        kill();
    }

    private void kill() throws InterruptedException {
        target.server().process().destroyForcibly().waitFor();
    }

    private void judge(String goal, boolean reached) {
        if (!reached) {
            broken.add(goal);
        }
    }
}
