package dev.roster.organization;

import dev.roster.shared.Problem;

/** What can go wrong with an organization. */
public enum OrganizationProblem implements Problem {
    SLUG_TAKEN("slug-taken", 409),
    ALREADY_LINKED("already-linked", 409),
    /** An organization would become its own ancestor. */
    LINK_LOOP("link-loop", 409);

    private final String code;
    private final int status;

    OrganizationProblem(String code, int status) {
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
