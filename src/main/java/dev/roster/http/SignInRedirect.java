package dev.roster.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Leads people who have to sign in first to the sign-in page, and from there back to the page that they were on. */
public final class SignInRedirect {
    /** Sent by htmx, which requests only a piece of a page. */
    private static final String PIECE = "HX-Request";

    private static final String PAGE_OF_PIECE = "HX-Current-URL";

    /** Obeyed by htmx instead of showing the answer as a piece of the page. */
    public static final String OF_PIECE = "HX-Redirect";

    private SignInRedirect() {}

    /** Whether a script asks for a piece of a page, in which no other page must be shown. */
    public static boolean isForPiece(HttpServletRequest request) {
        return request.getHeader(PIECE) != null;
    }

    /** The path of the sign-in page, with the page to return to: a submitted form and a piece of a page are none. */
    public static String path(HttpServletRequest request) {
        return "/login?next=" + URLEncoder.encode(page(request), StandardCharsets.UTF_8);
    }

    private static String here(HttpServletRequest request, @Nullable String url) {
        return PublicPath.removed(PublicPath.of(request), LocalPath.ofUrl(url, "/"));
    }

    private static String page(HttpServletRequest request) {
        if (isForPiece(request)) {
            return here(request, request.getHeader(PAGE_OF_PIECE));
        }
        if (!request.getMethod().equals("GET")) {
            return here(request, request.getHeader("Referer"));
        }
        var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        return LocalPath.or(request.getRequestURI() + query, "/");
    }
}
