package dev.roster.signin;

import dev.roster.audit.AuditAction;

/** Audited sign-ins, and changes to how users sign in. */
enum SignInAction implements AuditAction {
    SIGNED_IN("user.signed_in"),
    SIGN_IN_FAILED("user.sign_in_failed"),
    SIGN_INS_FAILED("user.sign_ins_failed"),
    PASSWORD_INITIAL_SET("password.initial_set"),
    PASSWORD_CHANGED("password.changed"),
    PASSWORD_RESET("password.reset"),
    PASSWORD_DROPPED("password.dropped");

    private final String action;

    SignInAction(String action) {
        this.action = action;
    }

    @Override
    public String action() {
        return action;
    }
}
