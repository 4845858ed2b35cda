package dev.roster.credentials;

import dev.roster.shared.UserId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an organization knows about an address, for those who may create users there.
 *
 * @param lookAlike the address of a user here that looks the same, or null: a reason to look twice, not to refuse
 * @param restorable the deleted user who has the address, for {@link Kind#DELETED_HERE} only
 */
public record AddressAnswer(
        Kind kind, @Nullable UserId restorable, @Nullable String lookAlike) {
    AddressAnswer(Kind kind, @Nullable UserId restorable) {
        this(kind, restorable, null);
    }

    AddressAnswer withLookAlike(@Nullable String address) {
        return new AddressAnswer(kind, restorable, address);
    }

    /** The possible answers. */
    public enum Kind {
        FREE,
        ACTIVE_HERE,
        INVITED_HERE,
        DELETED_HERE,
        KNOWN_ELSEWHERE;

        /** As spelled in the API. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
