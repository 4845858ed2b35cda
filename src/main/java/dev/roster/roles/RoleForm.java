package dev.roster.roles;

import dev.roster.access.Permission;
import dev.roster.role.Role;
import dev.roster.shared.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The submitted form of a role.
 *
 * @param governs the keys of other roles
 * @param governsItself separate, since a new role has no key yet to be ticked by
 * @param version of the role as the form showed it, or null for a new one
 */
public record RoleForm(
        @Nullable String key,
        @Nullable String name,
        @Nullable String description,
        @Nullable List<String> permissions,
        @Nullable List<String> productPermissions,
        @Nullable List<String> governs,
        @Nullable Boolean governsItself,
        @Nullable Long version) {
    private static final Pattern NOT_KEY = Pattern.compile("[^a-z0-9]+");
    private static final int KEY_LENGTH = 36;

    static final RoleForm EMPTY = new RoleForm(null, null, null, null, null, null, false, null);

    static RoleForm of(Role role, List<Role> all) {
        var itself = role.governs().contains(role.id());
        return new RoleForm(
                role.key(),
                role.name(),
                role.description(),
                Permission.ordered(role.permissions()).stream()
                        .map(Permission::key)
                        .toList(),
                role.productPermissions(),
                Roles.keys(role.governs(), all).stream()
                        .filter(key -> !key.equals(role.key()))
                        .toList(),
                itself,
                role.version());
    }

    /** A new role like this one. */
    RoleForm copied(String newName) {
        return new RoleForm(null, newName, description, permissions, productPermissions, governs, governsItself, null);
    }

    /** The same, also with all that the roles which it governs permit and govern. */
    RoleForm completed(List<Role> all) {
        var wanted = new LinkedHashSet<>(list(permissions));
        var governed = new LinkedHashSet<>(list(governs));
        all.stream().filter(role -> list(governs).contains(role.key())).forEach(role -> {
            role.permissions().forEach(permission -> wanted.add(permission.key()));
            governed.addAll(Roles.keys(role.governs(), all));
        });
        governed.remove(key);
        return new RoleForm(
                key,
                name,
                description,
                List.copyOf(wanted),
                productPermissions,
                List.copyOf(governed),
                governsItself,
                version);
    }

    /** If no key was typed, it is derived from the name, avoiding the keys of other roles. */
    NewRole made(List<Role> existing) {
        var chosen = key == null || key.isBlank() ? proposedKey(existing) : key.strip();
        var rest = changed(chosen);
        return new NewRole(
                chosen, rest.name(), rest.description(), rest.permissions(), rest.productPermissions(), rest.governs());
    }

    RoleChange changed(String ownKey) {
        var governed = new ArrayList<>(list(governs));
        governed.remove(ownKey);
        if (hasItself()) {
            governed.add(ownKey);
        }
        return new RoleChange(text(name), text(description), list(permissions), list(productPermissions), governed);
    }

    private String proposedKey(List<Role> existing) {
        var letters = NOT_KEY.matcher(Text.folded(text(name))).replaceAll("_").replaceAll("^[_0-9]+|_+$", "");
        var base = letters.isEmpty() ? "role" : letters.substring(0, Math.min(KEY_LENGTH, letters.length()));
        var proposed = base;
        for (int number = 2; isTaken(proposed, existing); number++) {
            proposed = base + "_" + number;
        }
        return proposed;
    }

    private static boolean isTaken(String key, List<Role> existing) {
        return !Roles.KEY.matcher(key).matches()
                || existing.stream().anyMatch(role -> role.key().equals(key));
    }

    boolean has(Permission permission) {
        return list(permissions).contains(permission.key());
    }

    public boolean hasProductPermission(String permission) {
        return list(productPermissions).contains(permission);
    }

    public boolean hasItself() {
        return Boolean.TRUE.equals(governsItself);
    }

    boolean governs(Role role) {
        return list(governs).contains(role.key());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static List<String> list(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }
}
