package dev.roster.importfile;

import dev.roster.files.FileFormat;
import dev.roster.http.StrictJson;
import dev.roster.shared.InvalidException;
import java.io.BufferedReader;
import java.io.CharArrayReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file being read row by row, whatever its format. */
public final class ImportFile {
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int LONGEST_HEADER = 16 * 1024;

    private final Iterator<ImportRow> rows;
    private final List<Column> columns;

    private ImportFile(Iterator<ImportRow> rows, List<Column> columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * Reads the header, if the format has one.
     *
     * @param said the encoding that the sender names; a byte-order mark knows better
     * @throws InvalidException for a header with a duplicate column, or none that identifies a person
     */
    public static ImportFile open(
            FileFormat format, InputStream bytes, @Nullable Charset said, ColumnChoice choice, StrictJson json) {
        return reading(() -> {
            var reader = Decoding.reader(bytes, said);
            skipByteOrderMark(reader);
            return switch (format) {
                case CSV -> table(reader, choice);
                case NDJSON -> new ImportFile(new NdjsonRows(reader, json), List.of());
            };
        });
    }

    /** Rows, or a list of addresses, that were pasted. */
    public static ImportFile pasted(String text, ColumnChoice choice) {
        return reading(() -> table(text(text), choice));
    }

    /**
     * Looks at the beginning of a file with columns.
     *
     * @param said the encoding that was chosen; a byte-order mark knows better
     */
    public static Look look(byte[] start, @Nullable Charset said, ColumnChoice choice) {
        try {
            var text = Cells.clean(Decoding.text(start, said));
            return text.isEmpty() || isAddresses(text)
                    ? new Look(List.of(), true)
                    : new Look(
                            CsvRows.of(new StringReader(text), text, choice, true)
                                    .looked(),
                            true);
        } catch (CharacterCodingException garbled) {
            return Look.GARBLED;
        } catch (InvalidException unreadable) {
            // It is said once the file is sent.
            return new Look(List.of(), true);
        }
    }

    private static ImportFile table(BufferedReader reader, ColumnChoice choice) throws IOException {
        var start = start(reader);
        if (isAddresses(start)) {
            return new ImportFile(new AddressRows(reader), List.of());
        }
        var rows = CsvRows.of(reader, start, choice, false);
        return new ImportFile(rows, rows.columns());
    }

    /** A heading of a table may contain an address, too. */
    private static boolean isAddresses(String start) {
        return AddressRows.is(start) && !CsvRows.hasTitles(start);
    }

    private static BufferedReader text(String text) {
        return new BufferedReader(new CharArrayReader(Cells.clean(text).toCharArray()));
    }

    private static String start(BufferedReader reader) throws IOException {
        reader.mark(LONGEST_HEADER);
        var buffer = new char[LONGEST_HEADER - 1];
        int size = 0;
        for (int read = 0; read >= 0 && size < buffer.length; size += Math.max(0, read)) {
            read = reader.read(buffer, size, buffer.length - size);
        }
        reader.reset();
        return new String(buffer, 0, size);
    }

    /** What the columns are read as; none if the file has no titles. */
    public List<Column> columns() {
        return columns;
    }

    /**
     * The next row, or empty after the last one.
     *
     * @throws InvalidException if what follows violates the format
     * @throws dev.roster.shared.ProblemException from the stream, if it exceeds the maximum size of a file
     * @throws UncheckedIOException if the sender stops
     */
    public Optional<ImportRow> next() {
        return reading(() -> rows.hasNext() ? Optional.of(rows.next()) : Optional.empty());
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T reading(Reading<T> reading) {
        try {
            return reading.read();
        } catch (UncheckedIOException failed) {
            throw refusal(Objects.requireNonNull(failed.getCause()));
        } catch (IOException failed) {
            throw refusal(failed);
        }
    }

    private static RuntimeException refusal(IOException failed) {
        return switch (failed) {
            case CharacterCodingException garbled -> InvalidException.of("file", "not-utf-8");
            default -> new UncheckedIOException(failed);
        };
    }

    private static void skipByteOrderMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
    }
}
