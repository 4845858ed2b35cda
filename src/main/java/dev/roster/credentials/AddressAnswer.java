package dev.roster.credentials;

import dev.roster.shared.UserId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an address in an organization, for somebody who may create users there.
 *
 * @param restorable the deleted user whose address it is, for {@link Kind#DELETED_HERE} only
 */
public record AddressAnswer(Kind kind, @Nullable UserId restorable) {

    /** The possible answers. */
    public enum Kind {
        FREE,
        ACTIVE_HERE,
        INVITED_HERE,
        DELETED_HERE,
        KNOWN_ELSEWHERE;

        /** As the API spells it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
