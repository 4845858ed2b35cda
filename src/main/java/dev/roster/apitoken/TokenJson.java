package dev.roster.apitoken;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.roster.api.Shape;
import dev.roster.shared.InvalidException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token, as the API shows it.
 *
 * @param role null for the operator's
 * @param secret only in the answer to a creation
 */
record TokenJson(
        UUID id,
        String name,
        @Nullable String role,
        Instant createdAt,
        ApiToken.@Nullable Maker createdBy,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Shape(keys = ApiToken.State.class) String state,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {

    static TokenJson of(ApiToken token, @Nullable String secret) {
        return new TokenJson(
                token.id(),
                token.name(),
                token.role(),
                token.createdAt(),
                token.createdBy(),
                token.expiresAt(),
                token.lastUsedAt(),
                token.state().key(),
                secret);
    }

    static @Nullable Instant time(@Nullable String expiresAt) {
        if (expiresAt == null) {
            return null;
        }
        try {
            var time = OffsetDateTime.parse(expiresAt);
            if (time.getYear() <= NewApiToken.LAST_YEAR) {
                return time.toInstant();
            }
        } catch (DateTimeException notATime) {
            // Refused like a time that is too far away.
        }
        throw InvalidException.of("expiresAt", "time");
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public String toString() {
        return "TokenJson[" + id + "]"; // never the secret
    }
}
