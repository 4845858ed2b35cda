package dev.roster.ui;

/**
 * A password requirement as the page shows it. The browser ticks it off while the user types; the server decides.
 *
 * @param kind {@code min-length}, {@code lower}, {@code upper}, {@code digit}, {@code special}, or {@code server} for what
 *     only the server can check
 * @param number the required number of code points of that kind
 * @param missed whether the password that was sent does not meet it
 */
public record PasswordHint(String kind, int number, String text, boolean missed) {}
