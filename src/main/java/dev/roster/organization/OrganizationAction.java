package dev.roster.organization;

import dev.roster.audit.AuditAction;

/** Audited actions on organizations themselves. */
enum OrganizationAction implements AuditAction {
    CREATED("organization.created"),
    RENAMED("organization.renamed");

    private final String action;

    OrganizationAction(String action) {
        this.action = action;
    }

    @Override
    public String action() {
        return action;
    }
}
