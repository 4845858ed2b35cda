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

/** A file being read row by row, whatever its format. */
public final class ImportFile {
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final Iterator<ImportRow> rows;

    private ImportFile(Iterator<ImportRow> rows) {
        this.rows = rows;
    }

    /**
     * Reads the header, if the format has one.
     *
     * @throws InvalidException for a header with an unknown column, or none that identifies a person
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

    /** A file that was pasted. */
    public static ImportFile pasted(String text) {
        var reader = new BufferedReader(new CharArrayReader(text.strip().toCharArray()));
        return reading(() -> new ImportFile(CsvRows.of(reader)));
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
