package dev.roster.directory;

import java.util.Locale;

/** The views of the list of users that everyone has, in order. */
public enum BuiltInView {
    EVERYONE(""),
    ACTIVE("?status=active"),
    NOT_SIGNED_IN("?signIn=90"),
    NEVER_SIGNED_IN("?signIn=never"),
    LINK_EXPIRED("?link=expired"),
    NO_LINK("?link=none"),
    DELETED("?status=deleted");

    private final String query;

    BuiltInView(String query) {
        this.query = query;
    }

    /** The filters, as {@link UserQuery#filters} writes them. */
    public String query() {
        return query;
    }

    /** For message keys. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the view is shown even if no one is in it. */
    boolean isAlwaysShown() {
        return this == EVERYONE || this == ACTIVE || this == DELETED;
    }
}
