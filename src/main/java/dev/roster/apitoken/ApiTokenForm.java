package dev.roster.apitoken;

import dev.roster.shared.InvalidException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The submitted form of a new token.
 *
 * @param expires one of {@link #EXPIRIES}
 * @param lastDay for an expiry on a chosen day: the last day on which it is valid
 */
public record ApiTokenForm(
        @Nullable String name,
        @Nullable String role,
        @Nullable String expires,
        @Nullable String lastDay) {
    private static final String NEVER = "never";
    private static final String ON_A_DAY = "day";

    /** Days, or a keyword. */
    public static final List<String> EXPIRIES = List.of("30", "90", "365", ON_A_DAY, NEVER);

    static final ApiTokenForm EMPTY = new ApiTokenForm("", "", "90", "");

    public String nameOrBlank() {
        return orBlank(name);
    }

    public String roleOrBlank() {
        return orBlank(role);
    }

    public String expiresOrBlank() {
        return orBlank(expires);
    }

    public String lastDayOrBlank() {
        return orBlank(lastDay);
    }

    private static String orBlank(@Nullable String typed) {
        return typed == null ? "" : typed;
    }

    /** @return null if it never expires */
    @Nullable Instant expiresAt(Instant now, ZoneId zone) {
        var chosen = expiresOrBlank();
        if (!EXPIRIES.contains(chosen)) {
            throw InvalidException.of("expires", chosen.isEmpty() ? "required" : "unknown");
        }
        return switch (chosen) {
            case NEVER -> null;
            case ON_A_DAY -> endOfLastDay(zone);
            default -> now.plus(Duration.ofDays(Integer.parseInt(chosen)));
        };
    }

    /** The last second of the day rather than the first of the next, so that the chosen day is what is shown. */
    private Instant endOfLastDay(ZoneId zone) {
        try {
            var day = LocalDate.parse(lastDayOrBlank());
            if (day.getYear() <= NewApiToken.LAST_YEAR) {
                return day.plusDays(1).atStartOfDay(zone).minusSeconds(1).toInstant();
            }
        } catch (DateTimeException notADate) {
            // Refused like a day that is too far away.
        }
        throw InvalidException.of("expiresAt", "date");
    }
}
