package dev.roster.person;

import dev.roster.access.OrganizationPermit;
import dev.roster.shared.UserId;

/**
 * Published in the transaction that erases a user from the organization at hand only, because their account is also used
 * elsewhere: for what is stored about them here.
 */
public record MemberForgotten(OrganizationPermit granted, UserId user, KnownAs known) {}
