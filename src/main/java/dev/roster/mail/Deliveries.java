package dev.roster.mail;

import dev.roster.access.Actor;
import dev.roster.access.OperatorPermit;
import dev.roster.mail.Couriers.OpenedMail;
import dev.roster.mail.Delivery.Outcome;
import dev.roster.mail.Delivery.Outcome.Tried;
import dev.roster.mail.MailRepository.DueMail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Delivers the queued emails, from when the context has started until it stops: before the connection pool closes. One
 * statement takes many that are due, and another records what became of them. At least once: only an email that is recorded
 * as ended is not sent again.
 */
final class Deliveries implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private static final int MOST_IN_HAND = 64;

    /** With so few left to send, more are taken. */
    private static final int REFILLED_AT = 16;

    /** What a killed node had in hand is taken by others after this. */
    static final Duration PUT_OFF_FOR = Duration.ofSeconds(30);

    /** No email that a node has in hand is due later than this; clocks of nodes may differ a little. */
    static final Duration IN_HAND_AT_MOST = PUT_OFF_FOR.plusSeconds(10);

    /** What this node still has in hand after this is put off again. */
    private static final Duration PUT_OFF_AGAIN_AFTER = Duration.ofSeconds(10);

    /** After a server has accepted none; doubled as long as it does not accept the email it is tried with. */
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** Longer than a mail server may take for one answer. */
    private static final Duration SHUTDOWN_WAIT = Duration.ofSeconds(15);

    private final MailRepository repository;
    private final MailComposer composer;
    private final Couriers couriers;
    private final Bell bell;
    private final Clock clock;
    private final Duration pollingInterval;
    private final OperatorPermit granted = new Actor.Job("mail-delivery").requireOperator();

    /** Taken, and not recorded yet: an email that is still being sent can be due again if the clock leaps. */
    private final Set<MailId> inHand = new HashSet<>();

    private final List<Outcome> unrecorded = new ArrayList<>();
    private boolean moreAreDue;
    private boolean onTrial;
    private Instant putOffAgainAt = Instant.MIN;
    private volatile @Nullable Thread clerk;

    /** @param pollingInterval how often to look for what no one on this node has queued: retries, and emails of other nodes */
    Deliveries(
            MailRepository repository,
            MailComposer composer,
            MailTransport transport,
            Delivery delivery,
            Bell bell,
            Clock clock,
            Duration pollingInterval) {
        this.repository = repository;
        this.composer = composer;
        this.couriers = new Couriers(transport, delivery, clock, this::attempted);
        this.bell = bell;
        this.clock = clock;
        this.pollingInterval = pollingInterval;
    }

    @Override
    public void start() {
        couriers.start();
        var starting = Thread.ofVirtual().name("mail-clerk").unstarted(this::work);
        clerk = starting;
        starting.start();
    }

    private void work() {
        try {
            bell.await(pollingInterval);
            while (clerk == Thread.currentThread()) {
                turn();
                bell.await(pollingInterval);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void turn() {
        try {
            record();
            keep();
            if (unsent() <= REFILLED_AT && !(onTrial && unsent() > 0)) {
                take();
            }
        } catch (RuntimeException | Error fault) {
            LOG.error("Emails have to wait", fault);
        }
    }

    /** Repeated until it succeeds: what was sent is not sent again because the database was away. */
    private void record() {
        if (!unrecorded.isEmpty()) {
            repository.record(granted, unrecorded, clock.instant());
            unrecorded.forEach(outcome -> inHand.remove(outcome.mail()));
            unrecorded.clear();
        }
    }

    private void keep() {
        var now = clock.instant();
        if (!inHand.isEmpty() && !now.isBefore(putOffAgainAt)) {
            putOffAgainAt = now.plus(PUT_OFF_AGAIN_AFTER);
            repository.putOff(granted, inHand, now.plus(PUT_OFF_FOR));
        }
    }

    private void take() {
        int most = MOST_IN_HAND - inHand.size();
        var now = clock.instant();
        var due = repository.takeDue(granted, now, now.plus(PUT_OFF_FOR), most);
        moreAreDue = due.size() == most;
        if (inHand.isEmpty()) {
            putOffAgainAt = now.plus(PUT_OFF_AGAIN_AFTER);
        }
        onTrial |= due.stream().anyMatch(DueMail::trial);
        var taken = due.stream().filter(mail -> !inHand.contains(mail.id())).toList();
        if (!taken.isEmpty()) {
            var composed = composer.open(taken.stream().map(DueMail::mail).toList());
            taken.forEach(mail -> inHand.add(mail.id()));
            couriers.send(taken.stream()
                    .map(mail -> new OpenedMail(mail, composed, now))
                    .toList());
        }
    }

    /** Outcomes are recorded together: when the last email has one, when more are taken, or at the next turn. */
    private synchronized void attempted(Outcome outcome) {
        unrecorded.add(outcome);
        if (outcome.tried() == Tried.THE_SERVER) {
            ifPossible(() -> pause(String.valueOf(outcome.error())));
        } else if (onTrial && outcome.tried() == Tried.THE_EMAIL && outcome.status() != MailStatus.OBSOLETE) {
            ifPossible(this::resume);
        }
        if (moreAreDue && unsent() <= REFILLED_AT) {
            bell.ring();
        } else if (unsent() == 0) {
            ifPossible(this::record);
        }
    }

    /** What nobody has begun to send goes back to its place in the queue, which nobody takes from until the pause is over. */
    private void pause(String reason) {
        onTrial = false;
        LOG.warn("The mail server accepts no emails, so all of them wait: {}", reason);
        repository.pause(granted, reason, clock.instant(), FIRST_PAUSE, LONGEST_PAUSE);
        couriers.putBack();
    }

    private void resume() {
        onTrial = false;
        repository.resume(granted);
        LOG.info("The mail server accepts emails again.");
        bell.ring();
    }

    private synchronized void ifPossible(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException fault) {
            LOG.error("Recording what became of emails has to wait", fault);
        }
    }

    private int unsent() {
        return inHand.size() - unrecorded.size();
    }

    @Override
    public void stop() {
        var working = clerk;
        clerk = null;
        if (working == null) {
            return;
        }
        try {
            bell.ring();
            working.join(SHUTDOWN_WAIT);
            couriers.stop(SHUTDOWN_WAIT);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        ifPossible(this::record);
    }

    @Override
    public boolean isRunning() {
        return clerk != null;
    }
}
