package dev.roster.company;

import dev.roster.shared.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A linked company as the download lists it.
 *
 * @param users how many there are, the deleted not counted; null where the reader may not manage the company
 * @param lastSignInAt null where nobody has signed in, and where the reader may not manage the company
 */
record CompanyFacts(
        OrganizationId id,
        String name,
        String preset,
        Instant createdAt,
        @Nullable Integer users,
        @Nullable Instant lastSignInAt) {}
