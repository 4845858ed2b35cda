package dev.roster.command;

import dev.roster.audit.AuditAction;

/** Audited actions on the installation itself. */
enum InstallationAction implements AuditAction {
    BACKED_UP("installation.backed_up"),
    RESTORED("installation.restored"),
    SECRET_ROTATED("secret.rotated"),
    SECRET_RETIRED("secret.retired");

    private final String action;

    InstallationAction(String action) {
        this.action = action;
    }

    @Override
    public String action() {
        return action;
    }
}
