package dev.roster.home;

import java.util.Arrays;

/** What is counted in each organization once a day. The keys are stored; they never change. */
enum Figure {
    ACTIVE("status.active"),
    PENDING("status.pending"),
    INVITED("status.invited"),
    INACTIVE("status.inactive"),
    /** Active people by when they last signed in, in days. */
    SEEN_30("seen.30"),
    SEEN_90("seen.90"),
    SEEN_365("seen.365"),
    SEEN_EARLIER("seen.earlier"),
    SEEN_NEVER("seen.never"),
    SIGN_INS("sign_ins"),
    FAILED_SIGN_INS("failed_sign_ins");

    private final String key;

    Figure(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    static Figure of(String key) {
        return Arrays.stream(values())
                .filter(figure -> figure.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no figure " + key));
    }
}
