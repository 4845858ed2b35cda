package dev.roster.session;

import dev.roster.http.Client;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A signed-in browser. Its secret is in the browser's cookie; here is only the secret's hash.
 *
 * @param userAgent what the browser called itself, at most 200 characters
 * @param address where it was when it signed in; null where that was not kept yet
 */
public record Session(
        UUID id,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt,
        String userAgent,
        @Nullable String address) {

    /** A short name for people, such as "Firefox · Linux". */
    public String device() {
        return Client.device(userAgent);
    }
}
