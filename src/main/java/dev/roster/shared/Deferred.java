package dev.roster.shared;

/**
 * Marks SQL statements whose result nobody needs. In a transaction they are not sent at once, but in one round trip with the
 * transaction's next statement or its commit, in their order: what is read or written later sees them. The number of affected
 * rows is unknown, and an error, such as a violated constraint, is that of the statement or commit they are sent with.
 */
public final class Deferred {
    private static final String MARK = "/* deferred */ ";

    private Deferred() {}

    /** The same statement, marked. Without a transaction it runs at once. */
    public static String sql(String statement) {
        return MARK + statement;
    }

    public static boolean is(String statement) {
        return statement.startsWith(MARK);
    }
}
