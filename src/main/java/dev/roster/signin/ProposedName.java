package dev.roster.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The name that the sign-in page proposes to a person who has just registered or set a password in this browser. A cookie for a
 * few minutes and not a part of the URL, since URLs are logged. It is under the user's control and nothing depends on it.
 */
public final class ProposedName {
    static final String COOKIE = "sign-in-name";
    private static final int SECONDS = 600;
    private static final int MOST = 1_000;

    private ProposedName() {}

    /** Proposes this name at the next sign-in. */
    public static void leave(HttpServletResponse response, String name) {
        var value = Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
        set(response, value.length() > MOST ? "" : value, SECONDS);
    }

    /** The person has signed in. */
    static void forget(HttpServletResponse response) {
        set(response, "", 0);
    }

    /** The name in the cookie, or empty. */
    static String read(@Nullable String cookie) {
        if (cookie == null || cookie.length() > MOST) {
            return "";
        }
        try {
            return new String(Base64.getUrlDecoder().decode(cookie), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            return "";
        }
    }

    private static void set(HttpServletResponse response, String value, int seconds) {
        var cookie = new Cookie(COOKIE, value);
        cookie.setPath("/login");
        cookie.setHttpOnly(true);
        cookie.setMaxAge(seconds);
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }
}
