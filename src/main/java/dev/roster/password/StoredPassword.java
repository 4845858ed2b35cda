package dev.roster.password;

import dev.roster.shared.UserId;
import java.time.Instant;

/**
 * The password that a user has.
 *
 * @param setBy who chose it
 * @param mustChange whether somebody else chose it, so that it serves for nothing but choosing another
 */
public record StoredPassword(UserId user, HashedPassword hashed, Instant setAt, SetBy setBy, boolean mustChange) {}
