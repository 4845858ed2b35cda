package dev.roster.link;

import java.util.Arrays;
import java.util.Optional;

/** What a one-time link is for. A link never serves another purpose: the kind is part of what the token proves. */
public enum LinkKind {
    SET_PASSWORD("set_password"),
    RESET_PASSWORD("reset_password"),
    INVITATION("invitation"),
    EMAIL_CHANGE("email_change");

    private final String key;

    LinkKind(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    /** The path of the page behind it, without the token. */
    String path() {
        return this == INVITATION ? "/invitations/" : "/links/";
    }

    /** Whether an administrator may see the link to pass it on. */
    boolean mayBeCopied() {
        return this == INVITATION;
    }

    static Optional<LinkKind> find(String key) {
        return Arrays.stream(values()).filter(k -> k.key.equals(key)).findFirst();
    }
}
