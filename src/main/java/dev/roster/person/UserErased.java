package dev.roster.person;

import dev.roster.access.OrganizationPermit;
import dev.roster.shared.UserId;

/** Published in the transaction that erases somebody, for what is kept about them elsewhere. */
public record UserErased(OrganizationPermit granted, UserId user, KnownAs known) {}
