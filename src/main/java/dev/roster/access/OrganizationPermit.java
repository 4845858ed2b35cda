package dev.roster.access;

import dev.roster.shared.OrganizationId;
import org.jspecify.annotations.Nullable;

/** Proves that the actor may do something in one organization. */
public final class OrganizationPermit implements Permit {
    private final Actor actor;
    private final OrganizationId organization;
    private final @Nullable Permission permission;

    OrganizationPermit(Actor actor, OrganizationId organization, @Nullable Permission permission) {
        this.actor = actor;
        this.organization = organization;
        this.permission = permission;
    }

    @Override
    public Actor actor() {
        return actor;
    }

    /** The organization to write to. */
    public OrganizationId organization() {
        return organization;
    }

    @Override
    public OrganizationId organizationOrNull() {
        return organization;
    }

    @Override
    public @Nullable Permission permission() {
        return permission;
    }

    @Override
    public OrganizationPermit in(OrganizationId place) {
        if (!organization.equals(place)) {
            throw new IllegalStateException("permitted in another organization");
        }
        return this;
    }

    /**
     * The permit for a company linked to the organization, based on the permission to manage companies.
     *
     * @param parent the organization that the company is linked to, as read from the database
     * @throws IllegalStateException if that is a different one
     */
    public OrganizationPermit inLinked(OrganizationId company, @Nullable OrganizationId parent) {
        if (!organization.equals(parent)) {
            throw new IllegalStateException("not linked to the organization of the permit");
        }
        return new OrganizationPermit(actor, company, permission);
    }
}
