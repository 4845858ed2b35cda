package dev.roster.company;

import dev.roster.shared.OrganizationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An organization linked to another one, its parent, as seen by one of the parent's users.
 *
 * @param managers the names of the first three users who may currently manage it
 * @param managerCount the number of such users
 * @param manageable whether the viewer is one of them
 * @param users the number of its users, up to one more than {@link #COUNTED}; null for those who may not manage it
 */
public record Company(
        OrganizationId id,
        String slug,
        String name,
        String preset,
        Instant createdAt,
        List<String> managers,
        int managerCount,
        boolean manageable,
        @Nullable Integer users) {
    /** Users are counted up to this number. */
    public static final int COUNTED = 10_000;

    public Company {
        managers = List.copyOf(managers);
    }
}
