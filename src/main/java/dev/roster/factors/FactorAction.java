package dev.roster.factors;

import dev.roster.audit.AuditAction;

/** Audited changes of people's own second factors. */
enum FactorAction implements AuditAction {
    ADDED("factor.added"),
    REMOVED("factor.removed"),
    RECOVERY_CODES_RENEWED("factor.recovery_codes_renewed");

    private final String action;

    FactorAction(String action) {
        this.action = action;
    }

    @Override
    public String action() {
        return action;
    }
}
