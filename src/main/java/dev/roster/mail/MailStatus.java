package dev.roster.mail;

import java.util.Locale;

/** What has become of a mail. */
public enum MailStatus {
    QUEUED,
    SENT,
    /** There is no mail server: whoever may read it reads it here. */
    KEPT,
    FAILED,
    /** What it was about was over before it went. */
    OBSOLETE;

    /** As the database and the API spell it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MailStatus of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
