package dev.roster.files;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A download of rows as comma-separated values (RFC 4180), written as they arrive. Anything that a spreadsheet would take for
 * a formula is prefixed with an apostrophe: at the start of a cell, and inside it wherever a spreadsheet that separates cells
 * with semicolons, as is common in Europe, or tabs would start a new one.
 */
public final class Csv {
    /** Blanks, invisible characters and quotes are skipped; full-width and small forms count like the usual ones. */
    private static final String FORMULA = "[\\p{Z}\\p{Cf}\\p{Cc}\"&&[^\\t\\r\\n]]*+"
            + "[=+@\\-\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B\u2212]";

    /** Those that word processors put around a text. */
    private static final String QUOTES = "[“”„‟«»‹›‘’‚‛]";

    /** What {@link #typed} takes off a cell. */
    private static final String TAKEN_OFF = "'+\\d|'*+" + QUOTES + "(?s:.+)" + QUOTES + "\\z";

    /** Includes apostrophes of its own, so that one more distinguishes them from ours. */
    private static final String DANGER = "(?:^(?=%1$s'*+[\\t\\r\\n])|(?:^|(?<=[;\\t\\r\\n]))(?=%1$s'*+" + FORMULA
            + ")|^(?=%1$s(?:" + TAKEN_OFF + ")))";

    /** A spreadsheet's formula for a text, such as {@code ="00123"}. */
    private static final Pattern TEXT_FORMULA = Pattern.compile("^=\\s*\"((?:[^\"]|\"\")*)\"$");

    private static final Pattern APOSTROPHE = Pattern.compile("^'(?=\\d)");
    private static final Pattern QUOTED = Pattern.compile("^" + QUOTES + "(.+)" + QUOTES + "$", Pattern.DOTALL);

    private static final Pattern UNPROTECTED = Pattern.compile(DANGER.formatted(""));
    private static final Pattern PROTECTED = Pattern.compile(DANGER.formatted("'") + "'");

    /** What some spreadsheets might take for the end of a cell. */
    private static final Pattern SEPARATORS = Pattern.compile("[;|\\t\\v]");

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final QuoteStrategy QUOTING = new QuoteStrategy() {
        @Override
        public boolean quoteValue(int line, int field, String value) {
            return SEPARATORS.matcher(value).find();
        }
    };

    private final CsvWriter writer;

    private Csv(CsvWriter writer) {
        this.writer = writer;
    }

    /**
     * @param file its name without the extension: letters, digits and hyphens
     * @param mark whether to begin with a byte-order mark, without which spreadsheets misread what is not ASCII
     * @param header the names of the columns
     */
    public static Csv to(HttpServletResponse response, String file, boolean mark, String... header) throws IOException {
        Downloads.begin(response, FileFormat.CSV, file);
        if (mark) {
            response.getOutputStream().write(BYTE_ORDER_MARK);
        }
        var csv = new Csv(CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .quoteStrategy(QUOTING)
                .build(response.getOutputStream()));
        csv.row((Object[]) header);
        return csv;
    }

    /** @param cells an empty one for each null */
    public void row(@Nullable Object... cells) {
        writer.writeRecord(Arrays.stream(cells).map(Csv::cell).toList());
    }

    /** Completes the file. Must not be called after a failure: the file would look complete. */
    public void end() throws IOException {
        writer.close();
    }

    /** The original value of a cell written by {@link #row}: without the apostrophes before apparent formulas. */
    public static String text(String cell) {
        return PROTECTED.matcher(cell).replaceAll("");
    }

    /**
     * What people mean by a cell: the original value if {@link #row} wrote it, otherwise without what spreadsheets and word
     * processors add, such as {@code ="00123"}, {@code '00123} or curly quotation marks.
     */
    public static String typed(String cell) {
        var formula = TEXT_FORMULA.matcher(cell);
        if (formula.matches()) {
            return formula.group(1).replace("\"\"", "\"");
        }
        var text = text(cell);
        return text.equals(cell)
                ? QUOTED.matcher(APOSTROPHE.matcher(cell).replaceFirst("")).replaceFirst("$1")
                : text;
    }

    static String cell(@Nullable Object value) {
        return value == null ? "" : UNPROTECTED.matcher(value.toString()).replaceAll("'");
    }
}
