package dev.roster.membership;

import dev.roster.access.OrganizationPermit;
import dev.roster.shared.UserId;

/** Somebody was deleted or removed from the organization at hand, in the transaction at hand. */
public record MembershipEnded(OrganizationPermit granted, UserId user) {}
