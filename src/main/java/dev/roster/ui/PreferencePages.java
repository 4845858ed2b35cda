package dev.roster.ui;

import dev.roster.http.Languages;
import dev.roster.http.LocalPath;
import dev.roster.http.Redirect;
import dev.roster.installation.Settings;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A user's preferences in this browser: the theme, and the language before they sign in. */
@Controller
class PreferencePages {
    private static final List<String> THEMES = List.of("light", "dark", "system");

    private final Settings settings;

    PreferencePages(Settings settings) {
        this.settings = settings;
    }

    @PostMapping("/theme")
    ResponseEntity<Void> theme(
            @RequestParam String value, @RequestParam(defaultValue = "/") String back, HttpServletResponse response) {
        return keep(response, Screens.THEME_COOKIE, THEMES.contains(value) ? value : "system", back);
    }

    @PostMapping("/language")
    ResponseEntity<Void> language(
            @RequestParam String value, @RequestParam(defaultValue = "/") String back, HttpServletResponse response) {
        var language = Languages.TAGS.contains(value) ? value : Languages.TAGS.getFirst();
        return keep(response, Screens.LANGUAGE_COOKIE, language, back);
    }

    private ResponseEntity<Void> keep(HttpServletResponse response, String name, String value, String back) {
        var cookie = new Cookie(name, value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(settings.https());
        cookie.setMaxAge((int) Duration.ofDays(365).toSeconds());
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
        return Redirect.to(LocalPath.or(back, "/"));
    }
}
