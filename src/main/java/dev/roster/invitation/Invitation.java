package dev.roster.invitation;

import dev.roster.access.Author;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An offer of membership, as last sent. Its expiry and how it ended belong to its link.
 *
 * @param email where it was sent
 * @param firstName as typed by the inviter; the person decides on their own name
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
