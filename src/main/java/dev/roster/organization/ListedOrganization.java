package dev.roster.organization;

import dev.roster.shared.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of the operator's list of organizations. */
public record ListedOrganization(
        OrganizationId id,
        String slug,
        String name,
        String preset,
        @Nullable OrganizationId parent,
        @Nullable String parentSlug,
        @Nullable String parentName,
        Instant createdAt) {}
