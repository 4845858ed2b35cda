package dev.roster.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.Generator;
import dev.roster.support.Property;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
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
    void dates_and_times_read_as_java_formats_them() {
        Property.holds(1_000, given -> {
            var texts = languages.in(given.any(Generator.of(Languages.TAGS)));
            var at = LocalDateTime.ofInstant(given.any(TIMES), ZoneOffset.UTC);

            assertThat(texts.date(at.toLocalDate()))
                    .isEqualTo(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                            .withLocale(texts.locale())
                            .format(at));
            assertThat(texts.dateAndTime(at))
                    .isEqualTo(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                            .withLocale(texts.locale())
                            .format(at));
        });
    }

    @Test
    void times_for_programs_are_written_as_java_writes_them() {
        Property.holds(1_000, given -> {
            var at = given.any(TIMES);

            assertThat(IsoTime.of(at)).isEqualTo(at.toString());
        });
    }
}
