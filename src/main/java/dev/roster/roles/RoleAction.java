package dev.roster.roles;

import dev.roster.audit.AuditAction;

/** Audited actions on roles. */
enum RoleAction implements AuditAction {
    CREATED("role.created"),
    CHANGED("role.changed"),
    DELETED("role.deleted");

    private final String action;

    RoleAction(String action) {
        this.action = action;
    }

    @Override
    public String action() {
        return action;
    }
}
