package dev.roster.roles;

import dev.roster.access.Permission;
import dev.roster.organization.Policy;
import dev.roster.role.Role;
import dev.roster.shared.Bounds;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import dev.roster.shared.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the input of a role, given the existing roles and the policy. Writes nothing. */
final class RoleReader {
    private final List<Role> existing;
    private final Policy policy;
    private final InvalidException.Collector errors = new InvalidException.Collector();

    RoleReader(List<Role> existing, Policy policy) {
        this.existing = existing;
        this.policy = policy;
    }

    Role made(OrganizationId organization, NewRole typed) {
        if (!Roles.KEY.matcher(typed.key()).matches()) {
            errors.add("key", typed.key().isBlank() ? "required" : "role-key");
        }
        int position = existing.isEmpty() ? 0 : existing.getLast().position() + 1;
        return read(RoleId.next(), organization, typed.key(), typed.rest(), position, 1);
    }

    Role changed(Role before, RoleChange typed) {
        return read(before.id(), before.organization(), before.key(), typed, before.position(), before.version());
    }

    private Role read(
            RoleId id, OrganizationId organization, String key, RoleChange typed, int position, long version) {
        var name = name(typed.name());
        var description = description(typed.description());
        if (typed.permissions().stream().anyMatch(p -> Permission.find(p).isEmpty())) {
            errors.add("permissions", "unknown");
        }
        var defined = policy.productPermissionKeys();
        if (!defined.containsAll(typed.productPermissions())) {
            errors.add("productPermissions", "unknown");
        }
        Map<String, RoleId> ids = new HashMap<>(existing.stream().collect(Collectors.toMap(Role::key, Role::id)));
        ids.putIfAbsent(key, id);
        if (!ids.keySet().containsAll(typed.governs())) {
            errors.add("governs", "unknown");
        }
        errors.throwIfAny();
        return new Role(
                id,
                organization,
                key,
                name,
                description,
                permissions(typed),
                defined.stream().filter(typed.productPermissions()::contains).toList(),
                governs(typed, ids),
                position,
                version);
    }

    private String name(String typed) {
        var name = Text.tidy(typed);
        if (name.isEmpty()) {
            errors.add("name", "required");
        } else if (name.length() > Bounds.SHORT_NAME) {
            errors.add("name", "too-long", Bounds.SHORT_NAME);
        } else if (Text.hasControlCharacters(name)) {
            errors.add("name", "control-characters");
        }
        return name;
    }

    private String description(String typed) {
        var description = Text.tidy(typed);
        if (description.length() > Bounds.DESCRIPTION) {
            errors.add("description", "too-long", Bounds.DESCRIPTION);
        } else if (Text.hasControlCharacters(description)) {
            errors.add("description", "control-characters");
        }
        return description;
    }

    private static Set<Permission> permissions(RoleChange typed) {
        return typed.permissions().stream()
                .flatMap(p -> Permission.find(p).stream())
                .collect(Collectors.toSet());
    }

    private static Set<RoleId> governs(RoleChange typed, Map<String, RoleId> ids) {
        return typed.governs().stream()
                .map(key -> Objects.requireNonNull(ids.get(key)))
                .collect(Collectors.toSet());
    }
}
