package dev.roster.setup;

import dev.roster.audit.AuditAction;

/** Audited actions on operators. */
enum OperatorAction implements AuditAction {
    CREATED("operator.created");

    private final String action;

    OperatorAction(String action) {
        this.action = action;
    }

    @Override
    public String action() {
        return action;
    }
}
