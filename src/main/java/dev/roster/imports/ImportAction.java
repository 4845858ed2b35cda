package dev.roster.imports;

import dev.roster.audit.AuditAction;

/** Audited actions on imports themselves; their effects are recorded separately. */
enum ImportAction implements AuditAction {
    QUEUED("import.queued"),
    CONTINUED("import.continued"),
    MAILED("import.mailed"),
    DONE("import.done"),
    FAILED("import.failed");

    private final String action;

    ImportAction(String action) {
        this.action = action;
    }

    @Override
    public String action() {
        return action;
    }
}
