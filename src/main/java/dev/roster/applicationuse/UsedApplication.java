package dev.roster.applicationuse;

import dev.roster.application.ApplicationKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An application that an organization may use.
 *
 * @param optional whether the organization may deactivate it
 * @param active false if it has
 * @param people how many of the organization's people are signed in to it
 * @param lastUsedAt by one of them; null if nobody is signed in
 */
public record UsedApplication(
        UUID id,
        String name,
        ApplicationKind kind,
        boolean optional,
        boolean active,
        long people,
        @Nullable Instant lastUsedAt) {}
