package dev.roster.signin;

import org.jspecify.annotations.Nullable;

/** An organization in a user's own list. */
public record MyOrganization(
        String slug, String name, @Nullable String role, boolean home) {}
