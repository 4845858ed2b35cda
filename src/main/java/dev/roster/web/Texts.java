package dev.roster.web;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;

/** The texts of pages and mails in one language. Apostrophes are doubled in the files ({@link MessageFormat}). */
public final class Texts {
    private final Locale locale;
    private final Map<String, String> plain;
    private final Map<String, MessageFormat> patterns;

    Texts(Locale locale, Map<String, String> plain, Map<String, MessageFormat> patterns) {
        this.locale = locale;
        this.plain = plain;
        this.patterns = patterns;
    }

    public Locale locale() {
        return locale;
    }

    /** The language's code, as {@code lang} wants it (RFC 5646). */
    public String language() {
        return locale.getLanguage();
    }

    /** @throws IllegalArgumentException for a key that no file has: a test finds it before a user does */
    public String get(String key, Object... arguments) {
        var text = plain.get(key);
        if (text != null) {
            return text;
        }
        var pattern = patterns.get(key);
        if (pattern == null) {
            throw new IllegalArgumentException("no message " + key);
        }
        return ((MessageFormat) pattern.clone()).format(arguments);
    }

    public boolean has(String key) {
        return plain.containsKey(key) || patterns.containsKey(key);
    }
}
