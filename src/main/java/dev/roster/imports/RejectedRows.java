package dev.roster.imports;

import dev.roster.files.Csv;
import dev.roster.http.Texts;
import dev.roster.importfile.CsvHeader;
import dev.roster.imports.ImportRows.Rejected;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Stream;

/**
 * The download of rejected rows: a file that can be fixed and sent again, with the line and the reason in the first columns.
 */
final class RejectedRows {
    private RejectedRows() {}

    /** @param mark whether to begin with a byte-order mark, for spreadsheets */
    static void write(
            Import shown,
            Stream<Rejected> rejected,
            HttpServletResponse response,
            String organization,
            boolean mark,
            Texts texts)
            throws IOException {
        var header = Stream.concat(Stream.of("line", "reason"), CsvHeader.titles().stream())
                .toArray(String[]::new);
        var csv = Csv.to(response, "rejected-" + organization, mark, header);
        rejected.forEach(row -> csv.row(Stream.concat(
                        Stream.of(row.result().line(), row.reason(shown, texts)), CsvHeader.cells(row.row()).stream())
                .toArray()));
        csv.end();
    }
}
