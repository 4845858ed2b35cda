package dev.roster.membership;

import dev.roster.access.OrganizationPermit;
import dev.roster.shared.UserId;

/** A user was deleted or removed from the organization at hand, in the current transaction. */
public record MembershipEnded(OrganizationPermit granted, UserId user) {}
