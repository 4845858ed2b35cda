package dev.roster.mail;

import dev.roster.shared.Ids;
import java.util.UUID;

/** Identifies an email. A UUIDv7 (RFC 9562, section 5.7). */
public record MailId(UUID value) {
    static MailId next() {
        return new MailId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
