package dev.roster.mail;

import org.jspecify.annotations.Nullable;

/**
 * How mails leave.
 *
 * @param smtpUrl {@code smtp://user:password@host:25}, {@code smtps://…}, {@code smtp://…?starttls=required}; null: they
 *     are kept
 * @param from the address they come from, as {@code Roster <roster@example.org>}
 * @param demo whether their bodies may be read here although they are also sent
 */
public record MailSettings(@Nullable String smtpUrl, String from, boolean demo) {

    /** Holds a password, so says nothing of the server. */
    @Override
    public String toString() {
        return "MailSettings[from=" + from + ", demo=" + demo + "]";
    }
}
