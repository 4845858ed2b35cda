package dev.roster.people;

import dev.roster.audit.AuditAction;

/** Audited actions on users, except for status changes: those are in {@link dev.roster.membership.Transition}. */
enum UserAction implements AuditAction {
    EDITED("user.edited"),
    ROLE_CHANGED("user.role_changed");

    private final String action;

    UserAction(String action) {
        this.action = action;
    }

    @Override
    public String action() {
        return action;
    }
}
