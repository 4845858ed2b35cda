package dev.roster.http;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where a page that was asked for may lead back to: only into this server, or it would be an open redirect. */
public final class LocalPath {
    private LocalPath() {}

    /** The path, if it is one of this server and nothing a browser reads as another; else the other. */
    public static String or(@Nullable String wanted, String other) {
        if (wanted == null || !wanted.startsWith("/") || wanted.startsWith("//")) {
            return other;
        }
        try {
            // Refuses a backslash, too, which browsers read as a slash.
            var uri = new URI(wanted);
            boolean local = uri.getScheme() == null && uri.getRawAuthority() == null && wanted.length() < 2_000;
            return local && wanted.chars().noneMatch(Character::isISOControl) ? wanted : other;
        } catch (URISyntaxException notAPath) {
            return other;
        }
    }
}
