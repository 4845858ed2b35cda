package dev.roster.company;

import dev.roster.audit.AuditAction;

/** What is recorded of grants. */
enum GrantAction implements AuditAction {
    CREATED("grant.created"),
    REVOKED("grant.revoked");

    private final String action;

    GrantAction(String action) {
        this.action = action;
    }

    @Override
    public String action() {
        return action;
    }

    @Override
    public boolean isRecordedInBoth() {
        return true;
    }
}
