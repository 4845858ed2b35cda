package dev.roster.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.Generator;
import dev.roster.support.Property;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class TextsTest {
    /** From year 1 to year 9999, as the database stores them. */
    private static final Generator<Instant> TIMES = random -> Instant.ofEpochSecond(
            random.nextLong(-62_135_596_800L, 253_402_300_800L) / 60 * 60 + random.nextInt(0, 3) * 17,
            random.nextInt(0, 3) * 1_000_500L);

    private final Languages languages = new Languages();

    @Test
    void a_time_names_the_city_of_its_reader_and_the_year_only_if_it_is_another_one() {
        var at = Instant.parse("2026-11-28T01:07:30Z");
        var later = Instant.parse("2027-12-31T23:30:00Z");
        var english = languages.in("en");
        var german = languages.in("de");

        assertThat(english.moment(at, ZoneId.of("Europe/Berlin"), at)).isEqualTo("28 Nov, 02:07 (Berlin)");
        assertThat(german.moment(at, ZoneId.of("Europe/Berlin"), at)).isEqualTo("28. Nov., 02:07 (Berlin)");
        assertThat(english.moment(at, ZoneOffset.UTC, at)).isEqualTo("28 Nov, 01:07 (UTC)");
        assertThat(english.moment(at, ZoneId.of("UTC"), at)).isEqualTo("28 Nov, 01:07 (UTC)");
        assertThat(english.moment(at, ZoneId.of("America/New_York"), at)).isEqualTo("27 Nov, 20:07 (New York)");
        assertThat(german.moment(at, ZoneId.of("Europe/Rome"), at)).isEqualTo("28. Nov., 02:07 (Rom)");
        assertThat(english.moment(later, ZoneOffset.UTC, at)).isEqualTo("31 Dec 2027, 23:30 (UTC)");
        assertThat(english.moment(later, ZoneId.of("Asia/Tokyo"), at)).isEqualTo("1 Jan 2028, 08:30 (Tokyo)");
        assertThat(english.date(LocalDate.of(2026, 11, 28))).isEqualTo("28 Nov 2026");
    }

    @Test
    void every_time_zone_that_is_offered_has_a_city() {
        var at = Instant.parse("2026-11-28T01:07:30Z");
        assertThat(TimeZones.offered()).hasSizeGreaterThan(300).allSatisfy(zone -> {
            assertThat(TimeZones.isKnown(zone)).isTrue();
            assertThat(languages.in("en").moment(at, TimeZones.of(zone), at)).matches(".*, \\d\\d:\\d\\d \\([^/_]+\\)");
        });
        assertThat(TimeZones.of("Mars/Olympus")).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void times_for_programs_are_written_as_java_writes_them() {
        Property.holds(1_000, given -> {
            var at = given.any(TIMES);

            assertThat(IsoTime.of(at)).isEqualTo(at.toString());
        });
    }
}
