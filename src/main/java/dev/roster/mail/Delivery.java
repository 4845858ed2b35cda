package dev.roster.mail;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.roster.access.Actor;
import dev.roster.access.OperatorPermit;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Delivers one email, or says when to try again. At least once: only an email that is marked as ended is not sent again. */
@Component
class Delivery {
    /** With the delays below, the last attempt comes about twenty hours after the first. */
    private static final int MOST_TRIES = 12;

    private static final Duration FIRST_DELAY = Duration.ofMinutes(1);
    private static final Duration LONGEST_DELAY = Duration.ofHours(6);

    private final MailRepository repository;
    private final MailComposer composer;
    private final MailTransport transport;
    private final Clock clock;
    private final OperatorPermit granted = new Actor.Job("mail-delivery").requireOperator();

    Delivery(MailRepository repository, MailComposer composer, MailTransport transport, Clock clock) {
        this.repository = repository;
        this.composer = composer;
        this.transport = transport;
        this.clock = clock;
    }

    void run(TaskInstance<Void> job) {
        repository
                .find(granted, DeliveryTask.mail(job))
                .filter(mail -> mail.status() == MailStatus.QUEUED)
                .ifPresent(mail -> deliver(mail.queued()));
    }

    private void deliver(QueuedMail mail) {
        var status = composer.compose(mail)
                .map(rendered -> transport.deliver(mail, rendered))
                .orElse(MailStatus.OBSOLETE);
        repository.end(granted, mail.id(), status, clock.instant());
    }

    void failed(ExecutionComplete execution, ExecutionOperations<Void> job) {
        var mail = DeliveryTask.mail(execution.getExecution().taskInstance);
        var cause = execution.getCause().orElseThrow();
        int tries = execution.getExecution().consecutiveFailures + 1;
        if (tries >= MOST_TRIES || (cause instanceof UndeliveredException refused && refused.permanent())) {
            repository.noteFailure(granted, mail, reason(cause), clock.instant());
            job.remove();
        } else {
            repository.noteFailure(granted, mail, reason(cause), null);
            job.reschedule(execution, clock.instant().plus(delay(tries)));
        }
    }

    private static String reason(Throwable cause) {
        return cause instanceof UndeliveredException undelivered && undelivered.getMessage() != null
                ? undelivered.getMessage()
                : cause.getClass().getSimpleName();
    }

    static Duration delay(int tries) {
        var doubled = FIRST_DELAY.multipliedBy(1L << Math.min(tries - 1, 30));
        return doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY;
    }
}
