package dev.roster.ui;

import java.util.Locale;

/** The letters of an avatar. */
public final class Initials {
    private Initials() {}

    /** The first letters of the first and the last word, upper-case; whole characters, even outside the BMP. */
    public static String of(String name) {
        var words = name.strip().split("\\s+");
        var first = firstCharacter(words[0]);
        var last = words.length > 1 ? firstCharacter(words[words.length - 1]) : "";
        return (first + last).toUpperCase(Locale.ROOT);
    }

    /** One of eight colours, always the same for the same name. */
    public static int colour(String name) {
        return Math.floorMod(name.hashCode(), 8);
    }

    private static String firstCharacter(String word) {
        return word.isEmpty() ? "" : new String(Character.toChars(word.codePointAt(0)));
    }
}
