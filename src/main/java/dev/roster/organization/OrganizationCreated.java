package dev.roster.organization;

import dev.roster.access.OrganizationPermit;

/** Published in the transaction that creates an organization, for its initial roles and groups. */
public record OrganizationCreated(OrganizationPermit granted, Organization organization, Preset preset) {}
