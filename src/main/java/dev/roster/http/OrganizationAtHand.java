package dev.roster.http;

import dev.roster.shared.OrganizationId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The organization that the path names, as the actor sees it. A controller that asks for it answers 404 without one.
 *
 * @param home on whose behalf the actor is here, where it is by a grant; null for everybody else
 * @param parts which of the parts that not every organization has its console shows; empty for the API, which shows none
 */
public record OrganizationAtHand(
        OrganizationId id,
        String slug,
        String name,
        Set<Part> parts,
        @Nullable Home home) {
    public OrganizationAtHand {
        parts = Set.copyOf(parts);
    }

    public OrganizationAtHand(OrganizationId id, String slug, String name) {
        this(id, slug, name, Set.of(), null);
    }

    /** The actor's own organization, where they act in a company that is linked to it. */
    public record Home(String slug, String name) {}

    /** What an organization has or has not: by its policy and, the last, by being linked to another one. */
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

    /** Where its console pages live. */
    public String path(String rest) {
        return "/o/" + slug + rest;
    }
}
