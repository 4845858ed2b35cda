package dev.roster.organization;

import org.jspecify.annotations.Nullable;

/**
 * What is asked for when an organization is created, as it was typed.
 *
 * @param slug made from the name where it is null or blank
 * @param parent the id or slug of the parent, or null
 */
public record NewOrganization(
        String name,
        @Nullable String slug,
        String preset,
        @Nullable String parent) {}
