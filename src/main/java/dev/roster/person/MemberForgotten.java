package dev.roster.person;

import dev.roster.access.OrganizationPermit;
import dev.roster.shared.UserId;

/**
 * Published in the transaction that erases somebody from the organization at hand alone, since their account lives
 * elsewhere too: for what is kept here about them.
 */
public record MemberForgotten(OrganizationPermit granted, UserId user, KnownAs known) {}
