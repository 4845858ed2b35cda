package dev.roster.groups;

import dev.roster.audit.AuditAction;

/** Audited actions on groups and their members. */
enum GroupAction implements AuditAction {
    CREATED("group.created"),
    CHANGED("group.changed"),
    DELETED("group.deleted"),
    MEMBERS_CHANGED("user.groups_changed");

    private final String action;

    GroupAction(String action) {
        this.action = action;
    }

    @Override
    public String action() {
        return action;
    }
}
