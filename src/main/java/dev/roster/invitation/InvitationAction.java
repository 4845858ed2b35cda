package dev.roster.invitation;

import dev.roster.audit.AuditAction;

/** Audited actions on pending invitations; how they end is a {@link dev.roster.membership.Transition}. */
enum InvitationAction implements AuditAction {
    RESENT("invitation.resent"),
    LINK_COPIED("invitation.link_copied");

    private final String action;

    InvitationAction(String action) {
        this.action = action;
    }

    @Override
    public String action() {
        return action;
    }
}
