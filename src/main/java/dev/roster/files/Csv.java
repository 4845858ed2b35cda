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
 * A download of rows as comma-separated values (RFC 4180), written as they come. An apostrophe stands before whatever a
 * spreadsheet would take for a formula: at the start of a cell, and within it where a spreadsheet that separates cells by
 * semicolons, as most of Europe's do, or by tabs would begin another one.
 */
public final class Csv {
    /** Blanks, invisible characters and quotes are no hindrance; full width and small forms count like the usual ones. */
    private static final String FORMULA = "[\\p{Z}\\p{Cf}\\p{Cc}\"&&[^\\t\\r\\n]]*+"
            + "[=+@\\-\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B\u2212]";

    /** With its own apostrophes, so that one more tells them apart from ours. */
    private static final String DANGER =
            "(?:^(?=%1$s'*+[\\t\\r\\n])|(?:^|(?<=[;\\t\\r\\n]))(?=%1$s'*+" + FORMULA + "))";

    private static final Pattern UNPROTECTED = Pattern.compile(DANGER.formatted(""));
    private static final Pattern PROTECTED = Pattern.compile(DANGER.formatted("'") + "'");

    /** What some spreadsheet might take for the end of a cell. */
    private static final Pattern SEPARATORS = Pattern.compile("[;|\\t\\v]");

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
     * @param file its name without the ending: letters, digits and hyphens
     * @param header the names of the columns
     */
    public static Csv to(HttpServletResponse response, String file, String... header) throws IOException {
        Downloads.begin(response, FileFormat.CSV, file);
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

    /** Ends the file. It is not to be ended after a failure: then it would look whole. */
    public void end() throws IOException {
        writer.close();
    }

    /** What a cell that was written by {@link #row} says: without the apostrophes before what looked like a formula. */
    public static String text(String cell) {
        return PROTECTED.matcher(cell).replaceAll("");
    }

    static String cell(@Nullable Object value) {
        return value == null ? "" : UNPROTECTED.matcher(value.toString()).replaceAll("'");
    }
}
