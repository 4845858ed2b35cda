package dev.roster.organization;

import dev.roster.audit.AuditAction;

/** Audited when companies are linked. */
enum CompanyAction implements AuditAction {
    LINKED("company.linked"),
    UNLINKED("company.unlinked");

    private final String action;

    CompanyAction(String action) {
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
