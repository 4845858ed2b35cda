package dev.roster.health;

/**
 * A kind of statement that PostgreSQL has executed.
 *
 * @param statement its beginning, with numbers in place of its parameters
 * @param millis what it takes on average
 */
public record SlowStatement(String statement, long calls, double millis) {}
