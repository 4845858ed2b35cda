package dev.roster.profile;

import dev.roster.audit.AuditAction;

/** Audited decisions of users on who manages their account. */
enum OwnAccountAction implements AuditAction {
    GIVEN("user.account_given"),
    TAKEN_BACK("user.account_taken_back");

    private final String action;

    OwnAccountAction(String action) {
        this.action = action;
    }

    @Override
    public String action() {
        return action;
    }
}
