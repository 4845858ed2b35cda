package dev.roster.api;

/** How many rows a page of a list has at most, 1 to 200. */
public record PageSize(int rows) {
    public static final int MOST = 200;
    public static final PageSize DEFAULT = new PageSize(50);
}
