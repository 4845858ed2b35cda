package dev.roster.directory;

import dev.roster.audit.AuditAction;

/** What is recorded of exports of users. */
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
