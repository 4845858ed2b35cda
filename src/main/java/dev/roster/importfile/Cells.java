package dev.roster.importfile;

import dev.roster.files.Csv;
import java.util.regex.Pattern;

/** What people see in a cell, without what they do not see. */
final class Cells {
    /** Blanks of all kinds, marks without a width, and byte-order marks, at the ends. */
    private static final Pattern INVISIBLE = Pattern.compile("^[\\s\\p{Z}\\p{Cf}\\x00]+|[\\s\\p{Z}\\p{Cf}\\x00]+$");

    private static final Pattern QUOTED = Pattern.compile("^[\"“”„‟«»](.+)[\"“”„‟«»]$", Pattern.DOTALL);

    private Cells() {}

    /** The value of a cell. */
    static String value(String cell) {
        return clean(Csv.typed(clean(cell)));
    }

    /** Without invisible characters at its ends. */
    static String clean(String text) {
        return INVISIBLE.matcher(text).replaceAll("");
    }

    static String unquoted(String text) {
        return clean(QUOTED.matcher(text).replaceAll("$1"));
    }
}
