package dev.roster.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A download of rows as comma-separated values (RFC 4180), written as they come. A cell that a spreadsheet would take for
 * a formula starts with an apostrophe.
 */
public final class Csv {
    private static final String STARTS_OF_FORMULAS = "=+-@\t\r";

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
        var csv = new Csv(CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(response.getOutputStream()));
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

    /** What a cell that was written by {@link #row} says: without the apostrophe in front of what looked like a formula. */
    public static String text(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && STARTS_OF_FORMULAS.indexOf(cell.charAt(1)) >= 0
                ? cell.substring(1)
                : cell;
    }

    private static String cell(@Nullable Object value) {
        var text = value == null ? "" : value.toString();
        return !text.isEmpty() && STARTS_OF_FORMULAS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
