package dev.roster.applicationuse;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's sign-in at an application.
 *
 * @param organization the name of the one in which they use it; null if it has not asked for one
 */
public record MySignIn(
        UUID id, String application, @Nullable String organization, Instant startedAt, Instant lastUsedAt) {}
