package dev.roster.apitoken;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API token, without its secret.
 *
 * @param role the key of its role, or null for the operator's tokens
 * @param createdBy the person who created it, possibly through a chain of tokens that created one another; null if that was
 *     Roster, or a token that no one created
 * @param expiresAt null if it is valid until it is revoked
 * @param state whether its maker may still act here; expiry is checked separately
 */
public record ApiToken(
        UUID id,
        String name,
        @Nullable String role,
        Instant createdAt,
        @Nullable Maker createdBy,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        State state) {

    /** @param name null if they were erased */
    public record Maker(UUID id, @Nullable String name) {}

    /** As the view {@code token_standings} reports it; revoked tokens are not shown. */
    public enum State {
        VALID,
        /** Its maker currently may not act here. */
        SUSPENDED,
        /** Its maker has left for good. */
        ENDED;

        /** As spelled in the API. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String key) {
            return Arrays.stream(values())
                    .filter(state -> state.key().equals(key))
                    .findFirst()
                    .orElse(ENDED);
        }
    }

    public boolean isExpired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }
}
