package dev.roster.web;

import dev.roster.shared.OrganizationId;

/** The organization that the path names, as the actor sees it. A controller that asks for it answers 404 without one. */
public record OrganizationAtHand(OrganizationId id, String slug, String name) {
    /** Where its console pages live. */
    public String path(String rest) {
        return "/o/" + slug + rest;
    }
}
