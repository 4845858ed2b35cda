package dev.roster.http;

import dev.roster.shared.OrganizationId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The organization in the path, as the actor sees it. A controller that asks for it answers 404 without one.
 *
 * @param version as the request's first statement saw it
 * @param home on whose behalf the actor is here, if by a grant; null for everyone else
 * @param parts the optional parts that its console shows; empty for the API, which shows none
 */
public record OrganizationAtHand(
        OrganizationId id,
        String slug,
        String name,
        long version,
        Set<Part> parts,
        @Nullable Home home) {
    public OrganizationAtHand {
        parts = Set.copyOf(parts);
    }

    public OrganizationAtHand(OrganizationId id, String slug, String name, long version) {
        this(id, slug, name, version, Set.of(), null);
    }

    /** The actor's own organization, if they act in a company linked to it. */
    public record Home(String slug, String name) {}

    /** The optional parts of an organization, determined by its policy and, for the last one, by being linked to a parent. */
    public enum Part {
        INVITATIONS,
        GROUPS,
        COMPANIES,
        TEAM;

        public static Part of(String key) {
            return Arrays.stream(values())
                    .filter(part -> part.name().toLowerCase(Locale.ROOT).equals(key))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The base path of its console pages. */
    public String path(String rest) {
        return "/o/" + slug + rest;
    }
}
