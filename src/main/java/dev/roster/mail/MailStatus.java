package dev.roster.mail;

import java.util.Locale;

/** The status of an email. */
public enum MailStatus {
    QUEUED,
    SENT,
    /** There is no mail server: it can only be read here. */
    KEPT,
    FAILED,
    /** Its subject was over before it was sent. */
    OBSOLETE;

    /** As spelled in the database and the API. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MailStatus of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
