package dev.roster.shared;

import static dev.roster.support.Generator.strings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.roster.support.Generator;
import dev.roster.support.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class EmailAddressPropertyTest {
    private static final Generator<String> ADDRESSES = addresses();
    private static final Generator<String> TYPED =
            Generator.oneOf(strings(0, 40), strings("aZ9@.-_+ \t\n\0<>\",ßİ\u212A", 0, 20), ADDRESSES);

    @Test
    void anything_typed_is_an_address_or_is_refused() {
        Property.holds(1_000, given -> {
            var typed = given.any(TYPED);
            EmailAddress.read(typed).ifPresent(address -> {
                assertThat(address.value())
                        .hasSizeLessThanOrEqualTo(Bounds.EMAIL)
                        .containsPattern("^[^@]+@[^@]+\\.[^@]+$")
                        .doesNotContainPattern("[\\s\\p{Cntrl}<>,;:\"\\\\()\\[\\]]");
                assertThat(EmailAddress.read(address.value())).as("read again").contains(address);
            });
        });
    }

    @Test
    void an_ordinary_address_is_taken_as_it_is_written() {
        Property.holds(1_000, given -> {
            var written = given.any(ADDRESSES);

            assertThat(EmailAddress.read("  " + written + "\t")).contains(new EmailAddress(written));
            assertThat(new EmailAddress(written).onTheWire()).isEqualTo(written);
        });
    }

    @Test
    void case_is_no_difference() {
        Property.holds(1_000, given -> {
            var written = given.any(ADDRESSES);
            var key = new EmailAddress(written).key();

            assertThat(EmailAddress.read(upper(written)).orElseThrow().key()).isEqualTo(key);
            assertThat(new EmailAddress(key).key()).isEqualTo(key);
            assertThat(key).isEqualToIgnoringCase(written);
        });
    }

    /** Folding more than A to Z would send one person's link to another. */
    @Test
    void look_alikes_are_different_people() {
        assertThat(key("m\u0131ke@example.com")).isNotEqualTo(key("mike@example.com"));
        assertThat(key("M\u0130KE@example.com")).isNotEqualTo(key("mike@example.com"));
        assertThat(key("stra\u00DFe@example.com")).isNotEqualTo(key("strasse@example.com"));
        assertThat(key("\u0430da@example.com")).isNotEqualTo(key("ada@example.com"));
        assertThat(key("ada+x@example.com")).isNotEqualTo(key("ada@example.com"));
        assertThat(key("a.da@gmail.com")).isNotEqualTo(key("ada@gmail.com"));
    }

    /** The email goes to the address as it is kept, so a spelling that only looks like it opens no other mailbox. */
    @ParameterizedTest
    @CsvSource({
        "ADA@EXAMPLE.COM, ADA@EXAMPLE.COM, ada@example.com",
        "ada@example.com., ada@example.com, ada@example.com",
        "J\u00D6RG@x.example, J\u00D6RG@x.example, j\u00F6rg@x.example",
        "jo\u0308rg@x.example, j\u00F6rg@x.example, j\u00F6rg@x.example",
        "\u212Aate@example.com, Kate@example.com, kate@example.com",
        "\uFF41\uFF44\uFF41\uFF20example\uFF0Ecom, ada@example.com, ada@example.com",
        "ada@example\u3002com, ada@example.com, ada@example.com",
        "'\"ada\"@x.example', ada@x.example, ada@x.example",
        "'\"a\\da\"@x.example', ada@x.example, ada@x.example",
        "ada@bu\u0308cher.example, ada@b\u00FCcher.example, ada@xn--bcher-kva.example"
    })
    void every_spelling_of_a_mailbox_is_the_same_account(String typed, String kept, String key) {
        var address = EmailAddress.read(typed).orElseThrow();

        assertThat(address.value()).isEqualTo(kept);
        assertThat(address.key()).isEqualTo(key);
        assertThat(EmailAddress.read(kept)).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00A0ada@x.example\u00A0",
                "\uFEFFada@x.example\u200B",
                "a\u00ADda@x\u00AD.example",
                "ad\u2060a@x.example",
                "\u202Aada@x.example\u202C",
                "mailto:ada@x.example",
                "MAILTO:ada%40x.example?subject=Hello%20you",
                "<ada@x.example>",
                "ada@x.example,",
                "ada@x.example; ",
                "; ada@x.example",
                "Ada <ada@x.example>",
                "\"Byron, Ada\" <ada@x.example>;",
                "Ada Byron <mailto:ada@x.example>",
                "'ada@x.example'",
                "\"ada@x.example\"",
                " ada@x.example\r\n"
            })
    void what_was_copied_along_does_no_harm(String typed) {
        assertThat(EmailAddress.read(typed)).contains(new EmailAddress("ada@x.example"));
    }

    @ParameterizedTest
    @CsvSource({
        "jean..dot@x.example, email-dots",
        ".lead@x.example, email-dots",
        "trail.@x.example, email-dots",
        "'\"jean..dot\"@x.example', email-dots",
        "'\"a b\"@x.example', email",
        "ada@1.2.3.4, email-ip",
        "ada@[1.2.3.4], email-ip",
        "ada@[IPv6:::1], email-ip",
        "ada@localhost, email-short-domain",
        "ada@-x.example, email-domain",
        "ada@x-.example, email-domain",
        "ada@x..example, email-domain",
        "ada@x_y.example, email-domain",
        "ada@i\u2665ny.example, email-domain",
        "ada, email",
        "ada@, email",
        "@x.example, email",
        "a b@x.example, email",
        "ada@x.example ben@x.example, email"
    })
    void an_impossible_address_is_refused_with_the_reason(String typed, String code) {
        assertThatThrownBy(() -> EmailAddress.parse(typed))
                .isInstanceOfSatisfying(
                        InvalidException.class,
                        refused -> assertThat(refused.errors())
                                .extracting(InvalidException.FieldError::field, InvalidException.FieldError::code)
                                .containsExactly(tuple("email", code)));
    }

    /** RFC 5321, section 4.5.3.1: in bytes, since that is what is sent. */
    @Test
    void an_address_has_64_bytes_before_the_at_and_254_in_all() {
        assertThat(EmailAddress.read("a".repeat(64) + "@x.example")).isPresent();
        assertThat(EmailAddress.read("a".repeat(65) + "@x.example")).isEmpty();
        assertThat(EmailAddress.read("\u00E4".repeat(32) + "@x.example")).isPresent();
        assertThat(EmailAddress.read("\u00E4".repeat(33) + "@x.example")).isEmpty();
        var domain = ("a".repeat(61) + ".").repeat(3) + "example";
        assertThat(EmailAddress.read("b".repeat(254 - 1 - domain.length()) + "@" + domain))
                .isPresent();
        assertThat(EmailAddress.read("b".repeat(255 - 1 - domain.length()) + "@" + domain))
                .isEmpty();
        assertThat(EmailAddress.read("x".repeat(1_000_000))).isEmpty();
    }

    @Test
    void what_could_end_a_header_or_name_a_second_reader_is_no_address() {
        assertThat(new String[] {
                    "ada@example.com\nBcc: eve@example.com",
                    "ada@example.com\r\n.example.com",
                    "ada@example.com,eve@example.com",
                    "Ada <ada@example.com> <eve@example.com>",
                    "Ada\n<ada@example.com>",
                    "\"ada eve\"@example.com",
                    "ada@@example.com",
                    "ada@[127.0.0.1]",
                    "ada@localhost",
                    "ada@-example.com",
                    "ada@example..com",
                    "ada@example.com\0",
                    "@example.com",
                    "ada@",
                    "",
                    "ada@1.2.3.4",
                    "ada@example.123",
                    "ada@ex_ample.com",
                    "ada@example-.com",
                    "a".repeat(65) + "@example.com",
                    "ada@" + "a".repeat(64) + ".com"
                })
                .allSatisfy(typed -> assertThat(EmailAddress.read(typed)).isEmpty());
    }

    /** One domain in two spellings is one mailbox; two domains that look alike are two. */
    @ParameterizedTest
    @CsvSource({
        "ada@b\u00FCcher.example, ada@b\u00FCcher.example, ada@xn--bcher-kva.example",
        "ada@xn--bcher-kva.example, ada@b\u00FCcher.example, ada@xn--bcher-kva.example",
        "Ada@B\u00DCCHER.Example, Ada@b\u00FCcher.example, ada@xn--bcher-kva.example",
        "ada@XN--BCHER-KVA.example, ada@b\u00FCcher.example, ada@xn--bcher-kva.example",
        "ada@stra\u00DFe.example, ada@stra\u00DFe.example, ada@xn--strae-oqa.example",
        "ada@xn--strae-oqa.example, ada@stra\u00DFe.example, ada@xn--strae-oqa.example",
        "ada@strasse.example, ada@strasse.example, ada@strasse.example",
        "ada@\u03B2\u03CC\u03BB\u03BF\u03C2.example, ada@\u03B2\u03CC\u03BB\u03BF\u03C2.example, ada@xn--nxasmm1c.example",
        "ada@\u03B2\u03CC\u03BB\u03BF\u03C3.example, ada@\u03B2\u03CC\u03BB\u03BF\u03C3.example, ada@xn--nxasmq6b.example",
        "ada@\u0646\u0627\u0645\u0647\u200C\u0627\u06CC.example, ada@\u0646\u0627\u0645\u0647\u200C\u0627\u06CC.example, ada@xn--mgba3gch31f060k.example",
        "ada@\uFF45xample.com, ada@example.com, ada@example.com",
        "ada@l\u00B7l.example, ada@l\u00B7l.example, ada@xn--ll-0ea.example"
    })
    void a_domain_is_kept_in_unicode_and_compared_as_dns_has_it(String typed, String kept, String key) {
        var address = EmailAddress.read(typed).orElseThrow();

        assertThat(address.value()).isEqualTo(kept);
        assertThat(address.key()).isEqualTo(key);
        assertThat(Text.asciiLowerCase(address.onTheWire())).isEqualTo(key);
        assertThat(EmailAddress.read(kept)).contains(address);
    }

    /** Domains that no registry assigns and no DNS server knows. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@a\u200Db.example", // a joiner where nothing joins
                "ada@a\u00B7b.example", // a middle dot that is not between two l
                "ada@i\u2665ny.example",
                "ada@xn--iny-zx5a.example",
                "ada@xn--a.example",
                "ada@xn--.example",
                "ada@ab--cd.example",
                "ada@-b\u00FCcher.example",
                "ada@\u0300abc.example",
                "ada@\u05D0b\u05D1.example", // from right to left and from left to right
                "ada@b\u00FCcher.\u0661\u0662"
            })
    void an_impossible_domain_is_refused(String typed) {
        assertThat(EmailAddress.read(typed)).isEmpty();
    }

    @Test
    void whatever_is_taken_is_taken_again_as_it_is_kept() {
        var labels = strings(
                "aZ0\u00DF\u00FC\u0130\u03C2\u03A3\u200C\u200D\u00B7\u05D0\u0660\u0915\u094D\uFF41\u1E9E-", 1, 6);
        Property.holds(
                1_000,
                given -> EmailAddress.read("ada@" + given.any(labels) + "." + given.any(labels))
                        .ifPresent(address -> {
                            assertThat(EmailAddress.read(address.value())).contains(address);
                            assertThat(EmailAddress.read(address.onTheWire())
                                            .orElseThrow()
                                            .key())
                                    .isEqualTo(address.key());
                            assertThat(EmailAddress.read(address.key())
                                            .orElseThrow()
                                            .key())
                                    .isEqualTo(address.key());
                            assertThat(address.key()).matches("[^@]+@[a-z0-9.-]+");
                        }));
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

    private static Generator<String> addresses() {
        var name = strings("abcKIi.!#$%&'*+/=?^_`{|}~-0\u00E9\u0131", 1, 20)
                .filter(local -> !local.startsWith(".") && !local.endsWith(".") && !local.contains(".."));
        var label = strings("abcXYZ09", 1, 10);
        return random -> name.from(random) + "@" + label.from(random) + "-x.e" + label.from(random);
    }
}
