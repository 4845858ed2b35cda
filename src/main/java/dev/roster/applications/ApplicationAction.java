package dev.roster.applications;

import dev.roster.audit.AuditAction;

/** Audited actions on applications. */
enum ApplicationAction implements AuditAction {
    CREATED("application.created"),
    CHANGED("application.changed"),
    SECRET_ADDED("application.secret_added"),
    DELETED("application.deleted");

    private final String action;

    ApplicationAction(String action) {
        this.action = action;
    }

    @Override
    public String action() {
        return action;
    }
}
