package dev.roster.shared;

import java.util.UUID;

/** Identifies an organization. A UUIDv7 (RFC 9562, section 5.7). */
public record OrganizationId(UUID value) {
    public static OrganizationId next() {
        return new OrganizationId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
