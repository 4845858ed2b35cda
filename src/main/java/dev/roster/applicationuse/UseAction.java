package dev.roster.applicationuse;

import dev.roster.audit.AuditAction;

/** Audited decisions of organizations about applications. */
enum UseAction implements AuditAction {
    DEACTIVATED("application.deactivated"),
    ACTIVATED("application.activated");

    private final String action;

    UseAction(String action) {
        this.action = action;
    }

    @Override
    public String action() {
        return action;
    }
}
