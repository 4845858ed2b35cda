package dev.roster.signin;

import dev.roster.shared.Problem;

/** What can go wrong when signing in. */
public enum SignInProblem implements Problem {
    /** Unknown, wrong, inactive, deleted or blocked: the same words for all of them. */
    SIGN_IN_REFUSED("sign-in-refused", 422),
    /** The password was proven too long ago, or not in this browser: it is asked for again. */
    SIGN_IN_EXPIRED("sign-in-expired", 422);

    private final String code;
    private final int status;

    SignInProblem(String code, int status) {
        this.code = code;
        this.status = status;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }
}
