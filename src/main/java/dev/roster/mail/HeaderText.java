package dev.roster.mail;

import dev.roster.shared.Text;
import java.util.regex.Pattern;

/** Makes of what people typed something that can stand in the header of a mail: the library encodes it from there. */
final class HeaderText {
    private static final int LONGEST = 200;

    /** Controls, half pairs, line and paragraph separators, and what turns the direction of the text after it. */
    private static final String UNPRINTABLE = "[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]";

    /** Inside {@code =?}, with which an encoded word begins (RFC 2047): a reader would decode what was only typed. */
    private static final String ENCODED_WORD = "(?<==)(?=\\?)";

    private static final Pattern BLANK = Pattern.compile(UNPRINTABLE + "|" + ENCODED_WORD);

    private HeaderText() {}

    /** The text on one line of at most 200 characters, with a blank for whatever a reader might take for more than text. */
    static String oneLine(String text) {
        var line = Text.tidy(BLANK.matcher(text).replaceAll(" "));
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST));
    }
}
