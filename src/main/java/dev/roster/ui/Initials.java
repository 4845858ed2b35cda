package dev.roster.ui;

import java.util.Locale;

/** The letters of an avatar. */
public final class Initials {
    private Initials() {}

    /** The first letters of the first and the last word, upper-case; whole characters, even outside the BMP. */
    public static String of(String name) {
        var stripped = name.strip();
        int last = stripped.length();
        while (last > 0 && !Character.isWhitespace(stripped.charAt(last - 1))) {
            last--;
        }
        var initials = firstCharacter(stripped) + (last == 0 ? "" : firstCharacter(stripped.substring(last)));
        return initials.toUpperCase(Locale.ROOT);
    }

    /** One of eight colours, always the same for the same name. */
    public static int colour(String name) {
        return Math.floorMod(name.hashCode(), 8);
    }

    private static String firstCharacter(String word) {
        return word.isEmpty() ? "" : Character.toString(word.codePointAt(0));
    }
}
