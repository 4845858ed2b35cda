package dev.roster.mail;

import dev.roster.installation.SmtpServer;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** Says in one line, without secrets, why a mail server did not accept an email, and whether the failure is permanent. */
final class SmtpFailure {
    private static final int LONGEST = 300;
    private static final int MOST_CAUSES = 10;

    /** Ours to fix (authentication, encryption) or a full mailbox (RFC 5321, section 4.5.3.1.10): worth another attempt. */
    private static final Set<Integer> MAY_PASS = Set.of(503, 530, 534, 535, 538, 552);

    private static final Set<String> OF_THE_CONTENT = Set.of("DATA", ".");

    // Spam filters quote the link they dislike, and a link is a secret.
    private static final Pattern ADDRESS_OF_A_PAGE = Pattern.compile("\\S*://\\S*");
    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9_+/=-]{24,}");

    private SmtpFailure() {}

    static UndeliveredException of(MessagingException failure, SmtpServer server) {
        var causes = causes(failure);
        boolean permanent = causes.stream().anyMatch(SmtpFailure::isPermanent);
        var mostTelling = causes.stream()
                .filter(c -> c instanceof SMTPAddressFailedException)
                .findFirst()
                .orElse(failure);
        var message = mostTelling.getMessage();
        return new UndeliveredException(
                withoutSecrets(message == null ? mostTelling.getClass().getSimpleName() : message, server), permanent);
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
