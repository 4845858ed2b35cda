package dev.roster.ui;

import dev.roster.http.Texts;
import dev.roster.shared.Ids;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/**
 * Carries a form's success message across the redirect that follows (POST, 303, GET), once. It is a cookie under the user's
 * control: nothing depends on it, and its text is escaped like any other.
 */
public final class Flash {
    static final String COOKIE = "flash";
    private static final String UNDO_COOKIE = "undo";
    private static final String SEPARATOR = "\u001f";

    /** Before a number: a text may consist of digits, too. */
    private static final String NUMBER = "\u001e";

    private Flash() {}

    /** Leaves a message for the next page. The arguments are converted to text, except for whole numbers. */
    public static void leave(HttpServletResponse response, String key, Object... arguments) {
        var parts = new StringBuilder(key);
        for (var argument : arguments) {
            parts.append(SEPARATOR)
                    .append(argument instanceof Integer || argument instanceof Long ? NUMBER : "")
                    .append(argument);
        }
        var value = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(parts.toString().getBytes(StandardCharsets.UTF_8));
        set(response, COOKIE, value.length() > 2000 ? "" : value, 60);
    }

    /** Offers, beside the message, to undo what it is about. */
    public static void offerUndo(HttpServletResponse response, UUID undo) {
        set(response, UNDO_COOKIE, undo.toString(), 60);
    }

    /** The id of what can be undone, or null. */
    static @Nullable String takeUndo(HttpServletRequest request, HttpServletResponse response) {
        var cookie = WebUtils.getCookie(request, UNDO_COOKIE);
        if (cookie == null || cookie.getValue().isEmpty()) {
            return null;
        }
        set(response, UNDO_COOKIE, "", 0);
        return Ids.read(cookie.getValue()).map(UUID::toString).orElse(null);
    }

    /** @param mails whether emails reach anyone; if not, a message that says so is preferred, under the key with {@code .kept} */
    static @Nullable String take(HttpServletRequest request, HttpServletResponse response, Texts texts, boolean mails) {
        var cookie = WebUtils.getCookie(request, COOKIE);
        if (cookie == null || cookie.getValue().isEmpty()) {
            return null;
        }
        set(response, COOKIE, "", 0);
        try {
            var text = new String(Base64.getUrlDecoder().decode(cookie.getValue()), StandardCharsets.UTF_8);
            List<String> parts = Arrays.asList(text.split(SEPARATOR, -1));
            var said = parts.getFirst();
            var key = !mails && texts.has(said + ".kept") ? said + ".kept" : said;
            return key.startsWith("done.") && texts.has(key)
                    ? texts.get(
                            key,
                            parts.subList(1, parts.size()).stream()
                                    .map(Flash::argument)
                                    .toArray())
                    : null;
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }

    private static Object argument(String part) {
        return part.startsWith(NUMBER) ? Long.valueOf(part.substring(NUMBER.length())) : part;
    }

    private static void set(HttpServletResponse response, String name, String value, int seconds) {
        var cookie = new Cookie(name, value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setMaxAge(seconds);
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }
}
