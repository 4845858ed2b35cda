package dev.roster.person;

import dev.roster.access.OrganizationPermit;
import dev.roster.shared.UserId;

/** Published in the transaction that erases a person, for what is stored about them elsewhere. */
public record UserErased(OrganizationPermit granted, UserId user, KnownAs known) {}
