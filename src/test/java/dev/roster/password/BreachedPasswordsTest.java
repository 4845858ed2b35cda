package dev.roster.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class BreachedPasswordsTest {
    private final BreachedPasswords breached = new BreachedPasswords();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "PASSWORD",
                "12345678",
                "1q2w3e4r5t",
                "Password1!",
                "Passw0rd!",
                "P@ssw0rd",
                "P@$$w0rd2024!",
                "Welcome1!",
                "W3lcome#1",
                "Qwerty123!",
                "Summer2024!",
                "$ummer2024",
                "!!Sommer25",
                "Winter2023",
                "Admin123!",
                "Company1!",
                "Changeme1!",
                "Letmein1!",
                "Abcd1234!",
                "Berlin2024!",
                "Football#12",
                "iloveyou1!",
                "Password12345!",
            })
    void a_known_password_and_its_usual_disguises_are_known(String password) {
        assertThat(breached.knows(password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kemt-Rw4y-h7pd-xq3N",
                "violet-kettle-marches-upward",
                "Violet kettle marches upward 7!",
                "9vT#qLx2!mRz",
                "Zebra!7fp#92",
                "dragon#8305!72",
                "пароль-на-завтра",
                "7#7#7#7#",
            })
    void a_strong_one_is_not(String password) {
        assertThat(breached.knows(password)).isFalse();
    }

    @Test
    void random_ones_are_not_taken_for_known() {
        var random = new SecureRandom();
        long known = random.ints(20_000, 0, Integer.MAX_VALUE)
                .mapToObj(i -> "x%s-%s".formatted(Integer.toString(i, 36), Integer.toString(random.nextInt(), 36)))
                .filter(breached::knows)
                .count();

        assertThat(known).isLessThanOrEqualTo(2);
    }

    @Test
    void what_is_made_is_sorted_unique_and_finds_every_entry_in_lower_case() {
        var made = MakeBreachedPasswords.made(List.of("Sunflower", "short", "1234567", "sunflower", "x", "12345678"));

        assertThat(made).hasSize(3 * BreachedPasswords.WIDTH);
        var keys = IntStream.range(0, 3)
                .mapToLong(i -> IntStream.range(0, BreachedPasswords.WIDTH)
                        .mapToLong(b -> made[i * BreachedPasswords.WIDTH + b] & 0xff)
                        .reduce(0, (number, b) -> number << 8 | b))
                .toArray();
        assertThat(keys)
                .isSorted()
                .containsExactlyInAnyOrder(
                        BreachedPasswords.key("sunflower"),
                        BreachedPasswords.key("short"),
                        BreachedPasswords.key("12345678"));
    }
}
