package dev.roster.roles;

import dev.roster.access.Actor;
import dev.roster.http.Texts;
import dev.roster.organization.Policy;
import dev.roster.organization.Policy.ProductArea;
import dev.roster.rights.Reach;
import dev.roster.role.Role;
import dev.roster.shared.RoleId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The page with all roles.
 *
 * @param manages whether the actor may create, change and delete roles at all
 */
public record RoleListView(List<Row> rows, List<ProductArea> areas, GoverningPicture picture, boolean manages) {

    /**
     * @param notEditable why the actor cannot change the role, or null
     * @param notDeletable why the actor cannot delete it, or null
     */
    public record Row(
            Role role,
            List<Role> governs,
            @Nullable String notEditable,
            @Nullable String notDeletable) {}

    static RoleListView of(
            Texts texts, Actor actor, List<Role> roles, Set<RoleId> held, Policy policy, boolean manages) {
        var rows = roles.stream()
                .map(role -> new Row(
                        role,
                        roles.stream()
                                .filter(r -> role.governs().contains(r.id()))
                                .toList(),
                        notEditable(texts, actor, role),
                        notDeletable(texts, actor, role, held, policy)))
                .toList();
        return new RoleListView(rows, policy.productPermissions(), GoverningPicture.of(roles), manages);
    }

    public List<Role> roles() {
        return rows.stream().map(Row::role).toList();
    }

    private static @Nullable String notEditable(Texts texts, Actor actor, Role role) {
        return Reach.governs(actor, role) ? null : texts.get("role.not-governed");
    }

    private static @Nullable String notDeletable(Texts texts, Actor actor, Role role, Set<RoleId> held, Policy policy) {
        if (!Reach.governs(actor, role)) {
            return texts.get("role.not-governed");
        }
        return switch (PolicyUse.of(policy, role)) {
            case DEFAULT -> texts.get("role.default");
            case FIRST -> texts.get("role.first");
            case SECOND_FACTOR -> texts.get("role.second-factor");
            case NONE -> held.contains(role.id()) ? texts.get("role.in-use") : null;
        };
    }
}
