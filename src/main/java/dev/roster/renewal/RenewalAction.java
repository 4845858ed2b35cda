package dev.roster.renewal;

import dev.roster.audit.AuditAction;

/** What people do about an invitation that is of no more use to them. */
enum RenewalAction implements AuditAction {
    ASKED("invitation.renewal_requested");

    private final String action;

    RenewalAction(String action) {
        this.action = action;
    }

    @Override
    public String action() {
        return action;
    }
}
