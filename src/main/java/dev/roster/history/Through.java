package dev.roster.history;

import java.util.Locale;

/** How a person holds a role: it is their own, a group carries it, or they act by a grant. */
public enum Through {
    ROLE,
    GROUP,
    GRANT;

    private final String key = name().toLowerCase(Locale.ROOT);

    /** As spelled in the API. */
    public String key() {
        return key;
    }
}
