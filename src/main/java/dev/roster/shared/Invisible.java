package dev.roster.shared;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.DecompositionType;
import com.ibm.icu.lang.UCharacter.JoiningType;
import com.ibm.icu.lang.UProperty;
import java.text.Normalizer;

/** Characters that nobody sees, and that make two texts differ which look the same, or a text look like another. */
final class Invisible {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int EMOJI_STYLE = 0xFE0F;
    private static final int KEYCAP = 0x20E3;
    private static final int BRAILLE_BLANK = 0x2800;
    private static final int NONE = -1;

    private Invisible() {}

    /** Which joiners (U+200C, U+200D) to keep: those that scripts or emoji need where they are, or all of them. */
    enum Joiners {
        NEEDED,
        ALL
    }

    /**
     * The text without invisible characters: zero-width spaces, soft hyphens, fillers, byte order marks, tags, and everything
     * that overrides the direction.
     */
    static String removedFrom(String text, Joiners joiners) {
        if (text.chars().allMatch(c -> c < 0xAD)) {
            return text;
        }
        var visible = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (!isInvisible(c) || isNeeded(c, before(visible), after(text, i), joiners)) {
                visible.appendCodePoint(c);
            }
        }
        return visible.toString();
    }

    /** The text in letters of ordinary width, like the width mapping of RFC 8265. */
    static String widthFolded(String text) {
        if (text.chars().allMatch(c -> c < 0x1100)) {
            return text;
        }
        var folded = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int kind = UCharacter.getIntPropertyValue(c, UProperty.DECOMPOSITION_TYPE);
            var one = Character.toString(c);
            folded.append(
                    kind == DecompositionType.WIDE || kind == DecompositionType.NARROW
                            ? Normalizer.normalize(one, Normalizer.Form.NFKC)
                            : one);
        });
        return folded.toString();
    }

    private static boolean isInvisible(int c) {
        return UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
                || c == BRAILLE_BLANK
                || (c >= 0xFFF9 && c <= 0xFFFB);
    }

    private static boolean isNeeded(int c, int before, int after, Joiners joiners) {
        if (c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER) {
            return joiners == Joiners.ALL
                    || joins(before, after)
                    || (c == ZERO_WIDTH_JOINER && isEmojiPart(before, after));
        }
        if (c == EMOJI_STYLE) {
            return isPictograph(before) || after == KEYCAP;
        }
        // Variants of Chinese characters, some of which are in names, and of Mongolian letters.
        boolean ideographic = (c >= 0xFE00 && c < EMOJI_STYLE) || (c >= 0xE0100 && c <= 0xE01EF);
        boolean mongolian = c == 0x180B || c == 0x180C || c == 0x180D || c == 0x180F;
        return (ideographic && UCharacter.hasBinaryProperty(before, UProperty.IDEOGRAPHIC))
                || (mongolian && before >= 0x1800 && before <= 0x18AF && !isInvisible(before));
    }

    /** Between letters of a script that joins them, or after a virama (RFC 5892, appendix A). */
    private static boolean joins(int before, int after) {
        if (before == NONE || isInvisible(before)) {
            return false;
        }
        if (UCharacter.getCombiningClass(before) == 9) {
            return true;
        }
        int joining = UCharacter.getIntPropertyValue(before, UProperty.JOINING_TYPE);
        return after != NONE
                && UCharacter.isLetter(after)
                && (joining == JoiningType.DUAL_JOINING
                        || joining == JoiningType.LEFT_JOINING
                        || joining == JoiningType.RIGHT_JOINING
                        || (joining == JoiningType.TRANSPARENT
                                && UCharacter.getIntPropertyValue(after, UProperty.JOINING_TYPE)
                                        != JoiningType.NON_JOINING));
    }

    private static boolean isEmojiPart(int before, int after) {
        boolean emoji = before == EMOJI_STYLE
                || isPictograph(before)
                || UCharacter.hasBinaryProperty(before, UProperty.EMOJI_MODIFIER);
        return before != NONE && emoji && isPictograph(after);
    }

    private static boolean isPictograph(int c) {
        return c != NONE && UCharacter.hasBinaryProperty(c, UProperty.EXTENDED_PICTOGRAPHIC);
    }

    private static int before(StringBuilder kept) {
        return kept.isEmpty() ? NONE : kept.codePointBefore(kept.length());
    }

    /** The next visible character. */
    private static int after(String text, int from) {
        for (int i = from; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (!isInvisible(c)) {
                return c;
            }
        }
        return NONE;
    }
}
