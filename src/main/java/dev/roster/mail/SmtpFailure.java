package dev.roster.mail;

import dev.roster.installation.SmtpServer;
import dev.roster.mail.UndeliveredException.Scope;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** Says in one line, without secrets, why a mail server did not accept an email, and what follows from that. */
final class SmtpFailure {
    private static final int LONGEST = 300;
    private static final int MOST_CAUSES = 10;

    /** Ours to fix (authentication, encryption) or a full mailbox (RFC 5321, section 4.5.3.1.10): worth another attempt. */
    private static final Set<Integer> MAY_PASS = Set.of(503, 530, 534, 535, 538, 552);

    private static final int TOO_LARGE = 552;

    private static final Set<String> OF_THE_CONTENT = Set.of("DATA", ".");

    // Spam filters quote the link they dislike, and a link is a secret.
    private static final Pattern ADDRESS_OF_A_PAGE = Pattern.compile("\\S*://\\S*");
    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9_+/=-]{24,}");

    private SmtpFailure() {}

    /** A failure before any email was sent: the connection, encryption or authentication. */
    static UndeliveredException ofServer(MessagingException failure, SmtpServer server) {
        return of(failure, causes(failure), Scope.SERVER, server);
    }

    /** A failure to send an email on a connection. */
    static UndeliveredException of(MessagingException failure, SmtpServer server) {
        var causes = causes(failure);
        var scope = causes.stream().anyMatch(SmtpFailure::isPermanent)
                ? Scope.FOR_GOOD
                : causes.stream().anyMatch(SmtpFailure::isOfSender) ? Scope.SERVER : Scope.FOR_NOW;
        return of(failure, causes, scope, server);
    }

    private static UndeliveredException of(
            MessagingException failure, List<Exception> causes, Scope scope, SmtpServer server) {
        var mostTelling = causes.stream()
                .filter(c -> c instanceof SMTPAddressFailedException)
                .findFirst()
                .orElse(failure);
        var message = mostTelling.getMessage();
        return new UndeliveredException(
                withoutSecrets(message == null ? mostTelling.getClass().getSimpleName() : message, server), scope);
    }

    private static List<Exception> causes(MessagingException failure) {
        var causes = new ArrayList<Exception>();
        Exception cause = failure;
        while (cause != null && causes.size() < MOST_CAUSES) {
            causes.add(cause);
            cause = cause instanceof MessagingException m ? m.getNextException() : null;
        }
        return causes;
    }

    private static boolean isPermanent(Exception cause) {
        return switch (cause) {
            case SMTPAddressFailedException refused -> isPermanent(refused.getReturnCode());
            case SMTPSendFailedException refused ->
                OF_THE_CONTENT.contains(refused.getCommand()) && isPermanent(refused.getReturnCode());
            default -> false;
        };
    }

    /** All emails have the same sender, so if it is refused, all of them are; except for an email that is too large. */
    private static boolean isOfSender(Exception cause) {
        return cause instanceof SMTPSendFailedException refused
                && refused.getCommand().startsWith("MAIL")
                && refused.getReturnCode() != TOO_LARGE;
    }

    private static boolean isPermanent(int code) {
        return code >= 500 && code < 600 && !MAY_PASS.contains(code);
    }

    private static String withoutSecrets(String message, SmtpServer server) {
        var safe = message;
        var password = server.password();
        if (password != null && !password.isEmpty()) {
            safe = safe.replace(password, "…");
        }
        return withoutSecrets(safe);
    }

    static String withoutSecrets(String message) {
        var safe = ADDRESS_OF_A_PAGE.matcher(message).replaceAll("…");
        safe = HeaderText.oneLine(LONG_WORD.matcher(safe).replaceAll("…"));
        return safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST);
    }
}
