package dev.roster.mail;

import dev.roster.shared.Text;
import java.util.regex.Pattern;

/** Makes user input safe for mail headers: the library encodes it from there. */
final class HeaderText {
    private static final int LONGEST = 200;

    /**
     * Control characters, unpaired surrogates, line and paragraph separators, and characters that change the text direction.
     */
    private static final String UNPRINTABLE = "[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]";

    /** The start of an encoded word (RFC 2047), {@code =?}: a mail client would decode what was merely typed. */
    private static final String ENCODED_WORD = "(?<==)(?=\\?)";

    private static final Pattern BLANK = Pattern.compile(UNPRINTABLE + "|" + ENCODED_WORD);

    private HeaderText() {}

    /** The text on one line of at most 200 characters, with a blank for anything a mail client might interpret. */
    static String oneLine(String text) {
        var line = Text.tidy(BLANK.matcher(text).replaceAll(" "));
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST));
    }
}
