package dev.roster.person;

import org.jspecify.annotations.Nullable;

/**
 * Who may change a person's account: its password, address and profile, and erase it.
 *
 * @param organization the name of the organization that may, or that could be let; null where there is none
 */
public record AccountControl(Manager manager, @Nullable String organization) {

    /** In whose hands an account is. */
    public enum Manager {
        /** The organization's that made it, for as long as its person belongs nowhere else. */
        ORGANIZATION,
        /** The organization's, since its person lets it; they can take it back. */
        BY_CONSENT,
        /** The person's alone. */
        PERSON
    }

    /** Whether the person can let the one organization that they belong to manage the account. */
    public boolean canBeGiven() {
        return manager == Manager.PERSON && organization != null;
    }
}
