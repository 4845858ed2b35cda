package dev.roster.importfile;

import dev.roster.files.FileFormat;
import dev.roster.http.StrictJson;
import dev.roster.shared.InvalidException;
import java.io.BufferedReader;
import java.io.CharArrayReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;

/** A file while it is read: its rows, one after the other, whatever its format. */
public final class ImportFile {
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final Iterator<ImportRow> rows;

    private ImportFile(Iterator<ImportRow> rows) {
        this.rows = rows;
    }

    /**
     * Reads the header, where the format has one.
     *
     * @throws InvalidException for a header that names something unknown, or nobody by whom a row could be found again
     */
    public static ImportFile open(FileFormat format, InputStream bytes, Charset charset, StrictJson json) {
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var reader = new BufferedReader(new InputStreamReader(bytes, decoder));
        return reading(() -> {
            skipByteOrderMark(reader);
            return new ImportFile(
                    switch (format) {
                        case CSV -> CsvRows.of(reader);
                        case NDJSON -> new NdjsonRows(reader, json);
                    });
        });
    }

    /** A file that somebody pasted. */
    public static ImportFile pasted(String text) {
        var reader = new BufferedReader(new CharArrayReader(text.strip().toCharArray()));
        return reading(() -> new ImportFile(CsvRows.of(reader)));
    }

    /**
     * The next row, or nothing after the last one.
     *
     * @throws InvalidException where the file goes on as no file of its format can
     * @throws dev.roster.shared.ProblemException as the stream does where it is larger than a file may be
     * @throws UncheckedIOException where whoever sends it stops
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
