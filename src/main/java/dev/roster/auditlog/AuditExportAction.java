package dev.roster.auditlog;

import dev.roster.audit.AuditAction;

/** Audited exports of the log itself. */
enum AuditExportAction implements AuditAction {
    EXPORTED("audit.exported");

    private final String action;

    AuditExportAction(String action) {
        this.action = action;
    }

    @Override
    public String action() {
        return action;
    }
}
