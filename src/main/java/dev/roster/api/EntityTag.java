package dev.roster.api;

import dev.roster.access.Expected;
import dev.roster.http.WebProblem;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The version of a resource, as {@code ETag} and {@code If-Match} carry it (RFC 9110, sections 8.8.3 and 13.1.1). */
public final class EntityTag {
    private EntityTag() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** The version that an {@code If-Match} allows to be changed; null for any (RFC 9110, section 13.1.1). */
    public static Expected expected(@Nullable String ifMatch) {
        return ifMatch == null
                ? Expected.ANY
                : Expected.of(version -> matches(ifMatch, version), WebProblem.PRECONDITION_FAILED);
    }

    private static boolean matches(String ifMatch, long version) {
        return ifMatch.strip().equals("*")
                || Arrays.stream(ifMatch.split(",")).anyMatch(tag -> tag.strip().equals(of(version)));
    }
}
