package dev.roster.company;

import dev.roster.shared.OrganizationId;
import java.time.Instant;
import java.util.List;

/**
 * An organization that is linked to another one, its parent, as one of the parent's people sees it.
 *
 * @param managers the names of the first three who may manage it at this moment
 * @param managerCount how many they are
 * @param manageable whether the reader is one of them
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
