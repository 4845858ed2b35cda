package dev.roster.mail;

/** An email could not be delivered. The message goes to the log and the console: it contains no secret. */
final class UndeliveredException extends RuntimeException {
    private final String reason;
    private final boolean permanent;

    /** @param permanent whether trying again later is pointless */
    UndeliveredException(String reason, boolean permanent) {
        super(reason, null, false, false);
        this.reason = reason;
        this.permanent = permanent;
    }

    String reason() {
        return reason;
    }

    boolean permanent() {
        return permanent;
    }
}
