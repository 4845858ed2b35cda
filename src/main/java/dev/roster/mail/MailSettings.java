package dev.roster.mail;

import dev.roster.installation.SmtpServer;
import dev.roster.shared.EmailAddress;
import jakarta.mail.internet.AddressException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How emails are sent.
 *
 * @param smtpServer the server to send through; null if emails are only kept
 * @param from the sender's address, as {@code Roster <roster@example.org>}
 * @param demo whether their content may be read here although they are also sent
 */
public record MailSettings(@Nullable SmtpServer smtpServer, String from, boolean demo) {
    private static final String TEXT =
            "This is a test email from Roster: the mail server accepts emails from it, and they arrive.";

    /**
     * Connects and signs in to the server, and sends a test email if there is a recipient.
     *
     * @return why the server refuses, in one line without secrets; empty if it accepts
     */
    public Optional<String> findFault(Clock clock, @Nullable EmailAddress recipient) {
        try (var connection = new MailTransport(this, clock).open()) {
            connection.connect();
            if (recipient != null) {
                var mail = new NewMail(null, null, "test", recipient, "en", Map.of());
                connection.deliver(
                        QueuedMail.of(MailId.next(), mail, clock.instant()),
                        new RenderedMail("Test email from Roster", "Roster", TEXT, "<p>" + TEXT + "</p>"));
            }
            return Optional.empty();
        } catch (UndeliveredException refused) {
            return Optional.of(refused.reason());
        } catch (AddressException impossible) {
            throw new IllegalArgumentException("the settings have checked the sender", impossible);
        }
    }

    /** The server contains a password, so it is omitted. */
    @Override
    public String toString() {
        return "MailSettings[from=" + from + ", demo=" + demo + "]";
    }
}
