package dev.roster.people;

import dev.roster.audit.AuditAction;

/** What is recorded of users, apart from how they come and go: that is a {@link dev.roster.membership.Transition}. */
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
