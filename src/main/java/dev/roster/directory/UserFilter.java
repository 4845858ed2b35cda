package dev.roster.directory;

import dev.roster.membership.ListStatus;
import dev.roster.shared.GroupId;
import dev.roster.shared.RoleId;
import org.jspecify.annotations.Nullable;

/**
 * The filter and order of the list of users.
 *
 * @param search what {@link dev.roster.membership.WordSearch} looks for; null for all
 * @param status null for everyone who is listed: neither deleted nor removed
 * @param role the role of the membership itself; roles carried by groups are found by the group
 */
public record UserFilter(
        @Nullable String search,
        @Nullable ListStatus status,
        @Nullable RoleId role,
        @Nullable GroupId group,
        UserTraits traits,
        Sort sort,
        boolean descending) {
    public static final UserFilter ALL = new UserFilter(null, null, null, null, UserTraits.NONE, Sort.NAME, false);

    /** The members of this group. */
    public static UserFilter ofGroup(GroupId group) {
        return new UserFilter(null, null, null, group, UserTraits.NONE, Sort.NAME, false);
    }

    /** What the list can be ordered by; the only source of column names. */
    public enum Sort {
        NAME("name", "m.sort_name"),
        CREATED_AT("createdAt", "m.created_at"),
        LAST_SIGN_IN_AT("lastSignInAt", "coalesce(m.last_sign_in_at, '1970-01-01Z')");

        private final String key;
        private final String expression;

        Sort(String key, String expression) {
            this.key = key;
            this.expression = expression;
        }

        /** As spelled in the API. */
        public String key() {
            return key;
        }

        String expression() {
            return expression;
        }
    }

    /** As spelled in the API: {@code name}, {@code -createdAt}. */
    public String sortKey() {
        return (descending ? "-" : "") + sort.key();
    }

    public boolean narrows() {
        return search != null || status != null || role != null || group != null || traits.any();
    }
}
