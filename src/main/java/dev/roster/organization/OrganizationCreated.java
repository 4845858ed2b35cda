package dev.roster.organization;

import dev.roster.access.OrganizationPermit;

/** Published in the transaction that creates an organization, for what it starts with: roles and groups. */
public record OrganizationCreated(OrganizationPermit granted, Organization organization, Preset preset) {}
