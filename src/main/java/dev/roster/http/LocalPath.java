package dev.roster.http;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where to go after signing in: only within this server, otherwise it would be an open redirect. */
public final class LocalPath {
    private LocalPath() {}

    /** The path and query of a URL of a page on this server, as browsers report it; whichever host it claims does not count. */
    public static String ofUrl(@Nullable String url, String other) {
        if (url == null) {
            return other;
        }
        try {
            var uri = new URI(url);
            var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return or(uri.getRawPath() + query, other);
        } catch (URISyntaxException notAUrl) {
            return other;
        }
    }

    /** The path, if it stays on this server however a browser reads it; otherwise the fallback. */
    public static String or(@Nullable String wanted, String other) {
        if (wanted == null || !wanted.startsWith("/") || wanted.startsWith("//")) {
            return other;
        }
        try {
            // Also refuses a backslash, which browsers treat as a slash.
            var uri = new URI(wanted);
            boolean local = uri.getScheme() == null && uri.getRawAuthority() == null && wanted.length() < 2_000;
            return local && wanted.chars().noneMatch(Character::isISOControl) ? wanted : other;
        } catch (URISyntaxException notAPath) {
            return other;
        }
    }
}
