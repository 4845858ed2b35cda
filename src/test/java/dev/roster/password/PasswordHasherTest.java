package dev.roster.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class PasswordHasherTest {
    private static final PasswordHasher HASHER = new PasswordHasher();

    @Property(tries = 10)
    void what_was_hashed_verifies_and_nothing_else_does(
            @ForAll @StringLength(min = 1, max = 64) @CharRange(from = ' ', to = '\ud7ff') String password) {
        var hashed = HASHER.hash(password);

        assertThat(HASHER.verify(hashed, password)).isTrue();
        assertThat(HASHER.verify(hashed, password + "x")).isFalse();
    }

    @Test
    void a_hash_names_its_algorithm_and_parameters_and_is_salted() {
        var hashed = HASHER.hash("violet kettle");

        assertThat(hashed.phc()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(hashed.phc()).isNotEqualTo(HASHER.hash("violet kettle").phc());
        assertThat(hashed).hasToString("[hashed]");
    }

    @Test
    void two_ways_to_type_the_same_letter_are_the_same_password() {
        assertThat(HASHER.verify(HASHER.hash("gr\u00fcner tee"), "gru\u0308ner tee"))
                .isTrue();
    }

    @Test
    void all_of_128_characters_count_and_longer_ones_are_refused_unhashed() {
        var longest = "\uD83E\uDD8A".repeat(128);
        var hashed = HASHER.hash(longest);

        assertThat(HASHER.verify(hashed, longest)).isTrue();
        assertThat(HASHER.verify(hashed, "\uD83E\uDD8A".repeat(127))).isFalse();
        assertThat(HASHER.verify(hashed, longest + "x")).isFalse();
        assertThat(HASHER.verify(hashed, "x".repeat(1_000_000))).isFalse();
        assertThatThrownBy(() -> HASHER.hash(longest + "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_hash_made_with_less_needs_an_upgrade_and_verifies_meanwhile() {
        var less = new HashedPassword(new Argon2PasswordEncoder(16, 32, 1, 8 * 1024, 2).encode("violet kettle"));

        assertThat(HASHER.verify(less, "violet kettle")).isTrue();
        assertThat(HASHER.needsUpgrade(less)).isTrue();
        assertThat(HASHER.needsUpgrade(HASHER.hash("violet kettle"))).isFalse();
    }

    @Test
    void verifying_nothing_takes_as_long_as_verifying() {
        var hashed = HASHER.hash("violet kettle");
        IntStream.range(0, 3).forEach(_ -> HASHER.verifyNothing("warm up"));
        var known = new long[11];
        var unknown = new long[11];
        for (int i = 0; i < known.length; i++) {
            known[i] = nanos(() -> assertThat(HASHER.verify(hashed, "wrong")).isFalse());
            unknown[i] = nanos(() -> assertThat(HASHER.verifyNothing("wrong")).isFalse());
        }

        assertThat(median(unknown) / (double) median(known)).isBetween(0.6, 1.6);
    }

    @Test
    void many_at_once_all_get_their_turn() throws Exception {
        var hashed = HASHER.hash("violet kettle");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = IntStream.range(0, 12)
                    .mapToObj(i -> threads.submit(() -> HASHER.verify(hashed, i % 2 == 0 ? "violet kettle" : "wrong")))
                    .toList();
            for (int i = 0; i < asked.size(); i++) {
                assertThat(asked.get(i).get()).isEqualTo(i % 2 == 0);
            }
        }
    }

    private static long nanos(Runnable run) {
        long start = System.nanoTime();
        run.run();
        return System.nanoTime() - start;
    }

    private static long median(long[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
