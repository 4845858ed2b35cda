package dev.roster.creation;

import dev.roster.audit.AuditAction;

/** Audited actions of a creation. */
enum CreationAction implements AuditAction {
    CREATED("user.created");

    private final String action;

    CreationAction(String action) {
        this.action = action;
    }

    @Override
    public String action() {
        return action;
    }
}
