package dev.roster.api;

/** The maximum number of rows on a page of a list, 1 to 200. */
public record PageSize(int rows) {
    public static final int MOST = 200;
    public static final PageSize DEFAULT = new PageSize(50);
}
