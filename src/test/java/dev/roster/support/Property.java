package dev.roster.support;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Checks with many values, different ones in each run, what must hold for all. A failure reports the values and how to repeat
 * them: {@code -Dproperty.seed=…} makes them the first.
 */
public final class Property {
    private static final String SEED = "property.seed";

    private Property() {}

    /** What must hold for all values. */
    @FunctionalInterface
    public interface Claim {
        void check(Given given) throws Exception;
    }

    /** The values of one attempt. */
    public static final class Given {
        private final RandomGenerator random;
        private final List<Object> values = new ArrayList<>();

        private Given(long seed) {
            random = new SplittableRandom(seed);
        }

        public <T> T any(Generator<T> generator) {
            T value = generator.from(random);
            values.add(value);
            return value;
        }

        @Override
        public String toString() {
            return values.stream().map(Given::legible).collect(joining("\n  ", "  ", ""));
        }

        private static String legible(Object value) {
            return value.toString()
                    .chars()
                    .mapToObj(c -> c >= ' ' && c <= '~' ? Character.toString(c) : "\\u%04X".formatted(c))
                    .collect(joining());
        }
    }

    public static void holds(int tries, Claim claim) {
        long first = Long.getLong(SEED, new Random().nextLong());
        var seeds = new SplittableRandom(first);
        for (int i = 0; i < tries; i++) {
            long seed = i == 0 ? first : seeds.nextLong();
            var given = new Given(seed);
            try {
                claim.check(given);
            } catch (Exception | AssertionError failure) {
                throw new AssertionError(
                        "Fails in try %d of %d, again with -D%s=%d, for\n%s\n%s"
                                .formatted(i + 1, tries, SEED, seed, given, failure),
                        failure);
            }
        }
    }
}
