package dev.roster.roles;

import dev.roster.access.Actor;
import dev.roster.http.Texts;
import dev.roster.organization.Policy;
import dev.roster.organization.Policy.ProductArea;
import dev.roster.rights.Reach;
import dev.roster.role.Role;
import dev.roster.shared.RoleId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The page with all roles.
 *
 * @param manages whether the actor may create, change and delete roles at all
 * @param holders the number of users that have each role; empty if the viewer may not know
 * @param compared the two roles that are compared, or none
 */
public record RoleListView(
        List<Row> rows,
        List<ProductArea> areas,
        GoverningPicture picture,
        boolean manages,
        Map<RoleId, Integer> holders,
        List<Role> compared) {
    private static final int TWO = 2;

    /** The same, with the number of users that have each role. */
    RoleListView holding(Map<RoleId, Integer> counts) {
        return new RoleListView(rows, areas, picture, manages, Map.copyOf(counts), compared);
    }

    /** The same, comparing the roles with these keys if both exist. */
    RoleListView comparing(String one, String other) {
        var both = roles().stream()
                .filter(role -> role.key().equals(one) || role.key().equals(other))
                .toList();
        return new RoleListView(rows, areas, picture, manages, holders, both.size() == TWO ? both : List.of());
    }

    /** How many users have the role; null if the viewer may not know. */
    public @Nullable Integer holdersOf(Role role) {
        return holders.get(role.id());
    }

    public boolean isMore(int count) {
        return count > RoleHolderRepository.MOST_COUNTED;
    }

    /** The columns of the table: all roles, or the two that are compared. */
    public List<Role> columns() {
        return compared.isEmpty() ? roles() : compared;
    }

    /** Whether a row is shown: if some column has it, and for a comparison, if not both have. */
    public boolean shows(Predicate<Role> has) {
        long having = columns().stream().filter(has).count();
        return having > 0 && (compared.isEmpty() || having < TWO);
    }

    /**
     * A role with what the actor may do to it.
     *
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
        return new RoleListView(
                rows, policy.productPermissions(), GoverningPicture.of(roles), manages, Map.of(), List.of());
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
