package dev.roster.policy;

import dev.roster.audit.AuditAction;

/** Audited changes of policies. */
enum PolicyAction implements AuditAction {
    CHANGED("organization.policy_changed");

    private final String action;

    PolicyAction(String action) {
        this.action = action;
    }

    @Override
    public String action() {
        return action;
    }
}
