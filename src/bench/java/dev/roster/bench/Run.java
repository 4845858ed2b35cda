package dev.roster.bench;

import dev.roster.bench.Load.Measured;
import dev.roster.bench.Load.Meters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures cases, one after the other, against one running Roster. */
record Run(Options options, Report report, Data data, HoldingMailServer mail, Meters meters) {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(20);
    private static final Duration IDLE = Duration.ofSeconds(10);

    /** Requests everything for a while, so that the code that counts is compiled; emails are delivered, too. */
    void warmUp(List<Case> lists, List<Case> creations) throws InterruptedException {
        var all = new ArrayList<>(lists);
        all.addAll(creations);
        all.removeIf(each -> !options.wants(each.name()));
        if (all.isEmpty()) {
            return;
        }
        Progress.say("Warming up…");
        for (var each : all) {
            try {
                Load.run(
                        each.clients().get(),
                        options.clients(),
                        options.warmUp().dividedBy(all.size()),
                        meters);
            } catch (BenchException e) {
                // Repeated when it is measured.
                Progress.say(each.name() + ": " + e.getMessage());
            }
        }
        waitUntilDelivered();
    }

    void measure(List<Case> cases) {
        for (var each : cases) {
            if (options.wants(each.name())) {
                measure(each);
            }
        }
    }

    /** @param deliveries whether to measure the deliveries of each case after it */
    void measureCreations(List<Case> cases, boolean deliveries) throws InterruptedException {
        for (var each : cases) {
            if (!options.wants(each.name())) {
                continue;
            }
            mail.hold(true);
            long created;
            try {
                created = measure(each);
            } finally {
                mail.hold(false);
            }
            var delivered = delivery(created);
            if (deliveries && created > 0) {
                report.requests("… and delivering its mail to a mail server", delivered, null);
            }
        }
    }

    /** The load without any requests, in processor milliseconds per second. */
    void idle() throws InterruptedException {
        if (!options.wants("idle")) {
            return;
        }
        double server = meters.server().getAsDouble();
        double postgres = meters.postgres().getAsDouble();
        Thread.sleep(IDLE);
        double seconds = IDLE.toSeconds();
        report.figure("idle: server", "CPU-ms/s", (meters.server().getAsDouble() - server) / seconds, null);
        report.figure("idle: PostgreSQL", "CPU-ms/s", (meters.postgres().getAsDouble() - postgres) / seconds, null);
    }

    /** The number of requests; 0 if it failed. */
    private long measure(Case each) {
        try {
            var measured = Load.run(each.clients().get(), options.clients(), options.time(), meters);
            report.requests(each.name(), measured, each.target());
            return measured.requests();
        } catch (BenchException e) {
            report.failure(each.name(), String.valueOf(e.getMessage()));
            return 0;
        }
    }

    private Measured delivery(long mails) throws InterruptedException {
        double server = meters.server().getAsDouble();
        double postgres = meters.postgres().getAsDouble();
        long start = System.nanoTime();
        waitUntilDelivered();
        double number = Math.max(1, mails);
        return new Measured(
                mails,
                (System.nanoTime() - start) / 1e9,
                Double.NaN,
                Double.NaN,
                (meters.server().getAsDouble() - server) / number,
                (meters.postgres().getAsDouble() - postgres) / number);
    }

    private void waitUntilDelivered() throws InterruptedException {
        long begun = System.nanoTime();
        while (data.deliveriesWait()) {
            if (System.nanoTime() - begun > LONGEST_WAIT.toNanos()) {
                throw new BenchException("Mails are still waiting after " + LONGEST_WAIT);
            }
            Thread.sleep(POLL);
        }
    }
}
