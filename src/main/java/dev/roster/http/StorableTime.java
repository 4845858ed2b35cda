package dev.roster.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Parses times in requests: only those that the database can store, since Java supports years that it does not. */
public final class StorableTime {
    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9999;

    private StorableTime() {}

    /** A time with its offset (RFC 3339), converted to UTC: Java supports offsets that the database does not. */
    public static Optional<OffsetDateTime> read(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC))
                    .filter(time -> isStorable(time.getYear()));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** The start of a day in a time zone. */
    public static Optional<Instant> startOfDay(String text, ZoneId zone) {
        try {
            return Optional.of(LocalDate.parse(text))
                    .filter(day -> isStorable(day.getYear()))
                    .map(day -> day.atStartOfDay(zone).toInstant());
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }

    /** A minute as a browser's field sends it, {@code 2026-10-03T12:00}, in a time zone. */
    public static Optional<Instant> minute(String text, ZoneId zone) {
        try {
            return Optional.of(LocalDateTime.parse(text))
                    .filter(time -> isStorable(time.getYear()))
                    .map(time -> time.atZone(zone).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static boolean isStorable(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }
}
