package dev.roster.password;

import static dev.roster.password.CharacterClass.DIGIT;
import static dev.roster.password.CharacterClass.LOWER;
import static dev.roster.password.CharacterClass.SPECIAL;
import static dev.roster.password.CharacterClass.UPPER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roster.shared.InvalidException;
import java.text.Normalizer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class PasswordRulesTest {
    static final PasswordRule FOUR_CLASSES = new PasswordRule(8, 128, Set.of(LOWER, UPPER, DIGIT, SPECIAL), 0, true);
    static final PasswordRule STRONG = new PasswordRule(8, 128, Set.of(), 3, true);
    static final PasswordRule PLAIN = new PasswordRule(8, 128, Set.of(), 0, true);

    private final PasswordRules rules = new PasswordRules(new BreachedPasswords());

    @ParameterizedTest
    @CsvSource({
        "kV7#mqx,         too-short",
        "KV7#MQXT,        needs-lower",
        "kv7#mqxt,        needs-upper",
        "kVq#mqxt,        needs-digit",
        "kV74mqxt,        needs-special",
        "7#7#7#74,        needs-lower needs-upper",
        "kV7#mqxt,        ''",
        "kV7 mqxt,        ''",
        "Password1!,      breached",
        "pässwörter,      needs-upper needs-digit needs-special",
        "Ключ7#ночь,      ''",
    })
    void four_classes_and_nothing_breached(String password, String codes) {
        assertThat(codes(FOUR_CLASSES, password)).isEqualTo(codes);
    }

    @ParameterizedTest
    @CsvSource({
        "qwertyuiop,                   too-weak breached",
        "abcabcabcabc,                 too-weak",
        "violet-kettle-marches-upward, ''",
        "kemt-rw4y-h7pd,               ''",
    })
    void strength_by_zxcvbn(String password, String codes) {
        assertThat(codes(STRONG, password)).isEqualTo(codes);
    }

    @ParameterizedTest
    @CsvSource({
        "1,   too-short",
        "7,   too-short",
        "8,   ''",
        "128, ''",
        "129, too-long",
        "4000,too-long",
    })
    void length_counts_code_points(int length, String codes) {
        assertThat(codes(PLAIN, "\uD83E\uDD8A".repeat(length))).isEqualTo(codes);
    }

    @Test
    void length_counts_what_is_left_after_composing() {
        var decomposed = "u\u0308".repeat(7);

        assertThat(codes(PLAIN, decomposed)).isEqualTo("too-short");
        assertThat(codes(PLAIN, decomposed + "\u00fc")).isEmpty();
        assertThat(codes(PLAIN, "o\u0302\u0323".repeat(128))).isEmpty();
    }

    @Test
    void a_small_letter_written_in_two_characters_is_a_small_letter() {
        assertThat(codes(FOUR_CLASSES, Normalizer.normalize("ÄÖÜ7#ÄÖü", Normalizer.Form.NFD)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "violet-Lovelace-kettle, personal",
        "ADA.LOVELACE,           personal",
        "kettle-ada-violet,      ''",
        "bytetown-kettle,        ''",
        "kettle-müller-violet,   personal",
        "kettle-1815-violet,     ''",
    })
    void the_persons_own_name_is_refused_where_it_has_four_letters(String password, String codes) {
        var personal = List.of("ada.lovelace@bytetown.example", "Ada", "Mu\u0308ller", "1815", "");

        assertThat(String.join(
                        " ",
                        rules.check(PLAIN, password, personal).stream()
                                .map(PasswordFlaw::code)
                                .toList()))
                .isEqualTo(codes);
    }

    @Test
    void control_characters_and_halves_of_a_pair_are_refused() {
        assertThat(codes(PLAIN, "violet\tkettle")).isEqualTo("has-control-characters");
        assertThat(codes(PLAIN, "violet\0kettle")).isEqualTo("has-control-characters");
        assertThat(codes(PLAIN, "violet\uD83Ekettle")).isEqualTo("has-control-characters");
    }

    @Test
    void requiring_names_the_field_and_every_flaw_with_its_number() {
        assertThatThrownBy(() -> rules.require(FOUR_CLASSES, "kv7", List.of(), "newPassword"))
                .isInstanceOfSatisfying(
                        InvalidException.class,
                        invalid -> assertThat(invalid.errors())
                                .containsExactly(
                                        new InvalidException.FieldError("newPassword", "too-short", List.of(8)),
                                        new InvalidException.FieldError("newPassword", "needs-upper", List.of()),
                                        new InvalidException.FieldError("newPassword", "needs-special", List.of())));
    }

    @Test
    void a_form_lists_what_the_rule_asks_for() {
        assertThat(rules.applicable(FOUR_CLASSES))
                .containsExactly(
                        PasswordFlaw.TOO_SHORT,
                        PasswordFlaw.NEEDS_LOWER,
                        PasswordFlaw.NEEDS_UPPER,
                        PasswordFlaw.NEEDS_DIGIT,
                        PasswordFlaw.NEEDS_SPECIAL,
                        PasswordFlaw.BREACHED,
                        PasswordFlaw.PERSONAL);
        assertThat(rules.applicable(new PasswordRule(8, 64, Set.of(), 3, false)))
                .containsExactly(PasswordFlaw.TOO_SHORT, PasswordFlaw.TOO_WEAK, PasswordFlaw.PERSONAL);
    }

    @Test
    void the_longest_password_is_measured_quickly() {
        long start = System.nanoTime();
        rules.check(STRONG, "@4$501!|".repeat(16), List.of("ada.lovelace@bytetown.example"));

        assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
    }

    private String codes(PasswordRule rule, String password) {
        return String.join(
                " ",
                rules.check(rule, password, List.of()).stream()
                        .map(PasswordFlaw::code)
                        .toList());
    }
}
