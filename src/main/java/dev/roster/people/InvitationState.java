package dev.roster.people;

import dev.roster.api.Shape;
import dev.roster.membership.Member;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The current state of an invitation, as the API shows it.
 *
 * @param status {@code pending}, {@code expired}, {@code declined} or {@code accepted}
 * @param expiresAt null once it was answered
 * @param invitedBy the name of the last sender, or null if they are gone or it was Roster itself
 */
public record InvitationState(
        @Shape(values = {"pending", "expired", "declined", "accepted"})
        String status,

        Instant sentAt,
        @Nullable Instant expiresAt,
        @Nullable String invitedBy) {

    /** The invitation of a user who has not joined yet, or empty. */
    public static Optional<InvitationState> of(Member member, Instant now) {
        return Optional.ofNullable(member.invited())
                .map(invited -> new InvitationState(
                        member.isPending(now) ? "pending" : member.shownStatus(now),
                        invited.sentAt(),
                        invited.expiresAt(),
                        invited.by()));
    }
}
