package dev.roster.importfile;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rows of comma-separated values (RFC 4180) below a header line, as spreadsheets and people write them: with semicolons,
 * tabs or bars, a first line that names the separator or a version, a heading, empty rows and columns, or rows that are quoted
 * as a whole.
 */
final class CsvRows implements Iterator<ImportRow> {
    private static final int LONGEST_FIELD = 64 * 1024;
    private static final int LONGEST_ROW = 2 * LONGEST_FIELD;
    private static final int MOST_FIELDS = 1_000;
    private static final String SEPARATORS = ",;\t|";

    /** A heading, or several, may be above the titles. */
    private static final int TITLES_AMONG = 5;

    /** Read in advance, to see what is in the columns. */
    private static final int SAMPLES = 5;

    /** Excel's {@code sep=;} and the first line of Entra's templates. */
    private static final Pattern PREAMBLE = Pattern.compile("(?i)sep=.?|version:\\s*v?[\\d.]+");

    /** A row, cleaned, with the line where it starts. */
    private record Cleaned(int line, List<String> cells) {
        boolean isEmpty() {
            return cells.stream().allMatch(String::isEmpty);
        }
    }

    private final Iterator<CsvRecord> records;
    private final char separator;
    private final Deque<Cleaned> ahead = new ArrayDeque<>();
    private final List<List<String>> samples = new ArrayList<>();
    private final CsvHeader header;
    private boolean begun;
    private boolean quotedAsWhole;

    private CsvRows(Iterator<CsvRecord> records, char separator, ColumnChoice choice, boolean guessing) {
        this.records = records;
        this.separator = separator;
        this.header = readHeader(choice, guessing);
    }

    /**
     * @param start the beginning of the text
     * @param guessing whether a header without a column that identifies a person will do
     */
    static CsvRows of(Reader reader, String start, ColumnChoice choice, boolean guessing) {
        char separator = separator(start);
        var records = CsvReader.builder()
                .fieldSeparator(separator)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowUnclosedQuote(false)
                .trimWhitespacesAroundQuotes(true)
                .maxBufferSize(LONGEST_FIELD)
                .build(
                        CsvRecordHandler.of(handler -> handler.maxFields(MOST_FIELDS)
                                .maxFieldSize(LONGEST_FIELD)
                                .maxRecordSize(LONGEST_ROW)),
                        reader)
                .iterator();
        return new CsvRows(records, separator, choice, guessing);
    }

    /** Takes the titles, and what is above them, off the rows read in advance. */
    private CsvHeader readHeader(ColumnChoice choice, boolean guessing) {
        while (ahead.size() < TITLES_AMONG + SAMPLES) {
            var row = read();
            if (row == null) {
                break;
            }
            ahead.add(row);
        }
        if (ahead.isEmpty()) {
            throw InvalidException.of("file", "empty-file");
        }
        var rows = List.copyOf(ahead);
        int titles = titles(rows, choice);
        for (int i = 0; i <= titles; i++) {
            ahead.remove();
        }
        ahead.stream().limit(SAMPLES).map(Cleaned::cells).forEach(samples::add);
        return guessing
                ? CsvHeader.guess(rows.get(titles).cells(), samples, choice)
                : CsvHeader.read(rows.get(titles).cells(), samples, choice);
    }

    /** The place of the titles: the first of the rows that could be they, or else the first row. */
    private static int titles(List<Cleaned> rows, ColumnChoice choice) {
        for (int i = 0; i < Math.min(TITLES_AMONG, rows.size()); i++) {
            var below = rows.subList(i + 1, rows.size()).stream()
                    .map(Cleaned::cells)
                    .toList();
            if (CsvHeader.guess(unrepeated(rows.get(i).cells()), below, choice).identifies()) {
                return i;
            }
        }
        return 0;
    }

    /** A heading may well say the same twice. */
    private static List<String> unrepeated(List<String> cells) {
        return cells.stream().distinct().toList();
    }

    /** The next row that is not empty, or null after the last one. */
    private @Nullable Cleaned read() {
        while (reading(records::hasNext)) {
            var row = cleaned(reading(records::next));
            if (!row.isEmpty()
                    && !PREAMBLE.matcher(String.join("", row.cells())).matches()) {
                return row;
            }
        }
        return null;
    }

    private Cleaned cleaned(CsvRecord read) {
        var fields = read.getFields();
        quotedAsWhole |= !begun && fields.size() == 1 && fields.getFirst().indexOf(separator) >= 0;
        begun = true;
        if (quotedAsWhole && fields.size() == 1) {
            fields = reading(() -> CsvReader.builder().fieldSeparator(separator).ofSingleCsvRecord(read.getField(0)))
                    .getFields();
        }
        return new Cleaned(
                (int) read.getStartingLineNumber(),
                fields.stream().map(Cells::value).toList());
    }

    /** The separator with which most titles are known, or else the most frequent one in the line of the titles. */
    private static char separator(String start) {
        var lines = start.lines()
                .filter(line -> !line.isBlank())
                .limit(TITLES_AMONG)
                .toList();
        if (!lines.isEmpty()
                && lines.getFirst().toLowerCase(Locale.ROOT).replace("\"", "").startsWith("sep=")) {
            var named = lines.getFirst().replace("\"", "").substring("sep=".length());
            if (!named.isEmpty() && SEPARATORS.indexOf(named.charAt(0)) >= 0) {
                return named.charAt(0);
            }
        }
        return (char) SEPARATORS
                .chars()
                .boxed()
                .max(Comparator.<Integer>comparingInt(separator -> known(lines, (char) separator.intValue()))
                        .thenComparingLong(separator -> lines.stream()
                                .findFirst()
                                .map(line ->
                                        line.chars().filter(c -> c == separator).count())
                                .orElse(0L))
                        .thenComparing(Comparator.comparingInt((Integer separator) -> -SEPARATORS.indexOf(separator))))
                .orElseThrow()
                .intValue();
    }

    /** Whether titles, of which one is that of a column that identifies people, are among the first lines. */
    static boolean hasTitles(String start) {
        return start.lines()
                .filter(line -> !line.isBlank())
                .limit(TITLES_AMONG)
                .flatMap(line -> Arrays.stream(line.split("[" + SEPARATORS + "]")))
                .map(title -> ColumnTitles.find(Cells.value(title.replace("\"", ""))))
                .anyMatch(found -> found != null && CsvHeader.identifies(found.field()));
    }

    private static int known(List<String> lines, char separator) {
        return lines.stream()
                .mapToInt(line -> (int) Arrays.stream(line.split(Pattern.quote(Character.toString(separator))))
                        .map(title -> Cells.value(title.replace("\"", "")))
                        .filter(title -> ColumnTitles.find(title) != null)
                        .count())
                .max()
                .orElse(0);
    }

    List<Column> columns() {
        return header.columns();
    }

    /** The columns with what is in them. */
    List<Look.Looked> looked() {
        return header.looked(samples);
    }

    @Override
    public boolean hasNext() {
        if (ahead.isEmpty()) {
            var row = read();
            if (row != null) {
                ahead.add(row);
            }
        }
        return !ahead.isEmpty();
    }

    @Override
    public ImportRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var row = ahead.remove();
        return header.row(row.line(), row.cells());
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
                : Arrays.stream(cell.split("[;\\r\\n]"))
                        .map(Cells::clean)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }
}
