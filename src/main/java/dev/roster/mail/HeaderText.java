package dev.roster.mail;

import dev.roster.shared.Text;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Brings what people typed into the header of a mail, unharmed and without a line of its own (RFC 2047). */
final class HeaderText {
    private static final int LONGEST = 200;

    /** RFC 2047, section 2: an encoded word has 75 characters, 12 of them around the text, which grows by a third. */
    private static final int BYTES_IN_A_WORD = 45;

    /** Controls, half pairs, line and paragraph separators, and what turns the direction of the text after it. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]");

    private HeaderText() {}

    static String oneLine(String text) {
        var line = Text.tidy(UNPRINTABLE.matcher(text).replaceAll(" "));
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST));
    }

    static String encoded(String text) {
        var line = oneLine(text);
        try {
            // The library leaves ASCII as it is; a reader would decode a name that looks like an encoded word.
            return line.contains("=?") ? String.join(" ", words(line)) : MimeUtility.encodeText(line, "UTF-8", null);
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        line.codePoints().mapToObj(Character::toString).forEach(character -> {
            if (utf8(word + character).length > BYTES_IN_A_WORD) {
                words.add(word(word));
                word.setLength(0);
            }
            word.append(character);
        });
        words.add(word(word));
        return words;
    }

    private static String word(CharSequence text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(utf8(text.toString())) + "?=";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
