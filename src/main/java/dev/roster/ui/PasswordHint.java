package dev.roster.ui;

/**
 * A password rule as the page shows it. The browser ticks it off while the person types; the server decides.
 *
 * @param kind {@code min-length}, {@code lower}, {@code upper}, {@code digit}, {@code special}, or {@code server} for
 *     what only the server can tell
 * @param number how many code points of that kind there must be
 */
public record PasswordHint(String kind, int number, String text) {}
