package dev.roster.factor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes of authenticator apps, and what apps read from the QR code. */
@Tag("fast")
class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

    /** RFC 6238, appendix B, for SHA-1; the last six of its eight digits. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void the_codes_are_those_of_the_standard(long second, String code) {
        var at = Instant.ofEpochSecond(second);

        assertThat(Totp.code(SECRET, at)).isEqualTo(code);
        assertThat(Totp.stepOf(SECRET, code, at)).hasValue(second / 30);
    }

    @ParameterizedTest
    @CsvSource({"-2, false", "-1, true", "0, true", "1, true", "2, false"})
    void a_clock_may_be_wrong_by_one_step(int steps, boolean accepted) {
        var now = Instant.ofEpochSecond(1_700_000_010);
        var then = now.plusSeconds(30L * steps);

        assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, then), now))
                .isEqualTo(accepted ? OptionalLong.of(then.getEpochSecond() / 30) : OptionalLong.empty());
    }

    @Test
    void the_secret_is_shown_in_words_of_four_and_read_back() {
        var app = new NewAuthenticator(Totp.text(SECRET), "ada@northwind.example");

        assertThat(app.words()).isEqualTo("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assertThat(app.bytes()).isEqualTo(SECRET);
        assertThat(app.toString()).doesNotContain(app.secret());
        assertThat(Totp.uri(SECRET, app.account()))
                .isEqualTo(
                        "otpauth://totp/Roster:ada%40northwind.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Roster");
        assertThat(app.picture().size()).isGreaterThan(30);
    }

    @Test
    void a_recovery_code_is_read_however_it_is_typed() {
        var code = "0123-4567-89ab-cdef";

        assertThat(RecoveryCode.hash("O1 23 4567 89ABCDEF")).isEqualTo(RecoveryCode.hash(code));
        assertThat(RecoveryCode.next().toList())
                .hasSize(RecoveryCode.MANY)
                .doesNotHaveDuplicates()
                .allMatch(next -> next.matches("(?:[0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}"));
    }
}
