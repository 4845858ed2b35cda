package dev.roster.ui;

import dev.roster.http.Languages;
import dev.roster.http.LocalPath;
import dev.roster.http.Redirect;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A user's preferences in this browser: the theme, and the language before they sign in. */
@Controller
class PreferencePages {
    private static final List<String> THEMES = List.of("light", "dark", "system");

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

    private static ResponseEntity<Void> keep(HttpServletResponse response, String name, String value, String back) {
        Screens.keep(response, name, value);
        return Redirect.to(LocalPath.or(back, "/"));
    }
}
