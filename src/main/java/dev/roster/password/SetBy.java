package dev.roster.password;

import java.util.Arrays;
import java.util.Locale;

/** Who chose a password: decides what becomes of it when the mailbox of its account is proven. */
public enum SetBy {
    /** An administrator typed or generated it, or an import brought it: others know it, or may. */
    OTHERS,
    /** Somebody who was in the account, or had a copied link, and has not shown that the mailbox is theirs. */
    HOLDER,
    /** The person who owns the mailbox: behind a mailed link, or knowing such a password. */
    OWNER;

    /** As the database stores it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SetBy of(String key) {
        return Arrays.stream(values())
                .filter(setBy -> setBy.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
