package dev.roster.mail;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.shared.Cursor;
import dev.roster.shared.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How the operator views and manages emails. */
@Component
public class Mails {
    private static final Set<MailStatus> ALL = EnumSet.allOf(MailStatus.class);

    /**
     * A time in which no email is sent because the mail server accepts none.
     *
     * @param since when it first accepted none
     * @param endsAt when it is tried again, with one email
     * @param reason why, in the words of the server or the network, on one line without secrets
     */
    public record Pause(Instant since, Instant endsAt, String reason) {}

    private final MailRepository repository;
    private final MailComposer composer;
    private final Bell bell;
    private final MailSettings settings;
    private final Clock clock;

    Mails(MailRepository repository, MailComposer composer, Bell bell, MailSettings settings, Clock clock) {
        this.repository = repository;
        this.composer = composer;
        this.bell = bell;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Newest first.
     *
     * @param status null for all
     */
    public Page<Mail> list(Actor actor, @Nullable MailStatus status, @Nullable Cursor at, int limit) {
        var statuses = status == null ? ALL : Set.of(status);
        var rows = repository.list(actor.requireOperator(), statuses, at, limit);
        return Page.of(
                rows, limit, at, mail -> new Cursor.Position("", mail.id().value()));
    }

    /** @throws dev.roster.shared.ProblemException {@code not-found} */
    public Mail get(Actor actor, MailId id) {
        return repository.find(actor.requireOperator(), id).orElseThrow(AccessProblem.NOT_FOUND::with);
    }

    /** Whether their content, with live links, may be read here: in demo mode only. */
    public boolean bodiesAreReadable() {
        return settings.demo();
    }

    /**
     * The current content of the email, or empty if it is obsolete.
     *
     * @throws dev.roster.shared.ProblemException {@code not-found} unless {@link #bodiesAreReadable}
     */
    public Optional<RenderedMail> rendered(Actor actor, MailId id) {
        var mail = get(actor, id);
        if (!bodiesAreReadable()) {
            throw AccessProblem.NOT_FOUND.with();
        }
        return composer.open(List.of(mail.queued())).apply(mail.queued());
    }

    /**
     * Retries a failed email at once, starting over with the first delay.
     *
     * @throws dev.roster.shared.ProblemException {@code mail-not-failed}
     */
    @Transactional
    public void retry(Actor actor, MailId id) {
        var operator = actor.requireOperator();
        get(actor, id);
        if (!repository.requeue(operator, id, clock.instant())) {
            throw MailProblem.NOT_FAILED.with();
        }
        bell.ringAfterCommit();
    }

    /** Since when the mail server has accepted no emails; empty if it accepts them. */
    public Optional<Pause> pause(Actor actor) {
        return repository.findPause(actor.requireOperator());
    }

    /** Tries all emails again that have failed or wait after a failure, at once and in their old order. */
    @Transactional
    public void retryAll(Actor actor) {
        var now = clock.instant();
        repository.retryAll(actor.requireOperator(), now, now.plus(Deliveries.IN_HAND_AT_MOST));
        bell.ringAfterCommit();
    }
}
