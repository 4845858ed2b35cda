package dev.roster.oidc;

/**
 * An organization to choose.
 *
 * @param address where that leads, or its slug in a form
 */
public record OrganizationWay(String name, String address) {}
