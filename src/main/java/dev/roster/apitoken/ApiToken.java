package dev.roster.apitoken;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A machine's bearer secret, without the secret.
 *
 * @param role the key of its role, or null for the operator's tokens
 * @param createdBy the person who made it, or the first of a chain of tokens that made one another; null where that was
 *     Roster, or a token of nobody's
 * @param expiresAt null where it works until it is revoked
 * @param state whether it still stands for somebody; when it expires is asked besides
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

    /** @param name null where they were erased */
    public record Maker(UUID id, @Nullable String name) {}

    /** As the view {@code token_standings} tells it; what is revoked is not shown. */
    public enum State {
        VALID,
        /** Its maker may not act here at this moment. */
        SUSPENDED,
        /** Its maker is gone from here for good. */
        ENDED;

        /** As the API spells it. */
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
