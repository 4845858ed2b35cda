package dev.roster.bulk;

import dev.roster.access.AccessProblem;
import dev.roster.directory.BulkAction;
import dev.roster.directory.UserQuery;
import dev.roster.shared.Ids;
import dev.roster.shared.InvalidException;
import dev.roster.shared.UserId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requested action and whom it applies to: the selected users, or all that match the list's filter.
 *
 * @param what the key of a {@link BulkAction}
 * @param user ids, one or many per value
 * @param all present if everyone who matches is meant
 * @param from the list that it was started from
 * @param chosen present once the role or the groups are chosen
 * @param newRole the key of the role to assign
 * @param groups ids of groups to add people to
 * @param typed the number of people, typed to confirm that so many are meant
 * @param action as {@link dev.roster.ui.Picker} sends it
 */
record BulkForm(
        @Nullable String what,
        @Nullable List<String> user,
        @Nullable String all,
        @Nullable String from,
        @Nullable String chosen,
        @Nullable String newRole,
        @Nullable List<String> groups,
        @Nullable String typed,
        @Nullable String action,
        @Nullable String search,
        @Nullable String status,
        @Nullable String role,
        @Nullable String group,
        @Nullable String signIn,
        @Nullable String link,
        @Nullable String twoFactor,
        @Nullable String sort) {
    private static final int MOST_GROUPS = 100;

    BulkAction bulkAction() {
        return BulkAction.find(what == null ? "" : what).orElseThrow(() -> InvalidException.of("what", "unknown"));
    }

    List<UserId> ids() {
        var given = user == null ? List.<String>of() : user;
        var ids = given.stream().flatMap(some -> Arrays.stream(some.split(","))).toList();
        if (ids.size() > BulkAction.MOST) {
            throw InvalidException.of("user", "too-many", BulkAction.MOST);
        }
        return ids.stream()
                .map(id -> new UserId(Ids.read(id.strip()).orElseThrow(AccessProblem.NOT_FOUND::with)))
                .distinct()
                .toList();
    }

    UserQuery query() {
        return UserQuery.of(search, status, role, group, signIn, link, sort).withTwoFactor(twoFactor);
    }

    String typedOrBlank() {
        return typed == null ? "" : typed.strip();
    }

    List<String> groupsOrNone() {
        var given = groups == null ? List.<String>of() : groups;
        if (given.size() > MOST_GROUPS) {
            throw InvalidException.of("groups", "too-many", MOST_GROUPS);
        }
        return given;
    }

    /** The list to return to, relative to the organization's path. */
    String list() {
        return "invitations".equals(from) ? "/invitations" : "/users";
    }
}
