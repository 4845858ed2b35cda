package dev.roster.factor;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A passkey, as its person and those who manage them see it.
 *
 * @param name what the person calls it
 */
public record Passkey(
        UUID id, String name, Instant createdAt, @Nullable Instant lastUsedAt) {}
