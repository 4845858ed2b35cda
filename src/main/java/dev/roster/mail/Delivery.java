package dev.roster.mail;

import dev.roster.mail.Couriers.OpenedMail;
import dev.roster.mail.MailRepository.DueMail;
import dev.roster.mail.UndeliveredException.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One attempt to deliver an email, and when to try again if it fails. */
@Component
class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /** With the delays below, the last attempt comes about twenty hours after the first. */
    private static final int MOST_TRIES = 12;

    private static final Duration FIRST_DELAY = Duration.ofMinutes(1);
    private static final Duration LONGEST_DELAY = Duration.ofHours(6);

    private final Clock clock;

    Delivery(Clock clock) {
        this.clock = clock;
    }

    /**
     * What became of an email that a node took from the queue.
     *
     * @param status queued if it waits again
     * @param tried how it was tried, if it was
     * @param error why it failed; null if it did not
     * @param dueAt when it is tried next; null if it has ended
     */
    record Outcome(
            MailId mail,
            MailStatus status,
            Tried tried,
            @Nullable String error,
            @Nullable Instant dueAt) {
        /** What an attempt says. */
        enum Tried {
            NOT,
            /** The server, which accepts no email at the moment: this counts for none of them. */
            THE_SERVER,
            THE_EMAIL
        }

        /** It was sent or kept, or is obsolete. */
        static Outcome ended(MailId mail, MailStatus status) {
            return new Outcome(mail, status, Tried.THE_EMAIL, null, null);
        }

        static Outcome failed(MailId mail, String error) {
            return new Outcome(mail, MailStatus.FAILED, Tried.THE_EMAIL, error, null);
        }

        static Outcome failedForNow(MailId mail, String error, Instant dueAt) {
            return new Outcome(mail, MailStatus.QUEUED, Tried.THE_EMAIL, error, dueAt);
        }

        /** It keeps its place in the queue. */
        static Outcome refusedByServer(QueuedMail mail, String error) {
            return new Outcome(mail.id(), MailStatus.QUEUED, Tried.THE_SERVER, error, mail.createdAt());
        }

        /** It is left to the node that takes it next, in its old place in the queue. */
        static Outcome putBack(QueuedMail mail) {
            return new Outcome(mail.id(), MailStatus.QUEUED, Tried.NOT, null, mail.createdAt());
        }
    }

    Outcome attempt(OpenedMail opened, MailTransport.Connection connection) {
        var due = opened.due();
        var mail = due.mail();
        try {
            return Outcome.ended(
                    mail.id(),
                    opened.composed()
                            .apply(mail)
                            .map(rendered -> connection.deliver(mail, rendered))
                            .orElse(MailStatus.OBSOLETE));
        } catch (UndeliveredException refused) {
            if (refused.scope() == Scope.SERVER) {
                return Outcome.refusedByServer(mail, refused.reason());
            }
            LOG.warn("Email {} was not delivered: {}", mail.id(), refused.reason());
            return failed(due, refused.reason(), refused.scope() == Scope.FOR_GOOD);
        } catch (RuntimeException | Error fault) {
            LOG.error("Email {} was not delivered", mail.id(), fault);
            return failed(due, fault.getClass().getSimpleName(), false);
        }
    }

    private Outcome failed(DueMail due, String reason, boolean permanent) {
        int tries = due.failures() + 1;
        return permanent || tries >= MOST_TRIES
                ? Outcome.failed(due.id(), reason)
                : Outcome.failedForNow(due.id(), reason, clock.instant().plus(delay(tries)));
    }

    static Duration delay(int tries) {
        var doubled = FIRST_DELAY.multipliedBy(1L << Math.min(tries - 1, 30));
        return doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY;
    }
}
