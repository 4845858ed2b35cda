package dev.roster.apitoken;

import dev.roster.access.Actor;
import dev.roster.rights.Reach;
import dev.roster.role.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of an organization's or the operator's tokens.
 *
 * @param base the path of the page
 * @param operators whether they are the operator's, and have no roles
 */
public record ApiTokenListView(String base, boolean operators, List<Row> rows) {
    public ApiTokenListView {
        rows = List.copyOf(rows);
    }

    /**
     * @param role the name of its role, or null
     * @param expired whether it has expired
     * @param revocable whether the viewer may hand out its role; the operation checks again
     */
    public record Row(ApiToken token, @Nullable String role, boolean expired, boolean revocable) {}

    static ApiTokenListView of(Actor actor, String base, List<ApiToken> tokens, List<Role> roles, Instant now) {
        var rows = tokens.stream()
                .map(token -> new Row(token, name(token, roles), token.isExpired(now), mayRevoke(actor, token, roles)))
                .toList();
        return new ApiTokenListView(base, false, rows);
    }

    static ApiTokenListView ofOperator(String base, List<ApiToken> tokens, Instant now) {
        var rows = tokens.stream()
                .map(token -> new Row(token, null, token.isExpired(now), true))
                .toList();
        return new ApiTokenListView(base, true, rows);
    }

    private static boolean mayRevoke(Actor actor, ApiToken token, List<Role> roles) {
        return roles.stream()
                .filter(role -> role.key().equals(token.role()))
                .allMatch(role -> Reach.governs(actor, role));
    }

    private static @Nullable String name(ApiToken token, List<Role> roles) {
        return roles.stream()
                .filter(role -> role.key().equals(token.role()))
                .map(Role::name)
                .findFirst()
                .orElse(token.role());
    }
}
