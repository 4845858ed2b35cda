package dev.roster.shared;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What is done to text that people typed, before it is kept, compared or sorted. */
public final class Text {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern WILDCARD = Pattern.compile("([\\\\%_])");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    private Text() {}

    /** Trimmed, inner white space folded to one blank, composed (Unicode NFC). */
    public static String tidy(String typed) {
        return SPACES.matcher(Normalizer.normalize(typed.strip(), Normalizer.Form.NFC))
                .replaceAll(" ")
                .strip();
    }

    /** Whether the text holds characters that no name has: controls, NUL, line breaks, half a surrogate pair. */
    public static boolean hasControlCharacters(String text) {
        return text.codePoints()
                .anyMatch(c -> Character.getType(c) == Character.CONTROL
                        || Character.getType(c) == Character.SURROGATE
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
    }

    /** Lower-case and without accents, for sorting and searching. Two texts may share it. */
    public static String folded(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    /** What {@code like} finds only as it is written: its wildcards, and the backslash that escapes them, are escaped. */
    public static String literal(String text) {
        return WILDCARD.matcher(text).replaceAll("\\\\$1");
    }

    /** A to Z become a to z; every other character stays. */
    public static String asciiLowerCase(String text) {
        var lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
        }
        return lower.toString();
    }
}
