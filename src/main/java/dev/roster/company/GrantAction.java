package dev.roster.company;

import dev.roster.audit.AuditAction;

/** Audited actions on grants. */
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
