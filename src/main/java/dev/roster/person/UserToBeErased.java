package dev.roster.person;

import dev.roster.access.OrganizationPermit;

/**
 * Published in the transaction that erases somebody, before it holds any lock, for rows that others hold while they wait
 * for the organization's lock. Nothing may be changed yet: the erasure may still be refused.
 */
public record UserToBeErased(OrganizationPermit granted, KnownAs known) {}
