package dev.roster.operator;

import dev.roster.shared.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person as the operator sees them, whatever organization they belong to.
 *
 * @param operator whether they run this installation
 * @param organizations how many they belong to: neither invitations nor what is over count
 * @param blockedAt null unless they are blocked
 */
public record Account(
        UserId id,
        @Nullable String email,
        @Nullable String username,
        String displayName,
        boolean operator,
        AccountStatus status,
        int organizations,
        Instant createdAt,
        @Nullable Instant lastSignInAt,
        @Nullable Instant blockedAt) {

    /** The e-mail address or, without one, the user name: what the person signs in with. */
    public String signInName() {
        return email != null ? email : username != null ? username : "";
    }

    public boolean isBlocked() {
        return blockedAt != null;
    }
}
