package dev.roster.shared;

import java.util.UUID;

/** Names a user, the same in every organization. A UUIDv7 (RFC 9562, section 5.7). */
public record UserId(UUID value) {
    public static UserId next() {
        return new UserId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
