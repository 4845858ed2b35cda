package dev.roster.user;

import dev.roster.role.Role;
import dev.roster.shared.Cursor;
import dev.roster.shared.InvalidException;
import dev.roster.web.Limit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the API's list of users takes. */
record UserApiQuery(
        Limit limit,
        @Nullable Cursor after,
        @Nullable String search,
        @Nullable String status,
        @Nullable String role,
        @Nullable String group,
        @Nullable String sort,
        boolean count) {

    UserFilter filter(List<Role> roles) {
        if (group != null) {
            throw InvalidException.of("group", "unknown");
        }
        return new UserQuery(orEmpty(search), orEmpty(status), orEmpty(role), orEmpty(sort), null).filter(roles);
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
