package dev.roster.mail;

import dev.roster.shared.Problem;

/** What can go wrong with emails. */
public enum MailProblem implements Problem {
    /** Only a failed email can be retried. */
    NOT_FAILED("mail-not-failed", 409);

    private final String code;
    private final int status;

    MailProblem(String code, int status) {
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
