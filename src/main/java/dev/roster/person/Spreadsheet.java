package dev.roster.person;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Long numbers as spreadsheets show and save them: {@code 4.47911E+11}, which may have lost digits. */
final class Spreadsheet {
    private static final Pattern SCIENTIFIC = Pattern.compile("(\\d[.,]?(\\d*))[Ee]\\+?(\\d{1,2})");

    private Spreadsheet() {}

    /** The number in full if all of its digits are there; any other text as it is. */
    static String unrounded(String text) {
        return SCIENTIFIC.matcher(text).matches() && !isRounded(text)
                ? new BigDecimal(text.replace(',', '.')).toPlainString()
                : text;
    }

    /** Whether it is such a number without its last digits. */
    static boolean isRounded(String text) {
        var number = SCIENTIFIC.matcher(text);
        return number.matches() && number.group(2).length() < Integer.parseInt(number.group(3));
    }
}
