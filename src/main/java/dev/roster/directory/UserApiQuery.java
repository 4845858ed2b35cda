package dev.roster.directory;

import dev.roster.api.PageSize;
import dev.roster.api.Shape;
import dev.roster.directory.UserQuery.Exactly;
import dev.roster.group.Group;
import dev.roster.membership.ListStatus;
import dev.roster.role.Role;
import dev.roster.shared.Bounds;
import dev.roster.shared.Cursor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The query parameters of the API's list of users. */
public record UserApiQuery(
        PageSize limit,
        @Nullable Cursor after,
        @Shape(most = Bounds.SEARCH) @Nullable String search,
        @Shape(keys = ListStatus.class) @Nullable String status,
        @Nullable String role,
        @Nullable String group,
        @Shape(most = Bounds.EXTERNAL_ID) @Nullable String externalId,

        @Shape(format = "email", most = Bounds.EMAIL) @Nullable String email,

        @Nullable Instant lastSignInBefore,
        boolean neverSignedIn,

        @Shape(values = {"name", "-name", "createdAt", "-createdAt", "lastSignInAt", "-lastSignInAt"}) @Nullable String sort,

        boolean count) {

    public UserFilter filter(List<Role> roles, Function<String, Optional<Group>> groups) {
        return UserQuery.of(search, status, role, group, null, sort)
                .with(new Exactly(externalId, email, lastSignInBefore, neverSignedIn))
                .filter(roles, groups);
    }
}
