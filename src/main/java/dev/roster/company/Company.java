package dev.roster.company;

import dev.roster.shared.OrganizationId;
import java.time.Instant;
import java.util.List;

/**
 * An organization linked to another one, its parent, as seen by one of the parent's users.
 *
 * @param managers the names of the first three users who may currently manage it
 * @param managerCount the number of such users
 * @param manageable whether the viewer is one of them
 */
public record Company(
        OrganizationId id,
        String slug,
        String name,
        String preset,
        Instant createdAt,
        List<String> managers,
        int managerCount,
        boolean manageable) {
    public Company {
        managers = List.copyOf(managers);
    }
}
