package dev.roster.shared;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EmailAddressPropertyTest {
    @Property
    void anything_typed_is_an_address_or_is_refused(@ForAll("typed") String typed) {
        EmailAddress.read(typed)
                .ifPresent(address -> assertThat(address.value())
                        .isEqualTo(typed.strip())
                        .hasSizeLessThanOrEqualTo(EmailAddress.MAX_LENGTH)
                        .containsPattern("^[^@]+@[^@]+\\.[^@]+$")
                        .doesNotContainPattern("[\\s\\p{Cntrl}<>,;:\"\\\\()\\[\\]]"));
    }

    @Property
    void an_ordinary_address_is_taken_as_it_is_written(@ForAll("addresses") String written) {
        assertThat(EmailAddress.read("  " + written + "\t")).contains(new EmailAddress(written));
    }

    @Property
    void only_the_case_of_a_to_z_is_no_difference(@ForAll("addresses") String written) {
        var key = new EmailAddress(written).key();

        assertThat(new EmailAddress(upper(written)).key()).isEqualTo(key);
        assertThat(new EmailAddress(key).key()).isEqualTo(key);
        assertThat(key).isEqualToIgnoringCase(written);
    }

    /** Whoever folds more than A to Z mails one person's link to another. */
    @Example
    void look_alikes_are_different_people() {
        assertThat(key("\u212Aate@example.com")).isNotEqualTo(key("kate@example.com"));
        assertThat(key("m\u0131ke@example.com")).isNotEqualTo(key("mike@example.com"));
        assertThat(key("M\u0130KE@example.com")).isNotEqualTo(key("mike@example.com"));
        assertThat(key("stra\u00DFe@example.com")).isNotEqualTo(key("strasse@example.com"));
        assertThat(key("\uFF41da@example.com")).isNotEqualTo(key("ada@example.com"));
    }

    @Example
    void what_could_end_a_header_or_name_a_second_reader_is_no_address() {
        assertThat(new String[] {
                    "ada@example.com\nBcc: eve@example.com",
                    "ada@example.com\r\n.example.com",
                    "ada@example.com,eve@example.com",
                    "Ada <ada@example.com>",
                    "\"ada\"@example.com",
                    "ada@@example.com",
                    "ada@[127.0.0.1]",
                    "ada@localhost",
                    "ada@-example.com",
                    "ada@example..com",
                    "ada@example.com\0",
                    "@example.com",
                    "ada@",
                    "",
                    "a".repeat(65) + "@example.com",
                    "ada@" + "a".repeat(64) + ".com"
                })
                .allSatisfy(typed -> assertThat(EmailAddress.read(typed)).isEmpty());
    }

    private static String key(String written) {
        return EmailAddress.read(written).orElseThrow().key();
    }

    private static String upper(String text) {
        return text.chars()
                .map(c -> c >= 'a' && c <= 'z' ? c - 32 : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Provide
    Arbitrary<String> typed() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.strings().withChars("aZ9@.-_+ \t\n\0<>\",ßİ\u212A").ofMaxLength(20),
                addresses());
    }

    @Provide
    Arbitrary<String> addresses() {
        var name = Arbitraries.strings()
                .withChars("abcKIi.!#$%&'*+/=?^_`{|}~-0\u00E9\u0131")
                .ofMinLength(1)
                .ofMaxLength(20);
        var label =
                Arbitraries.strings().withChars("abcXYZ09\u00FC").ofMinLength(1).ofMaxLength(10);
        return Combinators.combine(name, label, label).as((n, a, b) -> n + "@" + a + "-x." + b);
    }
}
