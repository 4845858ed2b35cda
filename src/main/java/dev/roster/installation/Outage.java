package dev.roster.installation;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recognises failures that say nothing about a request, only that the database cannot serve it at the moment. */
public final class Outage {
    private static final int MOST_CAUSES = 20;

    /** The connection is gone; no disk, memory or connection is left; the disk fails (PostgreSQL, appendix A). */
    private static final Set<String> CLASSES = Set.of("08", "53", "58");

    /** Stopped by an administrator or a crash, not up yet, or a stand-by that has been the primary until now. */
    private static final Set<String> STATES = Set.of("57P01", "57P02", "57P03", "57P05", "25006");

    private static final String NOT_SUPPORTED = "0A000";

    /** Another node has just migrated a table; the next attempt is planned anew. */
    private static final String STALE_PLAN = "cached plan must not change result type";

    private Outage() {}

    /** Whether this is the reason for a failure. */
    public static boolean isBehind(Throwable failure) {
        return find(failure).isPresent();
    }

    /** What the database or its driver said about it, on one line; empty if a failure has other reasons. */
    public static Optional<String> find(Throwable failure) {
        int causes = 0;
        for (@Nullable Throwable cause = failure; cause != null && causes < MOST_CAUSES; cause = cause.getCause()) {
            if (cause instanceof SQLException known && isOutage(known)) {
                return Optional.of(oneLine(known));
            }
            causes++;
        }
        return Optional.empty();
    }

    /** Nothing of the statement is in the messages of these. */
    static String oneLine(SQLException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private static boolean isOutage(SQLException failure) {
        var state = failure.getSQLState();
        if (state == null) {
            // The pool has no connection to give.
            return failure instanceof SQLTransientConnectionException;
        }
        return CLASSES.contains(state.substring(0, Math.min(2, state.length())))
                || STATES.contains(state)
                || (state.equals(NOT_SUPPORTED)
                        && String.valueOf(failure.getMessage()).contains(STALE_PLAN));
    }
}
