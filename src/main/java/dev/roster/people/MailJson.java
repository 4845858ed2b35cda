package dev.roster.people;

import dev.roster.api.Shape;
import dev.roster.mail.Mail;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of the last email that the organization sent to a user.
 *
 * @param status {@code accepted} by the mail server, which does not mean that it has been read; {@code delayed} after a
 *     failed attempt that is repeated; {@code kept} if there is no mail server
 * @param at when it was sent or given up, or when it was queued
 * @param reason why it was refused or delayed, in the mail server's words
 */
public record MailJson(
        String kind,
        @Shape(format = "email") String to,

        @Shape(values = {"queued", "delayed", "accepted", "refused", "kept"})
        String status,

        Instant at,
        @Nullable String reason) {

    static MailJson of(Mail mail) {
        var endedAt = mail.endedAt();
        var status = switch (mail.status()) {
            case QUEUED, OBSOLETE -> mail.lastError() == null ? "queued" : "delayed";
            case SENT -> "accepted";
            case KEPT -> "kept";
            case FAILED -> "refused";
        };
        return new MailJson(
                mail.queued().kind(),
                mail.queued().recipient().value(),
                status,
                endedAt == null ? mail.queued().createdAt() : endedAt,
                status.equals("refused") || status.equals("delayed") ? mail.lastError() : null);
    }
}
