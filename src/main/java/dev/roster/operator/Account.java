package dev.roster.operator;

import dev.roster.shared.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person as the operator sees them, across organizations.
 *
 * @param operator whether they run this installation
 * @param organizations the number they belong to, without invitations and former memberships
 * @param organizationNames the names of the first three of them
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
        List<String> organizationNames,
        Instant createdAt,
        @Nullable Instant lastSignInAt,
        @Nullable Instant blockedAt) {

    public Account {
        organizationNames = List.copyOf(organizationNames);
    }

    /** The email address or, without one, the username: what the person signs in with. */
    public String signInName() {
        return email != null ? email : username != null ? username : "";
    }

    public boolean isBlocked() {
        return blockedAt != null;
    }
}
