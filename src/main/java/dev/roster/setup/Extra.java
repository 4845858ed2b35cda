package dev.roster.setup;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A person in the demo data who is not in the cast.
 *
 * @param role the key of a role
 * @param joined how long ago the account was created
 * @param signedIn how long ago they last signed in, or null if never
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

    /** What happened after their account was created. */
    enum Status {
        WORKS_HERE,
        /** Has not opened the email yet. */
        NEW,
        /** Did not answer the invitation in time. */
        LATE,
        DECLINED,
        DEACTIVATED,
        DELETED
    }
}
