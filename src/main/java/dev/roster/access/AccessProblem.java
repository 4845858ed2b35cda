package dev.roster.access;

import dev.roster.shared.Problem;

/** What can go wrong before anything else: the answers that do not depend on a feature. */
public enum AccessProblem implements Problem {
    /** Not there, or not yours: the same answer. */
    NOT_FOUND("not-found", 404),
    FORBIDDEN("forbidden", 403),
    UNAUTHENTICATED("unauthenticated", 401),
    STALE("stale", 409),
    TOO_MANY_REQUESTS("too-many-requests", 429),
    /** Too much of something costly is asked for at once, by whomever: names {@code retryAfter} in seconds. */
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
