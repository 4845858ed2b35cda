package dev.roster.factors;

import dev.roster.ui.FormErrors;

/** Thrown instead of taking a form from a person who has to use their second factor again first. */
final class StepUpNeededException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient FormErrors errors;

    StepUpNeededException(FormErrors errors) {
        super("a second factor is needed");
        this.errors = errors;
    }

    /** What was wrong with the code; none if it was not asked for yet. */
    FormErrors errors() {
        return errors;
    }
}
