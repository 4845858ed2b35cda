package dev.roster.installation;

/** The PostgreSQL database that holds everything. Must be closed after everything that uses it. */
public sealed interface Database extends AutoCloseable permits EmbeddedDatabase, GivenDatabase {
    /** Contains user and password, so it must never be logged. */
    String jdbcUrl();

    @Override
    void close();
}
