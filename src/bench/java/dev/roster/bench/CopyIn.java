package dev.roster.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Streams rows into a table, in the text format of {@code copy}. */
final class CopyIn implements AutoCloseable {
    private final Writer out;

    /** @param target a table with its columns */
    CopyIn(Connection connection, String target) throws SQLException {
        var stream =
                new PGCopyOutputStream(connection.unwrap(PGConnection.class), "copy " + target + " from stdin", 65_536);
        out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 65_536);
    }

    void row(@Nullable Object... values) {
        try {
            for (int i = 0; i < values.length; i++) {
                if (i > 0) {
                    out.write('\t');
                }
                var value = values[i];
                out.write(value == null ? "\\N" : escaped(value.toString()));
            }
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String escaped(String text) {
        boolean plain = text.indexOf('\\') < 0 && text.indexOf('\t') < 0 && text.indexOf('\n') < 0;
        return plain ? text : text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
