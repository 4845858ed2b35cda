package dev.roster.web;

import java.util.Arrays;

/** The version of a resource, as {@code ETag} and {@code If-Match} carry it (RFC 9110, sections 8.8.3 and 13.1.1). */
public final class EntityTag {
    private EntityTag() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** Whether an {@code If-Match} names this version. */
    public static boolean matches(String ifMatch, long version) {
        return ifMatch.strip().equals("*")
                || Arrays.stream(ifMatch.split(",")).anyMatch(tag -> tag.strip().equals(of(version)));
    }
}
