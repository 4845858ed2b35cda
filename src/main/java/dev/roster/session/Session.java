package dev.roster.session;

import dev.roster.factor.FactorKind;
import dev.roster.http.Client;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A signed-in browser. Its secret is in the browser's cookie; only the secret's hash is stored here.
 *
 * @param userAgent the name the browser gave itself, at most 200 characters
 * @param address its IP address at sign-in; null if that was not stored yet
 * @param factor the second factor that was used last; null while its person has none
 */
public record Session(
        UUID id,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt,
        String userAgent,
        @Nullable String address,
        @Nullable FactorKind factor) {

    /** A short display name, such as "Firefox · Linux". */
    public String device() {
        return Client.device(userAgent);
    }
}
