package dev.roster.roles;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.http.Texts;
import dev.roster.organization.Policy.ProductArea;
import dev.roster.rights.Reach;
import dev.roster.role.Role;
import dev.roster.ui.FormErrors;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The form of a role. What the actor cannot give is shown with the reason; the operation checks again.
 *
 * @param role the existing role, or null for a new one
 * @param typed the form's values
 */
public record RoleFormView(
        @Nullable Role role,
        RoleForm typed,
        List<Section> permissions,
        List<ProductArea> areas,
        List<Tick> governs,
        FormErrors errors) {

    /** @param key of its title, under {@code role.section.} */
    public record Section(String key, List<Tick> ticks) {}

    /**
     * A checkbox.
     *
     * @param about a sentence under the label, or empty
     * @param reason why it cannot be ticked, or null
     */
    public record Tick(
            String value,
            String label,
            String about,
            boolean ticked,
            @Nullable String reason) {}

    /** The sections under which the console groups permissions. */
    public enum Group {
        USERS(EnumSet.of(
                Permission.USERS_VIEW,
                Permission.USERS_EXPORT,
                Permission.USERS_CREATE,
                Permission.USERS_EDIT,
                Permission.USERS_ASSIGN_ROLE,
                Permission.USERS_DEACTIVATE,
                Permission.USERS_DELETE,
                Permission.USERS_ERASE,
                Permission.USERS_REMOVE,
                Permission.USERS_RESET_PASSWORD,
                Permission.USERS_RESET_FACTOR,
                Permission.USERS_SET_PASSWORD,
                Permission.USERS_SIGN_OUT)),
        ROLES_AND_GROUPS(EnumSet.of(Permission.GROUPS_MANAGE, Permission.ROLES_VIEW, Permission.ROLES_MANAGE)),
        ORGANIZATION(EnumSet.of(
                Permission.AUDIT_VIEW,
                Permission.COMPANIES_MANAGE,
                Permission.API_TOKENS_MANAGE,
                Permission.ORGANIZATION_ADMINISTER,
                Permission.PROFILE_EDIT));

        private final Set<Permission> permissions;

        Group(Set<Permission> permissions) {
            this.permissions = permissions;
        }

        Set<Permission> permissions() {
            return permissions;
        }

        /** The last part of its title's message key. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static RoleFormView of(
            Texts texts,
            Actor actor,
            @Nullable Role role,
            RoleForm typed,
            List<Role> roles,
            List<ProductArea> areas,
            FormErrors errors) {
        var sections = List.of(Group.values()).stream()
                .map(group -> new Section(
                        group.key(),
                        Permission.ordered(group.permissions).stream()
                                .map(p -> tick(texts, actor, typed, p))
                                .toList()))
                .toList();
        var others = roles.stream()
                .filter(other -> role == null || !other.id().equals(role.id()))
                .map(other -> tick(texts, actor, typed, other))
                .toList();
        return new RoleFormView(role, typed, sections, areas, others, errors);
    }

    /** The levels of all areas, for the columns of the matrix. */
    public List<String> levels() {
        return areas.stream().flatMap(area -> area.levels().stream()).distinct().toList();
    }

    private static Tick tick(Texts texts, Actor actor, RoleForm typed, Permission permission) {
        var authority = actor.authority();
        boolean may = actor.operator()
                || (authority != null && authority.permissions().contains(permission));
        return new Tick(
                permission.key(),
                texts.get("permission." + permission.key()),
                "",
                typed.has(permission),
                may ? null : texts.get("role.form.not-held"));
    }

    private static Tick tick(Texts texts, Actor actor, RoleForm typed, Role role) {
        return new Tick(
                role.key(),
                role.name(),
                role.description(),
                typed.governs(role),
                Reach.governs(actor, role) ? null : texts.get("role.form.not-governed"));
    }
}
