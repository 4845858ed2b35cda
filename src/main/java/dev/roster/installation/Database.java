package dev.roster.installation;

/** The PostgreSQL that Roster keeps everything in. Closed after all who use it. */
public sealed interface Database extends AutoCloseable permits EmbeddedDatabase, GivenDatabase {
    /** With user and password, so never to be logged. */
    String jdbcUrl();

    @Override
    void close();
}
