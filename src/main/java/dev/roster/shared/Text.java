package dev.roster.shared;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Normalises text input before it is stored, compared or sorted. */
public final class Text {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern WILDCARD = Pattern.compile("([\\\\%_])");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    private Text() {}

    /** Trimmed, with inner white space collapsed to single blanks, composed (Unicode NFC). */
    public static String tidy(String typed) {
        return SPACES.matcher(Normalizer.normalize(typed.strip(), Normalizer.Form.NFC))
                .replaceAll(" ")
                .strip();
    }

    /** Whether the text contains characters that no name has: control characters, NUL, line breaks, unpaired surrogates. */
    public static boolean hasControlCharacters(String text) {
        return text.codePoints()
                .anyMatch(c -> Character.getType(c) == Character.CONTROL
                        || Character.getType(c) == Character.SURROGATE
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
    }

    /** Lower-case and without accents, for sorting and searching. Different texts may have the same result. */
    public static String folded(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    /** Escapes the text for {@code like}, so that its wildcards and backslashes are matched literally. */
    public static String literal(String text) {
        return WILDCARD.matcher(text).replaceAll("\\\\$1");
    }

    /** Lower-cases A to Z only; every other character stays. */
    public static String asciiLowerCase(String text) {
        var lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
        }
        return lower.toString();
    }
}
