package dev.roster.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
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
    private final Map<String, Message> patterns;
    private final DateTimeFormatter date;
    private final DateTimeFormatter timeAfterDate;

    /** A list has a date or two in each row, and they repeat themselves: formatting costs more than finding. */
    private final Cache<LocalDate, String> dates =
            Caffeine.newBuilder().maximumSize(5_000).build();

    private final @Nullable String[] times = new String[24 * 60];

    Texts(Locale locale, Map<String, String> plain, Map<String, Message> patterns) {
        this.locale = locale;
        this.plain = plain;
        this.patterns = patterns;
        // Explicit patterns: a style-based formatter looks its pattern up in the locale data for each date it formats.
        var day = pattern(null, locale);
        var dayAndTime = pattern(FormatStyle.SHORT, locale);
        if (!dayAndTime.startsWith(day)) {
            throw new IllegalStateException("In %s, the date does not come first: %s".formatted(locale, dayAndTime));
        }
        this.date = DateTimeFormatter.ofPattern(day, locale);
        this.timeAfterDate = DateTimeFormatter.ofPattern(dayAndTime.substring(day.length()), locale);
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
        return pattern.with(arguments);
    }

    /** A date with the name of its month, or as is usual in this language. */
    public String date(LocalDate day) {
        return dates.get(day, date::format);
    }

    /** The same with the time, to the minute. */
    public String dateAndTime(LocalDateTime at) {
        int minute = at.getHour() * 60 + at.getMinute();
        var time = times[minute];
        if (time == null) {
            time = timeAfterDate.format(at);
            times[minute] = time;
        }
        return date(at.toLocalDate()) + time;
    }

    /** A time for a reader whose time zone is unknown: in UTC, and labelled as such. */
    public String inUtc(Instant at) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(at.atOffset(ZoneOffset.UTC))
                + " UTC";
    }

    private static String pattern(@Nullable FormatStyle time, Locale locale) {
        return DateTimeFormatterBuilder.getLocalizedDateTimePattern(
                FormatStyle.MEDIUM, time, IsoChronology.INSTANCE, locale);
    }

    public boolean has(String key) {
        return plain.containsKey(key) || patterns.containsKey(key);
    }
}
