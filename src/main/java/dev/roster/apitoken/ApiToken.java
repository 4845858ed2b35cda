package dev.roster.apitoken;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A machine's bearer secret, without the secret.
 *
 * @param role the key of its role, or null for the operator's tokens
 * @param expiresAt null where it works until it is revoked
 */
public record ApiToken(
        UUID id,
        String name,
        @Nullable String role,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    public boolean isExpired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }
}
