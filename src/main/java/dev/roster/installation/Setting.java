package dev.roster.installation;

import java.util.Locale;
import java.util.regex.Pattern;

/** The names of the settings; {@code docs/configuration.md} explains them. */
enum Setting {
    PORT,
    ADDRESS,
    PUBLIC_URL,
    TRUSTED_PROXIES,
    DATA_DIR,
    DATABASE_URL,
    READ_DATABASE_URL,
    SECRET,
    SMTP_URL,
    MAIL_FROM,
    BOOTSTRAP_TOKEN,
    BACKUP_PASSPHRASE,
    DEMO,
    LOG_FORMAT,
    ACCESS_LOG,
    STOP_PAUSE,
    TLS_CERTIFICATE,
    TLS_KEY;

    /** The parameters of pgjdbc, including {@code sslpassword}. */
    private static final Pattern PASSWORD_PARAMETER = Pattern.compile("(?i)password\\s*=|//[^/]*@");

    static final String PREFIX = "ROSTER_";

    String variable() {
        return PREFIX + name();
    }

    String flag() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For a confidential setting: names a file that contains its value. */
    String fileVariable() {
        return variable() + "_FILE";
    }

    String fileFlag() {
        return flag() + "-file";
    }

    /** Whether this value is or contains a secret. Every user of the machine can read flags. */
    boolean isSecret(String value) {
        return switch (this) {
            case SECRET, BOOTSTRAP_TOKEN, BACKUP_PASSPHRASE -> !value.isEmpty();
            case DATABASE_URL, READ_DATABASE_URL ->
                PASSWORD_PARAMETER.matcher(value).find();
            case SMTP_URL -> value.contains("@");
            default -> false;
        };
    }

    /** Whether a value may contain something that must never be shown, not even in the sentence that refuses it. */
    boolean confidential() {
        return switch (this) {
            case DATABASE_URL, READ_DATABASE_URL, SECRET, SMTP_URL, BOOTSTRAP_TOKEN, BACKUP_PASSPHRASE -> true;
            default -> false;
        };
    }
}
