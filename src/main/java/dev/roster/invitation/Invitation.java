package dev.roster.invitation;

import dev.roster.access.Author;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An offer of membership, as it was sent last. Its time and what ended it are its link's.
 *
 * @param email where it went
 * @param firstName as whoever invites typed it; what the person is called is theirs to say
 * @param acceptedTermsAt when the person accepted the terms of use, or null
 */
record Invitation(
        OrganizationId organization,
        UserId user,
        EmailAddress email,
        @Nullable String firstName,
        @Nullable String lastName,
        String displayName,
        String locale,
        Author inviter,
        Instant sentAt,
        @Nullable Instant acceptedTermsAt) {}
