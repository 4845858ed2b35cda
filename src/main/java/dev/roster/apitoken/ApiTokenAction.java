package dev.roster.apitoken;

import dev.roster.audit.AuditAction;

/** Audited actions on API tokens. */
enum ApiTokenAction implements AuditAction {
    CREATED("api_token.created"),
    REVOKED("api_token.revoked"),
    ENDED("api_token.ended");

    private final String action;

    ApiTokenAction(String action) {
        this.action = action;
    }

    @Override
    public String action() {
        return action;
    }
}
