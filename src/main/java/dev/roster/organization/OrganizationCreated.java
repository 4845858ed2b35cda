package dev.roster.organization;

import dev.roster.access.Granted;

/** Published in the transaction that creates an organization, for what it starts with: roles and groups. */
public record OrganizationCreated(Granted granted, Organization organization, Preset preset) {}
