package dev.roster.link;

import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A one-time link, one per kind and membership.
 *
 * @param organization null for the operator's own
 * @param generation increases with each new link; tokens of earlier generations are dead
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

    /** Whether it is live: valid to the end of its last second, and dead one second later. */
    public boolean isLive(Instant now) {
        return endedAt == null && !now.isAfter(expiresAt);
    }

    public boolean isExpired(Instant now) {
        return endedAt == null && now.isAfter(expiresAt);
    }
}
