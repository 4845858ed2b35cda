package dev.roster.shared;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Normalises text input before it is stored, compared or sorted. */
public final class Text {
    /** Vowel signs of Indic scripts and voicing marks of kana are marks, too, but tell words apart. */
    private static final Pattern ACCENTS = Pattern.compile(
            "[\\p{Mn}&&[\\p{IsInherited}\\p{IsHebrew}\\p{IsArabic}\\p{IsLatin}\\p{IsGreek}\\p{IsCyrillic}]&&[^\u3099\u309A]]+");

    /** Accents that stand on their own, typed as apostrophes. */
    private static final Pattern ACUTE = Pattern.compile("[\u00B4\u0060\u2032\u02B9\uFF07\u02BC\u02BB]");

    private static final Normalizer2 CASEFOLD = Normalizer2.getNFKCCasefoldInstance();
    private static final Normalizer2 NFKD = Normalizer2.getNFKDInstance();
    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

    /** Letters that Unicode does not decompose, such as ł, ø, đ, æ and þ, and typographic punctuation. */
    private static final Transliterator PLAIN_LATIN = Transliterator.getInstance("Latin-ASCII");

    private static final Set<Character.UnicodeScript> WITHOUT_BLANKS = EnumSet.of(
            Character.UnicodeScript.HAN,
            Character.UnicodeScript.HIRAGANA,
            Character.UnicodeScript.KATAKANA,
            Character.UnicodeScript.BOPOMOFO,
            Character.UnicodeScript.HANGUL,
            Character.UnicodeScript.THAI,
            Character.UnicodeScript.LAO,
            Character.UnicodeScript.KHMER,
            Character.UnicodeScript.MYANMAR);

    private static final Pattern WILDCARD = Pattern.compile("([\\\\%_])");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    private Text() {}

    /**
     * Trimmed, with inner white space collapsed to single blanks, composed (Unicode NFC), and without characters that nobody
     * sees. A text of only such characters is empty.
     */
    public static String tidy(String typed) {
        return SPACES.matcher(visible(typed)).replaceAll(" ").strip();
    }

    /** The text, composed, without invisible characters, except for joiners where scripts or emoji need them. */
    private static String visible(String typed) {
        var visible = NFC.normalize(typed);
        String before;
        do {
            // Marks that nothing separates any more change places.
            before = visible;
            visible = NFC.normalize(Invisible.removedFrom(before, Invisible.Joiners.NEEDED));
        } while (!visible.equals(before));
        return visible;
    }

    /** Whether the text contains characters that no name has: control characters, NUL, line breaks, unpaired surrogates. */
    public static boolean hasControlCharacters(String text) {
        return text.codePoints()
                .anyMatch(c -> Character.getType(c) == Character.CONTROL
                        || Character.getType(c) == Character.SURROGATE
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
    }

    /**
     * The text as it is sorted and searched: without case and accents, in the letters and punctuation that most keyboards have
     * ({@code Łukasz O’Brien} is {@code lukasz o'brien}), composed. Different texts may have the same result.
     */
    public static String folded(String text) {
        if (isAscii(text)) {
            return text.toLowerCase(Locale.ROOT).replace('`', '\'');
        }
        var bare = ACCENTS.matcher(
                        NFKD.normalize(CASEFOLD.normalize(ACUTE.matcher(text).replaceAll("'"))))
                .replaceAll("");
        return NFC.normalize(CASEFOLD.normalize(PLAIN_LATIN.transliterate(bare)));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /**
     * The first two letters from each place within a word of a script that is written without blanks between words (Han, kana,
     * Hangul, Thai and others), as words of their own: a search for a name within a name finds it by how it begins.
     */
    public static String wordsWithin(String folded) {
        var within = new StringJoiner(" ");
        var letters = folded.codePoints().toArray();
        for (int i = 1; i < letters.length; i++) {
            if (isWithoutBlanks(letters[i]) && Character.isLetter(letters[i - 1])) {
                boolean last = i + 1 == letters.length || !Character.isLetter(letters[i + 1]);
                within.add(new String(letters, i, last ? 1 : 2));
            }
        }
        return within.toString();
    }

    /** Whether the letter is of a script that is written without blanks between words or names. */
    public static boolean isWithoutBlanks(int letter) {
        return letter >= 0x0E00 && WITHOUT_BLANKS.contains(Character.UnicodeScript.of(letter));
    }

    /** The beginning of the text, with no more than so many bytes in UTF-8 and without half a character. */
    public static String beginning(String text, int bytes) {
        int length = 0;
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int letter = text.codePointAt(i);
            length += letter < 0x80 ? 1 : letter < 0x800 ? 2 : letter < 0x10000 ? 3 : 4;
            if (length > bytes) {
                return text.substring(0, i);
            }
        }
        return text;
    }

    /** Escapes the text for {@code like}, so that its wildcards and backslashes are matched literally. */
    public static String literal(String text) {
        return WILDCARD.matcher(text).replaceAll("\\\\$1");
    }

    /**
     * Lower-cases every letter on its own, whatever the language: different letters stay different (the dotless i, the ß, both
     * forms of the sigma).
     */
    public static String lowerCase(String text) {
        return text.codePoints()
                .mapToObj(c -> Character.toString(c).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
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
