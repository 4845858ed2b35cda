package dev.roster.session;

import java.time.Instant;
import java.util.UUID;

/**
 * A signed-in browser. Its secret is in the browser's cookie; here is only the secret's hash.
 *
 * @param userAgent what the browser called itself, at most 200 characters
 */
public record Session(UUID id, Instant createdAt, Instant lastSeenAt, Instant expiresAt, String userAgent) {

    /** A short name for people, such as "Firefox on Linux". */
    public String device() {
        return Device.of(userAgent);
    }
}
