package dev.roster.mail;

import dev.roster.installation.SmtpServer;
import org.jspecify.annotations.Nullable;

/**
 * How emails are sent.
 *
 * @param smtpServer the server to send through; null if emails are only kept
 * @param from the sender's address, as {@code Roster <roster@example.org>}
 * @param demo whether their content may be read here although they are also sent
 */
public record MailSettings(@Nullable SmtpServer smtpServer, String from, boolean demo) {

    /** The server contains a password, so it is omitted. */
    @Override
    public String toString() {
        return "MailSettings[from=" + from + ", demo=" + demo + "]";
    }
}
