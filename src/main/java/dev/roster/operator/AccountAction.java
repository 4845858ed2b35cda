package dev.roster.operator;

import dev.roster.audit.AuditAction;

/** Audited when an operator blocks a person. */
enum AccountAction implements AuditAction {
    BLOCKED("user.blocked"),
    UNBLOCKED("user.unblocked");

    private final String action;

    AccountAction(String action) {
        this.action = action;
    }

    @Override
    public String action() {
        return action;
    }
}
