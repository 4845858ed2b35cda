package dev.roster.password;

import static dev.roster.support.Generator.integers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.Generator;
import dev.roster.support.Property;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PasswordGeneratorTest {
    private static final PasswordRules RULES = new PasswordRules(new BreachedPasswords());
    private static final PasswordGenerator GENERATOR = new PasswordGenerator(RULES);

    @Test
    void a_generated_password_satisfies_its_rule() {
        var classes = Generator.of(CharacterClass.values());
        Property.holds(200, given -> {
            var rule = new PasswordRule(
                    given.any(integers(8, 64)),
                    given.any(integers(64, 128)),
                    given.any(classes.sets(6)),
                    given.any(integers(0, 4)),
                    true);

            assertThat(RULES.check(rule, GENERATOR.generate(rule), List.of())).isEmpty();
        });
    }

    @Test
    void it_is_made_of_groups_without_look_alikes() {
        IntStream.rangeClosed(8, 64).forEach(PasswordGeneratorTest::requireGroupsWithoutLookAlikes);
    }

    private static void requireGroupsWithoutLookAlikes(int minLength) {
        var generated = GENERATOR.generate(new PasswordRule(minLength, 128, Set.of(), 0, false));

        assertThat(generated)
                .matches("[A-Za-z0-9]{4}(-[A-Za-z0-9]{4}){3,}")
                .doesNotContainPattern("[0OoQD1lIijL|5Ss2Zz8BbGgqUuVvm]");
        assertThat(generated).matches(".*[a-z].*").matches(".*[A-Z].*").matches(".*[0-9].*");
    }

    @Test
    void no_letter_comes_in_two_cases_that_are_drawn_alike() {
        assertThat(PasswordGenerator.ALPHABET.chars().distinct().count())
                .isEqualTo(PasswordGenerator.ALPHABET.length());
        for (char c : "ckopsuvwxyz".toCharArray()) {
            assertThat(PasswordGenerator.ALPHABET.indexOf(c) >= 0
                            && PasswordGenerator.ALPHABET.indexOf(Character.toUpperCase(c)) >= 0)
                    .as("both %s and its capital", c)
                    .isFalse();
        }
    }

    @Test
    void it_is_worth_more_than_seventy_bits_and_never_the_same() {
        assertThat(16 * Math.log(PasswordGenerator.ALPHABET.length()) / Math.log(2))
                .isGreaterThan(72);
        var seen = new HashSet<String>();
        for (int i = 0; i < 200; i++) {
            assertThat(seen.add(GENERATOR.generate(PasswordRulesTest.FOUR_CLASSES)))
                    .isTrue();
        }
    }
}
