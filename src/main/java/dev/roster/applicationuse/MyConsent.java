package dev.roster.applicationuse;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What somebody has allowed an application to know about them.
 *
 * @param scopes without {@code openid}, which tells nothing
 */
public record MyConsent(UUID application, String name, List<String> scopes, Instant givenAt) {
    public MyConsent {
        scopes = List.copyOf(scopes);
    }
}
