package dev.roster.oidc;

import dev.roster.shared.Problem;

/** What a person sees if an application sends them with a request that cannot be answered to it. */
public enum OidcProblem implements Problem {
    REQUEST_REFUSED("application-request-refused", 400),
    /** In none of their organizations. */
    APPLICATION_NOT_YOURS("application-not-yours", 403);

    private final String code;
    private final int status;

    OidcProblem(String code, int status) {
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
