package dev.roster.person;

import dev.roster.access.OrganizationPermit;

/**
 * Published in the transaction that erases a person, before it takes any lock, for rows that others lock while they wait for
 * the organization's lock. Nothing may be changed yet: the erasure may still be refused.
 */
public record UserToBeErased(OrganizationPermit granted, KnownAs known) {}
