package dev.roster.mail;

import dev.roster.installation.SmtpServer;
import dev.roster.installation.SmtpServer.Encryption;
import dev.roster.mail.UndeliveredException.Scope;
import dev.roster.shared.EmailAddress;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.util.StreamProvider;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Hands emails to the mail server, or keeps them if there is none. */
@Component
class MailTransport {
    private static final Logger LOG = LoggerFactory.getLogger(MailTransport.class);

    private static final String TIMEOUT_MILLIS = "10000";

    /** Some servers take only so many emails on one connection. */
    private static final int MOST_ON_A_CONNECTION = 20;

    static {
        // Jakarta Mail would search the class path for it seven times per email: a third of what an email costs.
        System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
    }

    private final @Nullable SmtpServer server;
    private final InternetAddress sender;
    private final Clock clock;

    /** Making one takes longer than sending an email. */
    private final Map<Boolean, Session> sessions = new ConcurrentHashMap<>();

    MailTransport(MailSettings settings, Clock clock) throws AddressException {
        this.server = settings.smtpServer();
        this.sender = new InternetAddress(settings.from(), true);
        EmailAddress.read(sender.getAddress()).map(EmailAddress::onTheWire).ifPresent(sender::setAddress);
        this.clock = clock;
    }

    Connection open() {
        return new Connection();
    }

    /** For one thread: connects to the server for the first email, and keeps that connection for the next ones. */
    final class Connection implements AutoCloseable {
        private @Nullable Transport kept;
        private @Nullable Session keptFor;
        private int carried;

        /**
         * Returns once the server has taken responsibility for the email (RFC 5321, section 4.2.5).
         *
         * @return the resulting status: sent or kept
         * @throws UndeliveredException if the server did not accept it, or accepts none
         */
        MailStatus deliver(QueuedMail mail, RenderedMail rendered) {
            if (server == null) {
                return MailStatus.KEPT;
            }
            try {
                send(server, mail, rendered);
                return MailStatus.SENT;
            } catch (MessagingException e) {
                close();
                throw SmtpFailure.of(e, server);
            }
        }

        /**
         * Connects to the server, and signs in if it has a user, without sending anything.
         *
         * @throws UndeliveredException if the server refuses
         */
        void connect() {
            if (server == null) {
                return;
            }
            try {
                connected(session(server, false), server);
            } catch (MessagingException e) {
                throw SmtpFailure.of(e, server);
            }
        }

        private void send(SmtpServer to, QueuedMail mail, RenderedMail rendered) throws MessagingException {
            var address = mail.recipient().onTheWire();
            boolean utf8 = !StandardCharsets.US_ASCII.newEncoder().canEncode(address);
            var session = session(to, utf8);
            var recipient = new InternetAddress();
            recipient.setAddress(address);
            var message = new MailMessage(session, mail, rendered, sender, clock.instant());
            message.setRecipient(Message.RecipientType.TO, recipient);
            message.saveChanges();
            var transport = connected(session, to);
            if (utf8 && !((SMTPTransport) transport).supportsExtension("SMTPUTF8")) {
                throw new UndeliveredException(
                        "The mail server does not accept non-ASCII characters before the @.", Scope.FOR_GOOD);
            }
            transport.sendMessage(message, new InternetAddress[] {recipient});
            carried++;
        }

        private Transport connected(Session session, SmtpServer to) throws MessagingException {
            // The last part asks the server, which may have hung up meanwhile.
            if (kept != null && keptFor == session && carried < MOST_ON_A_CONNECTION && kept.isConnected()) {
                return kept;
            }
            close();
            var fresh = session.getTransport(protocol(to));
            kept = fresh;
            keptFor = session;
            carried = 0;
            try {
                fresh.connect(to.host(), to.port(), to.user(), to.password());
            } catch (MessagingException e) {
                close();
                throw SmtpFailure.ofServer(e, to);
            }
            requireAuthentication((SMTPTransport) fresh, to);
            return fresh;
        }

        /** Jakarta Mail sends without it where the server does not offer it, as anyone between could make it seem. */
        private void requireAuthentication(SMTPTransport connected, SmtpServer to) {
            if (to.user() != null
                    && !connected.supportsExtension("AUTH")
                    && !connected.supportsExtension("AUTH=LOGIN")) {
                close();
                throw new UndeliveredException(
                        "ROSTER_SMTP_URL has a user and a password, but the mail server does not offer authentication.",
                        Scope.SERVER);
            }
        }

        @Override
        public void close() {
            var transport = kept;
            kept = null;
            if (transport == null) {
                return;
            }
            try {
                transport.close();
            } catch (MessagingException e) {
                // The email has been sent by now: failing here would send it twice.
                LOG.debug("Closing the SMTP connection failed", e);
            }
        }
    }

    private Session session(SmtpServer to, boolean utf8) {
        return sessions.computeIfAbsent(utf8, _ -> Session.getInstance(properties(to, utf8)));
    }

    private static String protocol(SmtpServer to) {
        return to.encryption() == Encryption.TLS ? "smtps" : "smtp";
    }

    /** @param utf8 whether an address has non-ASCII characters before the @ (RFC 6531) */
    private static Properties properties(SmtpServer to, boolean utf8) {
        var prefix = "mail." + protocol(to) + ".";
        var properties = new Properties();
        properties.setProperty(prefix + "connectiontimeout", TIMEOUT_MILLIS);
        properties.setProperty(prefix + "timeout", TIMEOUT_MILLIS);
        properties.setProperty(prefix + "writetimeout", TIMEOUT_MILLIS);
        properties.setProperty(prefix + "auth", Boolean.toString(to.user() != null));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "starttls.enable", "true");
        properties.setProperty(prefix + "starttls.required", Boolean.toString(to.encryption() == Encryption.STARTTLS));
        properties.setProperty("mail.mime.allowutf8", Boolean.toString(utf8));
        return properties;
    }
}
