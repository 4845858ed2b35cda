package dev.roster.support;

import java.lang.StackWalker.StackFrame;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Counts how often requests wait for the database: each statement, or several that are sent together. Beginning a transaction
 * costs no round trip of its own; its commit does, and is not counted.
 */
public final class RoundTrips extends DelegatingDataSource {
    private static final StackWalker STACK = StackWalker.getInstance();
    private static final String COMMIT = "\ncommit";

    private static final List<String> SENT = new CopyOnWriteArrayList<>();
    private static volatile boolean recording;

    RoundTrips(DataSource source) {
        super(source);
    }

    /** What the server's requests send to the database while this runs. Only one may run at a time. */
    public static List<String> of(Runnable requests) {
        SENT.clear();
        recording = true;
        try {
            requests.run();
        } finally {
            recording = false;
        }
        return List.copyOf(SENT);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return Statements.of(super.getConnection(), RoundTrips::record);
    }

    private static void record(String sql) {
        if (recording && !sql.endsWith(COMMIT) && STACK.walk(frames -> frames.anyMatch(RoundTrips::isOfRequest))) {
            SENT.add(sql);
        }
    }

    private static boolean isOfRequest(StackFrame frame) {
        return frame.getClassName().startsWith("org.apache.catalina.");
    }
}
