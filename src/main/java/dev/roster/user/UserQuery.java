package dev.roster.user;

import dev.roster.role.Role;
import dev.roster.shared.Cursor;
import dev.roster.shared.InvalidException;
import dev.roster.user.UserFilter.Sort;
import dev.roster.web.Limit;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the API's list of users takes. */
record UserQuery(
        Limit limit,
        @Nullable Cursor after,
        @Nullable String search,
        @Nullable String status,
        @Nullable String role,
        @Nullable String group,
        @Nullable String sort,
        boolean count) {

    /** @param roles finds a role of the organization by its key */
    UserFilter read(Function<String, Optional<Role>> roles) {
        var errors = new InvalidException.Collector();
        var found = status == null ? null : MembershipStatus.find(status).filter(UserQuery::isShown);
        if (found != null && found.isEmpty()) {
            errors.add("status", "unknown");
        }
        var held = role == null ? null : roles.apply(role);
        if (held != null && held.isEmpty()) {
            errors.add("role", "unknown");
        }
        if (group != null) {
            errors.add("group", "unknown");
        }
        boolean descending = sort != null && sort.startsWith("-");
        var order = sort == null ? Optional.of(Sort.NAME) : sortBy(descending ? sort.substring(1) : sort);
        if (order.isEmpty()) {
            errors.add("sort", "unknown");
        }
        errors.throwIfAny();
        return new UserFilter(
                search == null ? null : search.strip(),
                found == null ? null : found.orElseThrow(),
                held == null ? null : held.orElseThrow().id(),
                order.orElseThrow(),
                descending);
    }

    /** Who was removed or erased is no longer there to be listed. */
    private static boolean isShown(MembershipStatus status) {
        return status.isListed() || status == MembershipStatus.DELETED;
    }

    private static Optional<Sort> sortBy(String key) {
        return Arrays.stream(Sort.values()).filter(s -> s.key().equals(key)).findFirst();
    }
}
