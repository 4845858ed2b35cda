package dev.roster.http;

/** How many rows a page of a list has at most, 1 to 200. */
public record Limit(int rows) {
    public static final int MOST = 200;
    public static final Limit DEFAULT = new Limit(50);
}
