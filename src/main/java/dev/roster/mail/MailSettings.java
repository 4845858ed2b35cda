package dev.roster.mail;

import dev.roster.installation.SmtpServer;
import org.jspecify.annotations.Nullable;

/**
 * How mails leave.
 *
 * @param smtpServer who takes the mails; null where they are kept
 * @param from the address they come from, as {@code Roster <roster@example.org>}
 * @param demo whether their bodies may be read here although they are also sent
 */
public record MailSettings(@Nullable SmtpServer smtpServer, String from, boolean demo) {

    /** Holds a password, so says nothing of the server. */
    @Override
    public String toString() {
        return "MailSettings[from=" + from + ", demo=" + demo + "]";
    }
}
