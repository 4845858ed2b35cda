package dev.roster.directory;

import dev.roster.membership.ListStatus;
import dev.roster.shared.GroupId;
import dev.roster.shared.RoleId;
import org.jspecify.annotations.Nullable;

/**
 * What narrows and orders the list of users.
 *
 * @param search part of a name, an address or a user name; null for all. One or two letters find beginnings of names
 * @param status null for everybody who is listed: neither deleted nor removed
 * @param role of the membership itself; what groups carry is found by the group
 */
public record UserFilter(
        @Nullable String search,
        @Nullable ListStatus status,
        @Nullable RoleId role,
        @Nullable GroupId group,
        Sort sort,
        boolean descending) {
    public static final UserFilter ALL = new UserFilter(null, null, null, null, Sort.NAME, false);

    /** Whoever belongs to this group. */
    public static UserFilter ofGroup(GroupId group) {
        return new UserFilter(null, null, null, group, Sort.NAME, false);
    }

    /** What the list can be ordered by; the one place where a column's name comes from. */
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

        /** As the API spells it. */
        public String key() {
            return key;
        }

        String expression() {
            return expression;
        }

        /** The same order in words that no index has. */
        String unindexed() {
            return this == NAME ? "(m.sort_name || '')" : "(" + expression + " + interval '0')";
        }
    }

    /** As the API spells it: {@code name}, {@code -createdAt}. */
    public String sortKey() {
        return (descending ? "-" : "") + sort.key();
    }

    /** Whether an index holds everything that a search along this order looks at. */
    boolean isWalkedByIndexAlone() {
        return status == null && role == null && group == null && sort != Sort.LAST_SIGN_IN_AT;
    }

    public boolean narrows() {
        return search != null || status != null || role != null || group != null;
    }
}
