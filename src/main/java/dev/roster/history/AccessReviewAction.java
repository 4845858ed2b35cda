package dev.roster.history;

import dev.roster.audit.AuditAction;

/** Audited exports of who had access. */
enum AccessReviewAction implements AuditAction {
    EXPORTED("access.exported");

    private final String action;

    AccessReviewAction(String action) {
        this.action = action;
    }

    @Override
    public String action() {
        return action;
    }
}
