package dev.roster.ui;

import dev.roster.access.Actor;
import dev.roster.http.ActorFilter;
import dev.roster.http.Languages;
import dev.roster.http.Texts;
import dev.roster.http.TimeZones;
import dev.roster.installation.Settings;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Creates the {@link Screen} of a request. */
@Component
public final class Screens {
    /** The chosen language before signing in. */
    public static final String LANGUAGE_COOKIE = "language";

    static final String THEME_COOKIE = "theme";
    private static final String ATTRIBUTE = Screen.class.getName();

    private final Languages languages;
    private final Assets assets;
    private final Settings settings;
    private final Clock clock;

    Screens(Languages languages, Assets assets, Settings settings, Clock clock) {
        this.languages = languages;
        this.assets = assets;
        this.settings = settings;
        this.clock = clock;
    }

    /** The same instance for the whole request: the flash message can be taken only once. */
    public Screen of(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(ATTRIBUTE) instanceof Screen made) {
            return made;
        }
        var screen = make(request, response);
        request.setAttribute(ATTRIBUTE, screen);
        return screen;
    }

    /** Keeps a choice that is no secret in this browser for a year; over HTTPS, the cookie is secure like every other. */
    public static void keep(HttpServletResponse response, String name, String value) {
        keep(response, name, value, "/");
    }

    /** The same for the pages below a path. */
    public static void keep(HttpServletResponse response, String name, String value, String path) {
        var cookie = new Cookie(name, value);
        cookie.setPath(path);
        cookie.setHttpOnly(true);
        cookie.setMaxAge((int) Duration.ofDays(365).toSeconds());
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }

    private Screen make(HttpServletRequest request, HttpServletResponse response) {
        var recognised = ActorFilter.recognised(request).orElse(null);
        var actor = recognised != null && recognised.actor() instanceof Actor.SignedIn signedIn ? signedIn : null;
        var texts = texts(request, actor);
        var csrf = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        return new Screen(
                texts,
                actor,
                recognised == null ? null : recognised.organization(),
                Flash.take(request, response, texts, mails()),
                Flash.takeUndo(request, response),
                theme(request),
                csrf == null ? "_csrf" : csrf.getParameterName(),
                csrf == null ? "" : csrf.getToken(),
                path(request),
                request.getHeader("HX-Request") != null,
                settings.demo(),
                mails(),
                settings.publicUrl(),
                clock.instant(),
                zone(actor),
                assets);
    }

    private boolean mails() {
        return settings.smtpServer() != null || settings.demo();
    }

    private Texts texts(HttpServletRequest request, Actor.@Nullable SignedIn actor) {
        if (actor != null) {
            return languages.in(actor.locale());
        }
        var chosen = WebUtils.getCookie(request, LANGUAGE_COOKIE);
        return chosen != null && Languages.TAGS.contains(chosen.getValue())
                ? languages.in(chosen.getValue())
                : languages.accepted(request.getHeader("Accept-Language"));
    }

    private static String theme(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, THEME_COOKIE);
        return cookie == null
                ? "system"
                : switch (cookie.getValue()) {
                    case "light", "dark" -> cookie.getValue();
                    default -> "system";
                };
    }

    /** On Boot's error path, the page that failed rather than the error page. */
    private static String path(HttpServletRequest request) {
        return request.getAttribute("jakarta.servlet.error.request_uri") instanceof String original
                ? original
                : request.getRequestURI();
    }

    private static ZoneId zone(Actor.@Nullable SignedIn actor) {
        return actor == null ? ZoneOffset.UTC : TimeZones.of(actor.timeZone());
    }
}
