package dev.roster.password;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The known breached passwords that ship with Roster, and the words that such passwords are made of.
 *
 * <p>The list is the first five bytes of each entry's SHA-256, sorted: 2.5 MB, with false positives for two in a million other
 * passwords. Created by {@code bin/breached-passwords}.
 */
@Component
class BreachedPasswords {
    static final int WIDTH = 5;
    static final int SHORTEST_STEM = 4;
    private static final int MOST_DECORATION = 6;

    private static final String SIGNS = "@$";
    private static final String DIGITS = "013457";
    private static final String SIGNS_MEAN = "as";
    private static final String DIGITS_MEAN = "oleast";

    /** Read on first use, and by one thread: class initialisation ensures both. */
    private static final class Shipped {
        private static final byte[] SORTED = read();

        private static byte[] read() {
            try (var list = BreachedPasswords.class.getResourceAsStream("/passwords/breached.bin")) {
                if (list == null) {
                    throw new IllegalStateException("passwords/breached.bin is missing");
                }
                return list.readAllBytes();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /**
     * Whether a password is on the list in any case, or is a word of the list decorated with at most six digits and symbols
     * around it and the usual substitutions in it: {@code Summer2024!}, {@code P@ssw0rd#1}.
     */
    boolean knows(String password) {
        var lower = password.toLowerCase(Locale.ROOT);
        return Stream.of(lower, replace(lower, SIGNS, SIGNS_MEAN)).distinct().anyMatch(this::isListedOrDressedUp);
    }

    private boolean isListedOrDressedUp(String lower) {
        if (isListed(lower) || isListed(replace(lower, DIGITS, DIGITS_MEAN))) {
            return true;
        }
        var stem = stem(lower);
        int decoration = lower.codePointCount(0, lower.length()) - stem.codePointCount(0, stem.length());
        return decoration > 0
                && decoration <= MOST_DECORATION
                && stem.length() >= SHORTEST_STEM
                && (isListed(stem) || isListed(replace(stem, DIGITS, DIGITS_MEAN)));
    }

    /** The part from the first to the last letter. */
    static String stem(String lower) {
        int from = 0;
        int to = lower.length();
        while (from < to && !Character.isLetter(lower.codePointAt(from))) {
            from += Character.charCount(lower.codePointAt(from));
        }
        while (to > from && !Character.isLetter(lower.codePointBefore(to))) {
            to -= Character.charCount(lower.codePointBefore(to));
        }
        return lower.substring(from, to);
    }

    private static String replace(String text, String from, String to) {
        var replaced = text;
        for (int i = 0; i < from.length(); i++) {
            replaced = replaced.replace(from.charAt(i), to.charAt(i));
        }
        return replaced;
    }

    private static boolean isListed(String lower) {
        long wanted = key(lower);
        int low = 0;
        int high = Shipped.SORTED.length / WIDTH - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = number(Shipped.SORTED, middle * WIDTH);
            if (found == wanted) {
                return true;
            }
            if (found < wanted) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }

    /** The form in which the list stores an entry: a number of {@link #WIDTH} bytes. */
    static long key(String lower) {
        try {
            return number(MessageDigest.getInstance("SHA-256").digest(lower.getBytes(StandardCharsets.UTF_8)), 0);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static long number(byte[] bytes, int from) {
        long number = 0;
        for (int i = from; i < from + WIDTH; i++) {
            number = number << 8 | (bytes[i] & 0xff);
        }
        return number;
    }
}
