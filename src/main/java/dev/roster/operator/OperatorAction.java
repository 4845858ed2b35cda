package dev.roster.operator;

import dev.roster.audit.AuditAction;

/** Audited actions on operators. */
public enum OperatorAction implements AuditAction {
    CREATED("operator.created"),
    PASSWORD_RESET("operator.password_reset"),
    FACTORS_RESET("operator.factor_reset"),
    REMOVED("operator.removed");

    private final String action;

    OperatorAction(String action) {
        this.action = action;
    }

    @Override
    public String action() {
        return action;
    }
}
