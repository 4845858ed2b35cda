package dev.roster.credentials;

import dev.roster.audit.AuditAction;

/** Audited changes that others make to how a user signs in. */
enum CredentialsAction implements AuditAction {
    EMAIL_CHANGED("user.email_changed"),
    EMAIL_CONFIRMED("user.email_confirmed"),
    FACTORS_RESET("factor.reset"),
    SIGNED_OUT("user.signed_out"),
    PASSWORD_RESET_REQUESTED("password.reset_requested"),
    PASSWORD_GENERATED("password.generated_by_admin"),
    PASSWORD_SET("password.set_by_admin");

    private final String action;

    CredentialsAction(String action) {
        this.action = action;
    }

    @Override
    public String action() {
        return action;
    }
}
