package dev.roster.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did it, or what it was done to.
 *
 * @param kind {@code user}, {@code api_token}, {@code job}, {@code role} …
 */
public record Party(
        String kind, @Nullable UUID id, @Nullable String name) {}
