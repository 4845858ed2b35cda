package dev.roster.company;

import dev.roster.shared.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A linked company, as listed in the download.
 *
 * @param users the number of users, not counting deleted ones; null if the viewer may not manage the company
 * @param lastSignInAt null if no one has signed in, or the viewer may not manage the company
 */
record CompanyFacts(
        OrganizationId id,
        String name,
        String preset,
        Instant createdAt,
        @Nullable Integer users,
        @Nullable Instant lastSignInAt) {}
