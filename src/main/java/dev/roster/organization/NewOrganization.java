package dev.roster.organization;

import org.jspecify.annotations.Nullable;

/**
 * The input of an organization's creation, as typed.
 *
 * @param slug derived from the name if it is null or blank
 * @param parent the id or slug of the parent, or null
 */
public record NewOrganization(
        String name,
        @Nullable String slug,
        String preset,
        @Nullable String parent) {}
