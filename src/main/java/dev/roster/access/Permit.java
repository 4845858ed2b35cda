package dev.roster.access;

import dev.roster.shared.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * The receipt of a passed check. Only {@link Actor} makes one, and everything that writes asks for one, so that a write
 * nobody checked does not compile. What it proves is its type.
 */
public sealed interface Permit permits OrganizationPermit, OperatorPermit, SelfPermit {
    /** Who passed. */
    Actor actor();

    /** Where it holds; null for what belongs to no organization. */
    default @Nullable OrganizationId organizationOrNull() {
        return null;
    }

    /** What was checked; null where being the operator, or oneself, was what counted. */
    default @Nullable Permission permission() {
        return null;
    }

    /** The same for where somebody belongs, or as it is for somebody who belongs nowhere. */
    default Permit inIfAny(@Nullable OrganizationId place) {
        return place == null ? this : in(place);
    }

    /**
     * The same for one organization: the operator's holds in each, and what people do to themselves in each of their own.
     *
     * @throws IllegalStateException where it was given in another organization
     */
    OrganizationPermit in(OrganizationId place);

    /**
     * For what this brings about in another organization: an entry in its log, a mail to its administrators. Changes nothing
     * there by itself, and is asked for by nobody but who writes those.
     */
    default OrganizationPermit asEffectIn(OrganizationId place) {
        return new OrganizationPermit(actor(), place, permission());
    }
}
