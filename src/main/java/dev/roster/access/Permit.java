package dev.roster.access;

import dev.roster.shared.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * Proof of a passed check. Only {@link Actor} issues permits and every write requires one, so an unchecked write does not
 * compile. The type says what was proven.
 */
public sealed interface Permit permits OrganizationPermit, OperatorPermit, SelfPermit {
    /** The actor who passed the check. */
    Actor actor();

    /** The organization it applies to; null for what belongs to no organization. */
    default @Nullable OrganizationId organizationOrNull() {
        return null;
    }

    /** The permission that was checked; null if being the operator, or the user concerned, was enough. */
    default @Nullable Permission permission() {
        return null;
    }

    /** The same permit for the organization the user belongs to, or unchanged if they belong to none. */
    default Permit inIfAny(@Nullable OrganizationId place) {
        return place == null ? this : in(place);
    }

    /**
     * The same permit for one organization: an operator's permit applies to all, a user's own to each organization they belong
     * to.
     *
     * @throws IllegalStateException if it was issued for another organization
     */
    OrganizationPermit in(OrganizationId place);

    /**
     * For side effects in another organization: an audit log entry, an email to its administrators. Changes nothing there
     * itself; only the code that writes those asks for it.
     */
    default OrganizationPermit asEffectIn(OrganizationId place) {
        return new OrganizationPermit(actor(), place, permission());
    }
}
