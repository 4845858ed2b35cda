package dev.roster.http;

import com.ibm.icu.text.TimeZoneNames;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.TimeZone.SystemTimeZoneType;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The time zones of the world, by their names in the IANA database. */
public final class TimeZones {
    private static final Set<String> KNOWN = ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> !zone.startsWith("SystemV/"))
            .collect(Collectors.toUnmodifiableSet());

    private static final List<String> OFFERED = Stream.concat(
                    Stream.of("UTC"),
                    TimeZone.getAvailableIDs(SystemTimeZoneType.CANONICAL_LOCATION, null, null).stream()
                            .filter(KNOWN::contains)
                            .sorted())
            .toList();

    private TimeZones() {}

    /** Whether there is a time zone with exactly this name. */
    public static boolean isKnown(String name) {
        return KNOWN.contains(name);
    }

    /** The time zone with this name; UTC if there is none. */
    public static ZoneId of(String name) {
        return isKnown(name) ? ZoneId.of(name) : ZoneOffset.UTC;
    }

    /** The city that a time zone is called after: "Berlin", "New York". */
    static String city(ZoneId zone, Locale locale) {
        var city = TimeZoneNames.getInstance(locale).getExemplarLocationName(zone.getId());
        if (city != null && zone.getId().contains("/")) {
            return city;
        }
        return zone.equals(ZoneOffset.UTC)
                ? "UTC"
                : zone.getId().substring(zone.getId().lastIndexOf('/') + 1).replace('_', ' ');
    }

    /** The names to choose from, one for each place, in order. */
    public static List<String> offered() {
        return OFFERED;
    }
}
