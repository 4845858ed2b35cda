package dev.roster.installation;

import java.util.Locale;

/** The names of the settings; {@code docs/configuration.md} explains them. */
enum Setting {
    PORT,
    ADDRESS,
    PUBLIC_URL,
    TRUSTED_PROXIES,
    DATA_DIR,
    DATABASE_URL,
    SECRET,
    SMTP_URL,
    MAIL_FROM,
    BOOTSTRAP_TOKEN,
    DEMO,
    LOG_FORMAT;

    static final String PREFIX = "ROSTER_";

    String variable() {
        return PREFIX + name();
    }

    String flag() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a value may hold something that must never be shown, not even in the sentence that refuses it. */
    boolean confidential() {
        return switch (this) {
            case DATABASE_URL, SECRET, SMTP_URL, BOOTSTRAP_TOKEN -> true;
            default -> false;
        };
    }
}
