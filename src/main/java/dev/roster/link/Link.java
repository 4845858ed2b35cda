package dev.roster.link;

import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A one-time link, of which there is one per kind and membership.
 *
 * @param organization null for the operator's own
 * @param generation grows with each new link; a token of an earlier one is dead
 * @param endedAt when it was used or revoked, or null
 */
public record Link(
        UUID id,
        LinkKind kind,
        @Nullable OrganizationId organization,
        UserId user,
        int generation,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant endedAt) {

    /** Works up to and including its last second's end: dead one second after its time. */
    public boolean isLive(Instant now) {
        return endedAt == null && !now.isAfter(expiresAt);
    }

    public boolean isExpired(Instant now) {
        return endedAt == null && now.isAfter(expiresAt);
    }
}
