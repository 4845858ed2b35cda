package dev.roster.organization;

import dev.roster.shared.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A company whose users are managed in Roster.
 *
 * @param slug identifies it in URLs; unique, lower-case letters, digits and hyphens
 * @param preset the key of the preset it was created from
 * @param policyVersion counts the changes of the policy
 * @param parent the organization that may manage this one, or null
 */
public record Organization(
        OrganizationId id,
        String slug,
        String name,
        String preset,
        Policy policy,
        long policyVersion,
        @Nullable OrganizationId parent,
        Instant createdAt) {}
