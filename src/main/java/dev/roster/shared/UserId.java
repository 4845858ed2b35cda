package dev.roster.shared;

import java.util.UUID;

/** Identifies a user, the same in all organizations. A UUIDv7 (RFC 9562, section 5.7). */
public record UserId(UUID value) {
    public static UserId next() {
        return new UserId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
