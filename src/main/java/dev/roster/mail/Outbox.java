package dev.roster.mail;

import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.jobs.JobQueue;
import dev.roster.shared.UserId;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Queues emails that are sent if, and only if, the current transaction commits. */
@Component
public class Outbox {
    private final MailRepository repository;
    private final JobQueue jobs;
    private final Clock clock;

    Outbox(MailRepository repository, JobQueue jobs, Clock clock) {
        this.repository = repository;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public MailId enqueue(Permit granted, NewMail mail) {
        var now = clock.instant();
        var id = MailId.next();
        repository.insert(
                granted,
                new QueuedMail(
                        id,
                        mail.organization(),
                        mail.user(),
                        mail.kind(),
                        mail.recipient(),
                        mail.locale(),
                        mail.details(),
                        now));
        jobs.add(DeliveryTask.of(id, 0), now);
        return id;
    }

    /** Drops the organization's own emails to this person, sent or queued. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forgetHere(OrganizationPermit granted, UserId user) {
        repository.deleteOfHere(granted, user);
    }

    /** Drops all emails to this person, sent or queued: each contains their address. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(Permit granted, UserId user) {
        repository.deleteOf(granted, user);
    }
}
