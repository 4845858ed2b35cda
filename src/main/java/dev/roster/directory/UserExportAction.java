package dev.roster.directory;

import dev.roster.audit.AuditAction;

/** Audited exports of users. */
enum UserExportAction implements AuditAction {
    EXPORTED("users.exported");

    private final String action;

    UserExportAction(String action) {
        this.action = action;
    }

    @Override
    public String action() {
        return action;
    }
}
