package dev.roster.organization;

import dev.roster.api.Shape;
import dev.roster.shared.OrganizationId;
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

    public OrganizationJson(
            OrganizationId id,
            String slug,
            String name,
            String preset,
            @Nullable OrganizationId parent,
            Instant createdAt) {
        this(id.value(), slug, name, preset, parent == null ? null : parent.value(), createdAt);
    }

    public static OrganizationJson of(Organization organization) {
        return new OrganizationJson(
                organization.id(),
                organization.slug(),
                organization.name(),
                organization.preset(),
                organization.parent(),
                organization.createdAt());
    }

    static OrganizationJson of(ListedOrganization organization) {
        return new OrganizationJson(
                organization.id(),
                organization.slug(),
                organization.name(),
                organization.preset(),
                organization.parent(),
                organization.createdAt());
    }
}
