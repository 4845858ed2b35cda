package dev.roster.applicationuse;

import dev.roster.shared.Problem;

/** What can go wrong when an organization decides about applications. */
enum UseProblem implements Problem {
    /** Only the operator decides who uses it. */
    APPLICATION_NOT_OPTIONAL("application-not-optional", 409);

    private final String code;
    private final int status;

    UseProblem(String code, int status) {
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
