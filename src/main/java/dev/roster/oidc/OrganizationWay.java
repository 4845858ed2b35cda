package dev.roster.oidc;

/** An organization in which a person may go on to an application, and the address where they do. */
public record OrganizationWay(String name, String address) {}
