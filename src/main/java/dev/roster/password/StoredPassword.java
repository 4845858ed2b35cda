package dev.roster.password;

import dev.roster.shared.UserId;
import java.time.Instant;

/**
 * A user's password.
 *
 * @param setBy who chose it
 * @param mustChange whether someone else chose it, so that it can only be used to choose a new one
 */
public record StoredPassword(UserId user, HashedPassword hashed, Instant setAt, SetBy setBy, boolean mustChange) {}
