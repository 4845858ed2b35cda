package dev.roster.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The texts of pages and emails in one language. Apostrophes are doubled in the files ({@link MessageFormat}). */
public final class Texts {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final Locale locale;
    private final Map<String, String> plain;
    private final Map<String, Message> patterns;
    private final DateTimeFormatter date;
    private final DateTimeFormatter dayOfYear;

    /** A list has a date or two in each row, and they repeat themselves: formatting costs more than finding. */
    private final Cache<LocalDate, String> dates =
            Caffeine.newBuilder().maximumSize(5_000).build();

    private final Cache<LocalDate, String> days =
            Caffeine.newBuilder().maximumSize(1_000).build();

    private final Map<ZoneId, String> cities = new ConcurrentHashMap<>();

    private final @Nullable String[] times = new String[24 * 60];

    Texts(Locale locale, Map<String, String> plain, Map<String, Message> patterns) {
        this.locale = locale;
        this.plain = plain;
        this.patterns = patterns;
        // Explicit patterns: a style-based formatter looks its pattern up in the locale data for each date it formats.
        var day = locale.getLanguage().equals("de") ? "d. MMM" : "d MMM";
        this.date = DateTimeFormatter.ofPattern(day + " yyyy", locale);
        this.dayOfYear = DateTimeFormatter.ofPattern(day, locale);
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

    /** A date with the name of its month: "28 Nov 2026". */
    public String date(LocalDate day) {
        return dates.get(day, date::format);
    }

    /**
     * A time to the minute, for a reader in this time zone: "28 Nov, 02:07 (Berlin)". The year is only mentioned if it is not
     * the current one.
     */
    public String moment(Instant at, ZoneId zone, Instant now) {
        var local = at.atZone(zone);
        int minute = local.getHour() * 60 + local.getMinute();
        var time = times[minute];
        if (time == null) {
            time = TIME.format(local);
            times[minute] = time;
        }
        boolean thisYear = local.getYear() == now.atZone(zone).getYear();
        var day = thisYear ? days.get(local.toLocalDate(), dayOfYear::format) : date(local.toLocalDate());
        return day + ", " + time + " (" + cities.computeIfAbsent(zone, z -> TimeZones.city(z, locale)) + ")";
    }

    public boolean has(String key) {
        return plain.containsKey(key) || patterns.containsKey(key);
    }
}
