package dev.roster.mail;

import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Queues emails that are sent if, and only if, the current transaction commits. */
@Component
public class Outbox {
    private final MailRepository repository;
    private final Bell bell;
    private final Clock clock;

    Outbox(MailRepository repository, Bell bell, Clock clock) {
        this.repository = repository;
        this.bell = bell;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public MailId enqueue(Permit granted, NewMail mail) {
        return enqueueAll(granted, List.of(mail)).getFirst();
    }

    /** Queues all of them with one statement, and returns their ids in the same order. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<MailId> enqueueAll(Permit granted, List<NewMail> mails) {
        if (mails.isEmpty()) {
            return List.of();
        }
        var now = clock.instant();
        var queued = mails.stream()
                .map(mail -> QueuedMail.of(MailId.next(), mail, now))
                .toList();
        repository.insertAll(granted, queued, now);
        bell.ringAfterCommit();
        return queued.stream().map(QueuedMail::id).toList();
    }

    /**
     * The last email that the organization sent this person, unless it was no longer needed; empty if there is none, or it
     * has been deleted since.
     */
    public Optional<Mail> findLast(OrganizationPermit granted, UserId user) {
        return repository.findLast(granted, user);
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
