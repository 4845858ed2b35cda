package dev.roster.mail;

import dev.roster.shared.EmailAddress;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A queued email: the input of a {@link MailRenderer}. */
public record QueuedMail(
        MailId id,
        @Nullable OrganizationId organization,
        @Nullable UserId user,
        String kind,
        EmailAddress recipient,
        String locale,
        Map<String, Object> details,
        Instant createdAt) {

    public QueuedMail {
        details = Map.copyOf(details);
    }

    static QueuedMail of(MailId id, NewMail mail, Instant now) {
        return new QueuedMail(
                id,
                mail.organization(),
                mail.user(),
                mail.kind(),
                mail.recipient(),
                mail.locale(),
                mail.details(),
                now);
    }

    /** The detail with this name, an id. */
    public UUID id(String name) {
        return UUID.fromString(detail(name).toString());
    }

    /** The detail with this name, a number. */
    public long number(String name) {
        return ((Number) detail(name)).longValue();
    }

    private Object detail(String name) {
        var value = details.get(name);
        if (value == null) {
            throw new IllegalStateException(kind + " mail without " + name);
        }
        return value;
    }
}
