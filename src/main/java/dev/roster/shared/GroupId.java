package dev.roster.shared;

import java.util.UUID;

/** Identifies a group of one organization. A UUIDv7 (RFC 9562, section 5.7). */
public record GroupId(UUID value) {
    public static GroupId next() {
        return new GroupId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
