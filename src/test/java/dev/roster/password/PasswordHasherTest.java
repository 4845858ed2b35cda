package dev.roster.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roster.password.HashingThreads.Asker;
import dev.roster.support.Generator;
import dev.roster.support.Property;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class PasswordHasherTest {
    private static final int TRIES = 15;
    private static final PasswordHasher HASHER = new PasswordHasher(new HashingThreads());

    @Test
    void what_was_hashed_verifies_and_nothing_else_does() {
        var passwords = Generator.strings(Generator.integers(' ', '\ud7ff'), 1, 64);
        Property.holds(10, given -> {
            var password = given.any(passwords);
            var hashed = HASHER.hash(password);

            assertThat(verify(hashed, password)).isTrue();
            assertThat(verify(hashed, password + "x")).isFalse();
        });
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
        assertThat(verify(HASHER.hash("gr\u00fcner tee"), "gru\u0308ner tee")).isTrue();
    }

    @Test
    void all_of_128_characters_count_and_longer_ones_are_refused_unhashed() {
        var longest = "\uD83E\uDD8A".repeat(128);
        var hashed = HASHER.hash(longest);

        assertThat(verify(hashed, longest)).isTrue();
        assertThat(verify(hashed, "\uD83E\uDD8A".repeat(127))).isFalse();
        assertThat(verify(hashed, longest + "x")).isFalse();
        assertThat(verify(hashed, "x".repeat(1_000_000))).isFalse();
        assertThatThrownBy(() -> HASHER.hash(longest + "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_hash_made_with_less_verifies_and_is_hashed_anew_by_the_right_password() {
        var less = new HashedPassword(new Argon2PasswordEncoder(16, 32, 1, 8 * 1024, 2).encode("violet kettle"));

        assertThat(HASHER.verify(Asker.KNOWN, less, "wrong").upgraded()).isNull();
        var upgraded = HASHER.verify(Asker.KNOWN, less, "violet kettle").upgraded();
        assertThat(verify(Objects.requireNonNull(upgraded), "violet kettle")).isTrue();
        assertThat(HASHER.verify(Asker.KNOWN, upgraded, "violet kettle").upgraded())
                .isNull();
    }

    /** The costliest hashes that are accepted, and some that are not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "$argon2id$v=19$m=65536,t=1,p=4$c29kaXVtIGNobG9yaWRl$WyVZItczc4YAxYMLMPpjKh0TuKvzcz+DXESC9/fxZYg true",
                "$argon2id$v=19$m=47104,t=1,p=1$c29kaXVtIGNobG9yaWRl$WyVZItczc4YAxYMLMPpjKh0TuKvzcz+DXESC9/fxZYg true",
                "$argon2id$v=19$m=7168,t=20,p=1$c29kaXVtIGNobG9yaWRl$WyVZItczc4YAxYMLMPpjKh0TuKvzcz+DXESC9/fxZYg true",
                "$argon2id$v=19$m=65536,t=2,p=1$c29kaXVtIGNobG9yaWRl$WyVZItczc4YAxYMLMPpjKh0TuKvzcz+DXESC9/fxZYg false",
                "$argon2id$v=19$m=65537,t=1,p=1$c29kaXVtIGNobG9yaWRl$WyVZItczc4YAxYMLMPpjKh0TuKvzcz+DXESC9/fxZYg false",
                "$2b$10$CCCCCCCCCCCCCCCCCCCCC.89Q//NU00G4/AfR7dW7OczE70HW4SfW true",
                "$2b$11$CCCCCCCCCCCCCCCCCCCCC.89Q//NU00G4/AfR7dW7OczE70HW4SfW false",
                "$scrypt$ln=15,r=8,p=1$c29kaXVtIGNobG9yaWRl$1TBbZTTF+8UvOxQUIq0wYtZez4vCyEJQtSgfPBDRcA4 true",
                "$scrypt$ln=11,r=16,p=9$c29kaXVtIGNobG9yaWRl$1TBbZTTF+8UvOxQUIq0wYtZez4vCyEJQtSgfPBDRcA4 true",
                "$scrypt$ln=15,r=8,p=2$c29kaXVtIGNobG9yaWRl$1TBbZTTF+8UvOxQUIq0wYtZez4vCyEJQtSgfPBDRcA4 false",
                "$scrypt$ln=16,r=1,p=1$c29kaXVtIGNobG9yaWRl$1TBbZTTF+8UvOxQUIq0wYtZez4vCyEJQtSgfPBDRcA4 false",
                "pbkdf2_sha256$440000$seasalt$HK4uS00tqpobn4hVfjf56cOhE1rjvEGT/AhGgWyomww= true",
                "pbkdf2_sha256$600000$seasalt$HK4uS00tqpobn4hVfjf56cOhE1rjvEGT/AhGgWyomww= false",
                "$pbkdf2-sha512$140000$c29kaXVtIGNobG9yaWRl$RgCS4Yh/SmPZia21L9Y17kkPNug6WFTgzEQSsxwvLSWOpz7KTm2thDJNNXDBei9zXkIUvAolnG2xM/g0Z/MyKg true",
                "$pbkdf2$500000$c29kaXVtIGNobG9yaWRl$RgCS4Yh/SmPZia21L9Y17kkPNug true",
                "$pbkdf2$500000$c29kaXVtIGNobG9yaWRl$RgCS4Yh/SmPZia21L9Y17kkPNug6WFTgzEQSsxwvLSWOpz7KTm2thDJNNXDBei9zXkIUvAolnG2xM/g0Z/MyKg false",
            })
    void what_would_take_more_than_four_times_as_long_as_ours_is_not_taken_in(String hash, boolean isTakenIn) {
        assertThat(ForeignHash.read(hash).isPresent()).isEqualTo(isTakenIn);
    }

    /** In a separate virtual machine, which compiles like a server's: the suite's compiles only partially. */
    @Test
    void the_costliest_that_are_taken_in_take_as_long_as_they_are_reckoned_to() throws Exception {
        var java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Measured.class.getName())
                .redirectErrorStream(true)
                .start();
        var told = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(java.waitFor()).as(told).isZero();
        var ratios = told.lines().map(Double::valueOf).toList();
        assertThat(ratios).hasSize(Measured.COSTLIEST.size());
        // A tolerance of 50 %: processors differ in their strengths.
        assertThat(ratios).allSatisfy(ratio -> assertThat(ratio).isLessThan(1.5 * ForeignHash.MOST_TIMES_OURS));
    }

    /** Prints how many times longer than one of ours each takes. */
    static final class Measured {
        static final List<String> COSTLIEST = List.of(
                "$argon2id$v=19$m=65536,t=1,p=4$c29kaXVtIGNobG9yaWRl$WyVZItczc4YAxYMLMPpjKh0TuKvzcz+DXESC9/fxZYg",
                "$2b$10$CCCCCCCCCCCCCCCCCCCCC.89Q//NU00G4/AfR7dW7OczE70HW4SfW",
                "$scrypt$ln=15,r=8,p=1$c29kaXVtIGNobG9yaWRl$1TBbZTTF+8UvOxQUIq0wYtZez4vCyEJQtSgfPBDRcA4",
                "pbkdf2_sha256$440000$seasalt$HK4uS00tqpobn4hVfjf56cOhE1rjvEGT/AhGgWyomww=");

        public static void main(String[] arguments) {
            var ours = new Argon2PasswordEncoder(16, 32, 1, PasswordHasher.MEMORY_KIB, PasswordHasher.PASSES);
            IntStream.range(0, 30).forEach(_ -> ours.encode("warm up"));
            double own = quickest(() -> ours.encode("wrong"));
            for (var hash : COSTLIEST) {
                var foreign = ForeignHash.read(hash).orElseThrow();
                System.out.println(quickest(() -> foreign.matches("wrong")) / own);
            }
        }

        private static double quickest(Runnable run) {
            return IntStream.range(0, 8).mapToLong(_ -> nanos(run)).min().orElseThrow();
        }
    }

    @Test
    void what_was_stored_when_more_was_taken_in_opens_nothing() {
        var costly = new HashedPassword(new Argon2PasswordEncoder(16, 32, 1, 64 * 1024, 3).encode("violet kettle"));

        assertThat(verify(costly, "violet kettle")).isFalse();
    }

    @Test
    void every_refusal_takes_the_same_time() {
        var kinds = List.of(
                HASHER.hash("violet kettle"),
                foreign("$2b$04$CCCCCCCCCCCCCCCCCCCCC.89Q//NU00G4/AfR7dW7OczE70HW4SfW"),
                foreign("$2b$10$CCCCCCCCCCCCCCCCCCCCC.89Q//NU00G4/AfR7dW7OczE70HW4SfW"),
                foreign("$scrypt$ln=15,r=8,p=1$c29kaXVtIGNobG9yaWRl$1TBbZTTF+8UvOxQUIq0wYtZez4vCyEJQtSgfPBDRcA4"));
        IntStream.range(0, 10).forEach(_ -> verifyNothing("warm up"));
        // Others use the machine, too: a true statement is confirmed by one of a few measurements, a false one by none.
        var ratios = ratiosToNobody(kinds);
        for (int looks = 1; looks < 4 && !ratios.stream().allMatch(PasswordHasherTest::isTheSame); looks++) {
            ratios = ratiosToNobody(kinds);
        }

        assertThat(ratios).allMatch(PasswordHasherTest::isTheSame);
    }

    private static boolean isTheSame(double ratio) {
        return ratio >= 0.95 && ratio <= 1.05;
    }

    private static List<Double> ratiosToNobody(List<HashedPassword> kinds) {
        var nobody = new long[TRIES];
        var known = new long[kinds.size()][TRIES];
        for (int i = 0; i < TRIES; i++) {
            nobody[i] =
                    nanos(() -> HASHER.verifyNothing(Asker.STRANGER, "wrong").waitToRefuse());
            for (int kind = 0; kind < kinds.size(); kind++) {
                var hashed = kinds.get(kind);
                known[kind][i] = nanos(() ->
                        HASHER.verify(Asker.STRANGER, hashed, "wrong").check().waitToRefuse());
            }
        }
        return Arrays.stream(known)
                .map(kind -> median(kind) / (double) median(nobody))
                .toList();
    }

    @Test
    void many_at_once_all_get_their_turn() throws Exception {
        var hashed = HASHER.hash("violet kettle");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = IntStream.range(0, 12)
                    .mapToObj(i -> threads.submit(() -> verify(hashed, i % 2 == 0 ? "violet kettle" : "wrong")))
                    .toList();
            for (int i = 0; i < asked.size(); i++) {
                assertThat(asked.get(i).get()).isEqualTo(i % 2 == 0);
            }
        }
    }

    private static boolean verify(HashedPassword hashed, String password) {
        return HASHER.verify(Asker.KNOWN, hashed, password).check().right();
    }

    private static boolean verifyNothing(String password) {
        return HASHER.verifyNothing(Asker.KNOWN, password).right();
    }

    private static HashedPassword foreign(String hash) {
        return Passwords.readForeign(hash).orElseThrow();
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
