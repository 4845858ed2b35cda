package dev.roster.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and digests the rows of a table while they pass, in the text format of COPY: one line a row, and no line end within a row. */
final class TableDigest extends DigestOutputStream {
    private long rows;

    TableDigest(OutputStream to) {
        super(to, sha256());
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        super.write(bytes, from, length);
        for (int i = from; i < from + length; i++) {
            if (bytes[i] == '\n') {
                rows++;
            }
        }
    }

    /** A table with what has passed. */
    Manifest.Table table(String name, String columns) {
        return new Manifest.Table(
                name, columns, rows, HexFormat.of().formatHex(getMessageDigest().digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
