package dev.roster.shared;

import java.util.UUID;

/** Identifies a role of one organization. A UUIDv7 (RFC 9562, section 5.7). */
public record RoleId(UUID value) {
    public static RoleId next() {
        return new RoleId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
