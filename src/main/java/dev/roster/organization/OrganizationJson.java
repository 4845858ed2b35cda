package dev.roster.organization;

import dev.roster.web.Shape;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An organization as the API shows it.
 *
 * @param parent the id of the organization that may manage this one
 */
public record OrganizationJson(
        UUID id,
        String slug,
        String name,

        @Shape(values = {"partner", "workspace", "appliance", "marketplace"})
        String preset,

        @Nullable UUID parent,
        Instant createdAt) {

    public static OrganizationJson of(Organization organization) {
        var parent = organization.parent();
        return new OrganizationJson(
                organization.id().value(),
                organization.slug(),
                organization.name(),
                organization.preset(),
                parent == null ? null : parent.value(),
                organization.createdAt());
    }
}
