package dev.roster.http;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The path of the public URL: the prefix of every path that leaves Roster. Nothing inside knows it: requests lose it on their
 * way in, and pages and headers get it on their way out.
 */
public final class PublicPath {
    private static final String ATTRIBUTE = PublicPath.class.getName();

    private PublicPath() {}

    /** The prefix of this installation, such as {@code /roster}; usually empty. */
    public static String of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String prefix ? prefix : "";
    }

    /** Makes the prefix known to whatever handles the request. */
    public static void note(HttpServletRequest request, String prefix) {
        request.setAttribute(ATTRIBUTE, prefix);
    }

    /** The path with the prefix, if it is a path on this server. */
    public static String added(String prefix, String path) {
        boolean ours = path.startsWith("/") && !path.startsWith("//");
        return ours ? prefix + path : path;
    }

    /** The path without the prefix, if it has it: a proxy may have removed it. */
    public static String removed(String prefix, String path) {
        if (prefix.isEmpty() || !path.startsWith(prefix)) {
            return path;
        }
        var rest = path.substring(prefix.length());
        return rest.isEmpty() ? "/" : rest.startsWith("/") ? rest : path;
    }
}
