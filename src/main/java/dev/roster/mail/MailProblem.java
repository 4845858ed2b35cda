package dev.roster.mail;

import dev.roster.shared.Problem;

/** What can go wrong with mails. */
public enum MailProblem implements Problem {
    /** Only what has failed can be tried again. */
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
