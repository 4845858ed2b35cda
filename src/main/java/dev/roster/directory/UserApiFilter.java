package dev.roster.directory;

import dev.roster.api.Shape;
import dev.roster.directory.UserQuery.Exactly;
import dev.roster.membership.ListStatus;
import dev.roster.shared.Bounds;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The query parameters that select and order users, for the API's list and its exports. */
public record UserApiFilter(
        @Shape(most = Bounds.SEARCH) @Nullable String search,
        @Shape(keys = ListStatus.class) @Nullable String status,
        @Nullable String role,
        @Nullable String group,
        @Shape(most = Bounds.EXTERNAL_ID) @Nullable String externalId,

        @Shape(format = "email", most = Bounds.EMAIL) @Nullable String email,

        @Nullable Instant lastSignInBefore,
        boolean neverSignedIn,
        @Nullable Boolean twoFactor,

        @Shape(values = {"name", "-name", "createdAt", "-createdAt", "lastSignInAt", "-lastSignInAt"}) @Nullable String sort) {
    UserQuery read() {
        return UserQuery.of(search, status, role, group, null, null, sort)
                .with(new Exactly(externalId, email, lastSignInBefore, neverSignedIn, twoFactor));
    }
}
