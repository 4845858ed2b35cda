package dev.roster.person;

import org.jspecify.annotations.Nullable;

/**
 * Who may change a person's account (its password, address and profile) and erase it.
 *
 * @param organization the name of the organization that may, or that could be allowed to; null if there is none
 */
public record AccountControl(Manager manager, @Nullable String organization) {

    /** Who controls an account. */
    public enum Manager {
        /** The organization that created it, as long as the person belongs to no other. */
        ORGANIZATION,
        /** The organization, because the person allows it; they can withdraw that. */
        BY_CONSENT,
        /** Only the person. */
        PERSON
    }

    /** Whether the person can let the one organization that they belong to manage the account. */
    public boolean canBeGiven() {
        return manager == Manager.PERSON && organization != null;
    }
}
