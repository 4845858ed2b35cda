package dev.roster.support;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Generates random values for a {@link Property}: the same random numbers give the same value. */
@FunctionalInterface
public interface Generator<T> {
    T from(RandomGenerator random);

    /** One of these, each as often as it is listed. */
    @SafeVarargs
    static <T> Generator<T> of(T... values) {
        return of(List.of(values));
    }

    static <T> Generator<T> of(Collection<T> values) {
        var all = List.copyOf(values);
        return random -> all.get(random.nextInt(all.size()));
    }

    /** A value of one of these generators, each used as often as it is listed. */
    @SafeVarargs
    static <T> Generator<T> oneOf(Generator<? extends T>... generators) {
        var all = List.of(generators);
        return random -> all.get(random.nextInt(all.size())).from(random);
    }

    static Generator<Boolean> booleans() {
        return RandomGenerator::nextBoolean;
    }

    /** Including both ends, which are more frequent than others. */
    static Generator<Integer> integers(int min, int max) {
        return random -> switch (random.nextInt(20)) {
            case 0 -> min;
            case 1 -> max;
            default -> random.nextInt(min, max + 1);
        };
    }

    static Generator<Long> longs() {
        return oneOf(RandomGenerator::nextLong, of(0L, 1L, -1L, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    /** Of arbitrary UTF-16 units: half of them ASCII, some control characters or unpaired surrogates. */
    static Generator<String> strings(int min, int max) {
        Generator<Integer> any = oneOf(
                integers(' ', '~'),
                integers(' ', '~'),
                integers(0, 0xFFFF),
                oneOf(integers(0, 0x1F), integers(0x7F, 0xA0), integers(0x80, 0x24F), integers(0x2000, 0x206F)));
        return strings(any, min, max);
    }

    /** Of these characters. */
    static Generator<String> strings(String characters, int min, int max) {
        return strings(of(characters.codePoints().boxed().toList()), min, max);
    }

    /** Of these characters, by code point; short and long ones are equally frequent. */
    static Generator<String> strings(Generator<Integer> characters, int min, int max) {
        return oneOf(characters.lists(min, max), characters.lists(min, Math.min(max, min + 8)))
                .map(list -> list.stream()
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }

    default <R> Generator<R> map(Function<? super T, ? extends R> change) {
        return random -> change.apply(from(random));
    }

    default Generator<T> filter(Predicate<? super T> wanted) {
        return random -> {
            for (int i = 0; i < 10_000; i++) {
                var value = from(random);
                if (wanted.test(value)) {
                    return value;
                }
            }
            throw new IllegalStateException("Next to nothing passes the filter.");
        };
    }

    default Generator<List<T>> lists(int min, int max) {
        var sizes = integers(min, max);
        return random -> {
            int size = sizes.from(random);
            var list = new ArrayList<T>(size);
            for (int i = 0; i < size; i++) {
                list.add(from(random));
            }
            return list;
        };
    }

    /** Of at most this size. */
    default Generator<Set<T>> sets(int max) {
        return lists(0, max).map(HashSet::new);
    }
}
