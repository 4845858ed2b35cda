package dev.roster.mail;

import dev.roster.mail.Delivery.Outcome;
import dev.roster.mail.MailRepository.DueMail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Bring emails to the mail server, a few at a time. */
final class Couriers {
    /** Each has a connection of its own: a server that hangs on one does not stop the others. */
    private static final int NUMBER = 4;

    /** An email that has waited longer is put back, because what it is about may have changed. */
    private static final Duration FRESH_FOR = Duration.ofSeconds(10);

    private final MailTransport transport;
    private final Delivery delivery;
    private final Clock clock;
    private final Consumer<Outcome> done;
    private final Queue<OpenedMail> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore idle = new Semaphore(NUMBER);
    private @Nullable ExecutorService threads;

    /** @param done told what became of each email, by the courier's thread */
    Couriers(MailTransport transport, Delivery delivery, Clock clock, Consumer<Outcome> done) {
        this.transport = transport;
        this.delivery = delivery;
        this.clock = clock;
        this.done = done;
    }

    /**
     * An email on its way to the mail server.
     *
     * @param composed writes it, or returns empty if it is obsolete
     * @param readAt when what it is about was read
     */
    record OpenedMail(DueMail due, Function<QueuedMail, Optional<RenderedMail>> composed, Instant readAt) {}

    void start() {
        threads = Executors.newVirtualThreadPerTaskExecutor();
    }

    /** Sends these as soon as a courier is free. */
    void send(List<OpenedMail> mails) {
        waiting.addAll(mails);
        var running = Objects.requireNonNull(threads);
        for (int unclaimed = mails.size(); unclaimed > 0 && idle.tryAcquire(); unclaimed--) {
            running.execute(this::work);
        }
    }

    private void work() {
        do {
            try {
                carryAll();
            } finally {
                idle.release();
            }
            // One may have come after the last look, when no courier was idle yet.
        } while (!waiting.isEmpty() && idle.tryAcquire());
    }

    private void carryAll() {
        try (var connection = transport.open()) {
            for (var mail = waiting.poll(); mail != null; mail = waiting.poll()) {
                done.accept(
                        clock.instant().isAfter(mail.readAt().plus(FRESH_FOR))
                                ? Outcome.putBack(mail.due().mail())
                                : delivery.attempt(mail, connection));
            }
        }
    }

    /** Puts back what no courier has begun to send. */
    void putBack() {
        for (var mail = waiting.poll(); mail != null; mail = waiting.poll()) {
            done.accept(Outcome.putBack(mail.due().mail()));
        }
    }

    /** Waits this long for the emails that are being sent; the others are put back. */
    void stop(Duration longest) throws InterruptedException {
        putBack();
        var running = Objects.requireNonNull(threads);
        running.shutdown();
        if (!running.awaitTermination(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            running.shutdownNow();
        }
    }
}
