package dev.roster.mail;

/** Thrown where a mail could not be handed over. Its message goes to the log and the console: it holds no secret. */
final class UndeliveredException extends RuntimeException {
    private final boolean permanent;

    /** @param permanent whether trying again later is no use */
    UndeliveredException(String reason, boolean permanent) {
        super(reason, null, false, false);
        this.permanent = permanent;
    }

    boolean permanent() {
        return permanent;
    }
}
