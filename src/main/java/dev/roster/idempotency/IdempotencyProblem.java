package dev.roster.idempotency;

import dev.roster.shared.Problem;

/** What can go wrong with an {@code Idempotency-Key}. */
public enum IdempotencyProblem implements Problem {
    /** The first request with this key is still in progress. */
    KEY_IN_USE("idempotency-key-in-use", 409),
    KEY_REUSED("idempotency-key-reused", 422),
    /** The token that repeats the request may no longer do what the answer is about. */
    ANSWER_WITHHELD("answer-withheld", 403),
    /** It named a person who has since been erased. */
    ANSWER_ERASED("idempotency-answer-erased", 410);

    private final String code;
    private final int status;

    IdempotencyProblem(String code, int status) {
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
