package dev.roster.setup;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of the demo data without a part to play.
 *
 * @param role the key of a role
 * @param joined how long ago the account was made
 * @param signedIn how long ago the last sign-in was, or null where there was none yet
 */
record Extra(
        String firstName,
        String lastName,
        String address,
        String role,
        String locale,
        Status status,
        Duration joined,
        @Nullable Duration signedIn) {

    /** How it went on with them after their account was made. */
    enum Status {
        WORKS_HERE,
        /** Has not opened the mail yet. */
        NEW,
        /** Has not answered the invitation in time. */
        LATE,
        DECLINED,
        DEACTIVATED,
        DELETED
    }
}
