package dev.roster.link;

import dev.roster.shared.Problem;

/** Why a link is invalid. Each is shown as a plain page that says so and what to do next. */
public enum LinkProblem implements Problem {
    /** Forged, truncated, superseded or for another purpose: nothing more is disclosed. */
    LINK_UNKNOWN("link-unknown", 404),
    LINK_EXPIRED("link-expired", 410),
    LINK_USED("link-used", 410);

    private final String code;
    private final int status;

    LinkProblem(String code, int status) {
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
