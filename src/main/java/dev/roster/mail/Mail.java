package dev.roster.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An email and its status.
 *
 * @param attempts how often it was tried, across all retries
 * @param lastError why the last attempt failed, in the server's words, without secrets
 * @param endedAt when it was sent, kept, given up or found obsolete; null while it is queued
 */
public record Mail(
        QueuedMail queued,
        MailStatus status,
        int attempts,
        @Nullable String lastError,
        @Nullable Instant endedAt) {
    public MailId id() {
        return queued.id();
    }
}
