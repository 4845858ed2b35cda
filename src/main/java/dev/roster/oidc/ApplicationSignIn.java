package dev.roster.oidc;

import dev.roster.factor.FactorKind;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person at an application, or an application by itself, as it is stored.
 *
 * @param user null for an application by itself
 * @param factor the second factor that they used; null if they had none
 * @param subject the sign-in whose access token was exchanged for this one; it ends with that
 * @param request what was asked for; null if nothing was
 * @param userCodeMac of what somebody enters to let a device in; null once they have decided
 * @param keyThumbprint of the key to which its tokens are bound (RFC 9449); null if to none
 * @param live whether the person may still enter the organization, and the application be used in it
 */
record ApplicationSignIn(
        UUID id,
        UUID application,
        @Nullable OrganizationId organization,
        @Nullable UserId user,
        @Nullable UUID session,
        @Nullable Instant authenticatedAt,
        @Nullable FactorKind factor,
        @Nullable UUID subject,
        String grantType,
        List<String> scopes,
        @Nullable Map<String, Object> request,
        byte @Nullable [] stateHash,
        byte @Nullable [] userCodeMac,
        @Nullable String keyThumbprint,
        Token code,
        Token access,
        List<String> accessScopes,
        Token refresh,
        boolean live) {

    /**
     * One of its tokens.
     *
     * @param hash null if there is none
     * @param spent whether it was used or revoked
     */
    record Token(
            byte @Nullable [] hash,
            @Nullable Instant issuedAt,
            @Nullable Instant expiresAt,
            boolean spent) {
        static final Token NONE = new Token(null, null, null, false);

        boolean exists() {
            return hash != null;
        }
    }
}
