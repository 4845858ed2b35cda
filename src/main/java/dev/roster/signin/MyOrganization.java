package dev.roster.signin;

import org.jspecify.annotations.Nullable;

/** An organization as somebody who belongs to it sees it in their list. */
public record MyOrganization(
        String slug, String name, @Nullable String role, boolean home) {}
