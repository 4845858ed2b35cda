package dev.roster.application;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where an application runs, and therefore whether it can keep a secret (RFC 6749, section 2.1). */
public enum ApplicationKind {
    /** On a server: keeps a secret, and signs people in. */
    WEB,
    /** In the browser: cannot keep a secret. */
    SPA,
    /** On the person's device: cannot keep a secret. */
    NATIVE,
    /** A program without people: keeps a secret, and gets tokens for itself. */
    SERVICE;

    public static Optional<ApplicationKind> find(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it has a secret. */
    public boolean isConfidential() {
        return this == WEB || this == SERVICE;
    }

    /** Whether people sign in to it. */
    public boolean hasPeople() {
        return this != SERVICE;
    }
}
