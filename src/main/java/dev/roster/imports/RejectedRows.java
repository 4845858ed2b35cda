package dev.roster.imports;

import dev.roster.files.Csv;
import dev.roster.http.Texts;
import dev.roster.importfile.CsvHeader;
import dev.roster.imports.ImportRows.Rejected;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Stream;

/** The download of what was rejected: a file that can be mended and sent again, with line and reason in front. */
final class RejectedRows {
    private RejectedRows() {}

    static void write(Stream<Rejected> rejected, HttpServletResponse response, String organization, Texts texts)
            throws IOException {
        var header = Stream.concat(Stream.of("line", "reason"), CsvHeader.titles().stream())
                .toArray(String[]::new);
        var csv = Csv.to(response, "rejected-" + organization, header);
        rejected.forEach(row -> csv.row(
                Stream.concat(Stream.of(row.result().line(), row.reason(texts)), CsvHeader.cells(row.row()).stream())
                        .toArray()));
        csv.end();
    }
}
