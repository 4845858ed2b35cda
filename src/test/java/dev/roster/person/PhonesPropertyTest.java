package dev.roster.person;

import static dev.roster.support.Generator.strings;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import dev.roster.shared.InvalidException;
import dev.roster.support.Generator;
import dev.roster.support.Property;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PhonesPropertyTest {
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final List<String> REGIONS =
            PHONES.getSupportedRegions().stream().sorted().toList();

    record Typed(String code, String number) {}

    @Test
    void whatever_is_typed_is_kept_so_that_it_reads_as_itself_or_refused_at_one_field() {
        var typed = typed();
        Property.holds(1_000, given -> requireToReadAsItselfOrBeRefusedAtOneField(given.any(typed)));
    }

    private static void requireToReadAsItselfOrBeRefusedAtOneField(Typed typed) {
        var errors = new InvalidException.Collector();
        var phone = Phones.read(typed.code(), typed.number(), errors);

        if (phone == null) {
            assertThat(errors.isEmpty())
                    .isEqualTo(typed.code().isBlank() && typed.number().isBlank());
            assertThat(errors.has("phone.countryCode") && errors.has("phone.number"))
                    .isFalse();
            return;
        }
        assertThat(errors.isEmpty()).isTrue();
        assertThat(phone.countryCode()).matches("\\+[1-9]\\d{0,2}");
        assertThat(phone.number()).isNotBlank().doesNotContainPattern("\\p{Cntrl}");
        assertThat(read(phone.countryCode(), phone.number())).isEqualTo(phone);
        var region = Countries.chosen(phone.countryCode(), phone.number());
        assertThat("+" + PHONES.getCountryCodeForRegion(region)).isEqualTo(phone.countryCode());
        assertThat(read(region, phone.number())).isEqualTo(phone);
    }

    @Test
    void a_number_of_any_country_is_kept_however_it_is_written() {
        REGIONS.forEach(PhonesPropertyTest::requireToBeKeptHoweverItIsWritten);
    }

    private static void requireToBeKeptHoweverItIsWritten(String region) {
        var code = "+" + PHONES.getCountryCodeForRegion(region);
        var numbers = Stream.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE)
                .map(type -> PHONES.getExampleNumberForType(region, type))
                .filter(Objects::nonNull)
                .toList();
        for (var number : numbers) {
            var kept = read(code, PHONES.format(number, PhoneNumberFormat.INTERNATIONAL));
            assertThat(kept).as(region).isNotNull();
            for (var format : List.of(PhoneNumberFormat.E164, PhoneNumberFormat.NATIONAL)) {
                assertThat(read(region, PHONES.format(number, format)))
                        .as("%s %s", region, format)
                        .isEqualTo(kept);
            }
        }
    }

    @Test
    void a_country_of_a_shared_code_is_found_again_by_the_number() {
        var toronto = Objects.requireNonNull(read("CA", "(416) 555-0123"));

        assertThat(toronto).isEqualTo(new Phone("+1", "416-555-0123"));
        assertThat(Countries.chosen("+1", toronto.number())).isEqualTo("CA");
        assertThat(Countries.chosen("+1", "212-555-0123")).isEqualTo("US");
        assertThat(Countries.chosen("CA", "nonsense")).isEqualTo("CA");
        assertThat(Countries.chosen("+1", null)).isEqualTo("US");
        assertThat(Countries.chosen("+999", "1")).isEmpty();
        assertThat(Countries.chosen(null, null)).isEmpty();
    }

    @Test
    void a_number_of_another_country_is_refused() {
        assertThat(read("+44", "+49 30 123456")).isNull();
        assertThat(read("+800", "+800 1234 5678")).isNull();
        assertThat(read("+999", "+44 20 7946 0018")).isNull();
        assertThat(read("+44", "20 7946 0018")).isEqualTo(new Phone("+44", "20 7946 0018"));
        assertThat(read("44", "020 7946 0018")).isEqualTo(new Phone("+44", "20 7946 0018"));
    }

    private static @Nullable Phone read(String code, String number) {
        return Phones.read(code, number, new InvalidException.Collector());
    }

    private static Generator<Typed> typed() {
        var regions = Generator.of(REGIONS);
        Generator<String> codes = Generator.oneOf(
                regions,
                regions.map(region -> "+" + PHONES.getCountryCodeForRegion(region)),
                strings("+0123456789", 0, 5),
                strings(0, 6));
        Generator<String> numbers = Generator.oneOf(
                regions.map(region -> PHONES.format(PHONES.getExampleNumber(region), PhoneNumberFormat.NATIONAL)),
                strings("0123456789", 5, 13),
                strings("+0123456789 ()-./xet.;=*#\u0661\uFF11", 0, 30),
                strings(0, 300));
        return random -> new Typed(codes.from(random), numbers.from(random));
    }
}
