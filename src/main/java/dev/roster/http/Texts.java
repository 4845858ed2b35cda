package dev.roster.http;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The texts of pages and emails in one language. Apostrophes are doubled in the files ({@link MessageFormat}). */
public final class Texts {
    private final Locale locale;
    private final Map<String, String> plain;
    private final Map<String, MessageFormat> patterns;
    private final DateTimeFormatter date;
    private final DateTimeFormatter dateAndTime;

    Texts(Locale locale, Map<String, String> plain, Map<String, MessageFormat> patterns) {
        this.locale = locale;
        this.plain = plain;
        this.patterns = patterns;
        // An explicit pattern: a style-based formatter looks its pattern up in the locale data for each date it
        // formats.
        this.date = pattern(FormatStyle.MEDIUM, null, locale);
        this.dateAndTime = pattern(FormatStyle.MEDIUM, FormatStyle.SHORT, locale);
    }

    public Locale locale() {
        return locale;
    }

    /** The language tag for {@code lang} (RFC 5646). */
    public String language() {
        return locale.getLanguage();
    }

    /** @throws IllegalArgumentException for a key in no file: a test finds it before a user does */
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

    public DateTimeFormatter date() {
        return date;
    }

    public DateTimeFormatter dateAndTime() {
        return dateAndTime;
    }

    /** A time for a reader whose time zone is unknown: in UTC, and labelled as such. */
    public String inUtc(Instant at) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(at.atOffset(ZoneOffset.UTC))
                + " UTC";
    }

    private static DateTimeFormatter pattern(FormatStyle date, @Nullable FormatStyle time, Locale locale) {
        return DateTimeFormatter.ofPattern(
                DateTimeFormatterBuilder.getLocalizedDateTimePattern(date, time, IsoChronology.INSTANCE, locale),
                locale);
    }

    public boolean has(String key) {
        return plain.containsKey(key) || patterns.containsKey(key);
    }
}
