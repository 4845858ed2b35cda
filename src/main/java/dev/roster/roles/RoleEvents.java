package dev.roster.roles;

import dev.roster.access.Permission;
import dev.roster.audit.NewAuditEvent;
import dev.roster.role.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The audit events of roles: always with the name, which is all that identifies a deleted role. */
final class RoleEvents {
    private RoleEvents() {}

    static NewAuditEvent created(Role role, List<Role> all) {
        return NewAuditEvent.of(RoleAction.CREATED)
                .to("role", role.id().value())
                .after(values(role, all));
    }

    static NewAuditEvent changed(Role before, Role after, List<Role> all) {
        return NewAuditEvent.of(RoleAction.CHANGED)
                .to("role", after.id().value())
                .before(values(before, all))
                .after(values(after, all));
    }

    static NewAuditEvent deleted(Role role, List<Role> all) {
        return NewAuditEvent.of(RoleAction.DELETED)
                .to("role", role.id().value())
                .before(values(role, all));
    }

    private static Map<String, Object> values(Role role, List<Role> all) {
        var values = new LinkedHashMap<String, Object>();
        values.put("key", role.key());
        values.put("name", role.name());
        values.put("description", role.description());
        values.put(
                "permissions",
                Permission.ordered(role.permissions()).stream()
                        .map(Permission::key)
                        .toList());
        values.put("productPermissions", role.productPermissions());
        values.put("governs", Roles.keys(role.governs(), all));
        return values;
    }
}
