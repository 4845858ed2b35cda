package dev.roster.history;

import dev.roster.shared.Problem;

/** What can go wrong when a change is reverted. */
public enum HistoryProblem implements Problem {
    /** It was changed again in the meantime. */
    CHANGED_SINCE("changed-since", 409),
    /** There is no inverse of this change. */
    NOT_REVERTIBLE("not-revertible", 409);

    private final String code;
    private final int status;

    HistoryProblem(String code, int status) {
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
