package dev.roster.access;

import dev.roster.shared.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * The receipt of a passed check. Only {@link Actor} makes one, and everything that writes asks for one, so that a write
 * nobody checked does not compile.
 */
public final class Granted {
    private final Actor actor;
    private final @Nullable OrganizationId organization;
    private final @Nullable Permission permission;

    Granted(Actor actor, @Nullable OrganizationId organization, @Nullable Permission permission) {
        this.actor = actor;
        this.organization = organization;
        this.permission = permission;
    }

    public Actor actor() {
        return actor;
    }

    /** Where the write goes. */
    public OrganizationId organization() {
        if (organization == null) {
            throw new IllegalStateException("granted outside any organization");
        }
        return organization;
    }

    /** Where the write goes, or null for what belongs to no organization. */
    public @Nullable OrganizationId organizationOrNull() {
        return organization;
    }

    /** What was checked, or null where being the operator, or oneself, was what counted. */
    public @Nullable Permission permission() {
        return permission;
    }

    /** The same receipt for an organization that the operator has just made, or a person's own. */
    public Granted in(OrganizationId place) {
        if (organization != null && !organization.equals(place)) {
            throw new IllegalStateException("granted in another organization");
        }
        return new Granted(actor, place, permission);
    }

    /** The same receipt for a company that is linked to the organization at hand, where the check covers both. */
    public Granted inLinked(OrganizationId company) {
        return new Granted(actor, company, permission);
    }

    /** The same receipt for where somebody belongs, or as it is for who belongs nowhere. */
    public Granted inIfAny(@Nullable OrganizationId place) {
        return place == null ? this : in(place);
    }
}
