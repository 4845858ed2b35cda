package dev.roster.mail;

/** An email could not be delivered. The message goes to the log and the console: it contains no secret. */
final class UndeliveredException extends RuntimeException {
    /** What follows from a failure. */
    enum Scope {
        /** This email will never be accepted. */
        FOR_GOOD,
        /** This email may be accepted later. */
        FOR_NOW,
        /** The server accepts no emails at all at the moment, so others need not be tried. */
        SERVER
    }

    private final String reason;
    private final Scope scope;

    UndeliveredException(String reason, Scope scope) {
        super(reason, null, false, false);
        this.reason = reason;
        this.scope = scope;
    }

    String reason() {
        return reason;
    }

    Scope scope() {
        return scope;
    }
}
