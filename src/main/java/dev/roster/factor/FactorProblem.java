package dev.roster.factor;

import dev.roster.shared.Problem;

/** What can go wrong with second factors. */
public enum FactorProblem implements Problem {
    /** There is one authenticator app already. */
    AUTHENTICATOR_EXISTS("authenticator-exists", 409),
    /** An organization requires a second factor, and this is the only one. */
    LAST_FACTOR("last-factor", 409);

    private final String code;
    private final int status;

    FactorProblem(String code, int status) {
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
