package dev.roster.factor;

import dev.roster.shared.Secret;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Codes to be kept on paper: sixteen characters of 32 give 80 bits, which cannot be guessed, so a plain hash is enough to store
 * them.
 */
final class RecoveryCode {
    /** How many a person has at most. */
    static final int MANY = 10;

    /** Crockford's Base32: without I, L, O and U. */
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int GROUPS = 4;
    private static final int GROUP = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RecoveryCode() {}

    static Stream<String> next() {
        return Stream.generate(RecoveryCode::draw).distinct().limit(MANY);
    }

    /** The hash of a code as typed: in capitals or not, with or without the separators, and with the letters that look alike. */
    static byte[] hash(String typed) {
        return Secret.hash(typed.toLowerCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('o', '0')
                .replace('i', '1')
                .replace('l', '1'));
    }

    private static String draw() {
        return String.join(
                "-", IntStream.range(0, GROUPS).mapToObj(_ -> group()).toList());
    }

    private static String group() {
        var group = new StringBuilder();
        for (int i = 0; i < GROUP; i++) {
            group.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return group.toString();
    }
}
