package dev.roster.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/** Tabler's outline icons, inlined: they take the colour of the text and cost no request. */
public final class Icons {
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern OPENING = Pattern.compile("<svg[^>]*>");
    private static final Map<String, String> CACHE = new ConcurrentHashMap<>();
    private static final Map<String, String> SYMBOLS = new ConcurrentHashMap<>();
    private static final String FOLDER = "META-INF/resources/webjars/tabler__icons/%s/icons/outline/%s.svg";

    private Icons() {}

    /** The SVG element of an icon, hidden from screen readers, which read the word beside it. */
    public static String svg(String name) {
        return CACHE.computeIfAbsent(name, Icons::read);
    }

    /** Defines the icon once for many uses on a page: each {@code <use href="#icon-…">} shows it. */
    public static String symbol(String name) {
        return SYMBOLS.computeIfAbsent(
                name,
                n -> OPENING.matcher(svg(n))
                        .replaceFirst("<symbol id=\"icon-" + n + "\" viewBox=\"0 0 24 24\">")
                        .replace("</svg>", "</symbol>"));
    }

    private static String read(String name) {
        var file = new ClassPathResource(FOLDER.formatted(Assets.version("tabler__icons"), name));
        try {
            return COMMENT.matcher(file.getContentAsString(StandardCharsets.UTF_8))
                    .replaceAll("")
                    .replace("<svg", "<svg aria-hidden=\"true\"")
                    .replaceFirst("class=\"[^\"]*\"", "class=\"icon\"")
                    .strip();
        } catch (IOException missing) {
            throw new UncheckedIOException("no icon " + name, missing);
        }
    }
}
