package dev.roster.mail;

import dev.roster.shared.EmailAddress;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An email to queue.
 *
 * @param kind determines the {@link MailRenderer} that writes it
 * @param locale the language it is written in (BCP 47)
 * @param details ids, numbers and codes from which the renderer finds the rest: never a link, a token or a password
 */
public record NewMail(
        @Nullable OrganizationId organization,
        @Nullable UserId user,
        String kind,
        EmailAddress recipient,
        String locale,
        Map<String, Object> details) {

    /** Long enough for an id and a code, but not for a URL or the shortest token. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.:-]{1,36}");

    public NewMail {
        details = Map.copyOf(details);
        details.forEach(NewMail::requirePlain);
    }

    private static void requirePlain(String name, Object value) {
        boolean plain = switch (value) {
            case UUID _, Integer _, Long _, Boolean _ -> true;
            case String text -> CODE.matcher(text).matches();
            default -> false;
        };
        if (!plain) {
            throw new IllegalArgumentException("an email's details may only be ids, numbers and codes: " + name);
        }
    }
}
