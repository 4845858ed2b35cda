package dev.roster.importfile;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import dev.roster.files.Csv;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of comma-separated values (RFC 4180) below a header line. Semicolons and tabs work as well: spreadsheets write and
 * paste them.
 */
final class CsvRows implements Iterator<ImportRow> {
    private static final int LONGEST_HEADER = 16 * 1024;
    private static final int LONGEST_FIELD = 64 * 1024;
    private static final int LONGEST_ROW = 2 * LONGEST_FIELD;
    private static final int MOST_FIELDS = 1_000;
    private static final String SEPARATORS = ",;\t";

    private final Iterator<CsvRecord> records;
    private final CsvHeader header;

    private CsvRows(Iterator<CsvRecord> records, CsvHeader header) {
        this.records = records;
        this.header = header;
    }

    static CsvRows of(BufferedReader reader) throws IOException {
        var records = CsvReader.builder()
                .fieldSeparator(separator(reader))
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_FIELD)
                .build(
                        CsvRecordHandler.of(handler -> handler.maxFields(MOST_FIELDS)
                                .maxFieldSize(LONGEST_FIELD)
                                .maxRecordSize(LONGEST_ROW)),
                        reader)
                .iterator();
        if (!reading(records::hasNext)) {
            throw InvalidException.of("file", "empty-file");
        }
        return new CsvRows(records, CsvHeader.read(reading(records::next).getFields()));
    }

    /** The separator that is most frequent in the first line. */
    private static char separator(BufferedReader reader) throws IOException {
        reader.mark(LONGEST_HEADER);
        var buffer = new char[LONGEST_HEADER];
        int read = reader.read(buffer, 0, LONGEST_HEADER - 1);
        reader.reset();
        var start = new String(buffer, 0, Math.max(0, read));
        var first = start.lines().findFirst().orElse("");
        return (char) SEPARATORS
                .chars()
                .boxed()
                .max(Comparator.comparingLong(separator ->
                        first.chars().filter(c -> c == separator).count() * 10L - SEPARATORS.indexOf(separator)))
                .orElseThrow()
                .intValue();
    }

    @Override
    public boolean hasNext() {
        return reading(records::hasNext);
    }

    @Override
    public ImportRow next() {
        var next = reading(records::next);
        var line = (int) next.getStartingLineNumber();
        var fields = next.getFields();
        return fields.size() == header.columns()
                ? new ImportRow(line, header.user(fields.stream().map(Csv::text).toList()), null)
                : ImportRow.unreadable(line, "row", "columns", header.columns(), fields.size());
    }

    /** After an unclosed quote, it is impossible to tell where the next row begins: the whole file is refused. */
    private static <T> T reading(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (CsvParseException unreadable) {
            // The library wraps exceptions of the stream.
            if (unreadable.getCause() instanceof ProblemException refused) {
                throw refused;
            }
            throw InvalidException.of("file", "csv", lines(unreadable));
        }
    }

    private static String lines(CsvParseException thrown) {
        return Arrays.stream(String.valueOf(thrown.getMessage()).split("\\D+"))
                .filter(number -> !number.isEmpty())
                .findFirst()
                .orElse("?");
    }

    static @Nullable List<String> list(@Nullable String cell) {
        return cell == null || cell.isBlank()
                ? null
                : Arrays.stream(cell.split(";"))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }
}
