package dev.roster.access;

import dev.roster.shared.Problem;

/** Problems that do not depend on a feature and are checked first. */
public enum AccessProblem implements Problem {
    /** Does not exist or is not accessible: the answer is the same. */
    NOT_FOUND("not-found", 404),
    FORBIDDEN("forbidden", 403),
    UNAUTHENTICATED("unauthenticated", 401),
    STALE("stale", 409),
    TOO_MANY_REQUESTS("too-many-requests", 429),
    /** Too many expensive requests at once, from anyone: carries {@code retryAfter} in seconds. */
    BUSY("busy", 503);

    private final String code;
    private final int status;

    AccessProblem(String code, int status) {
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
