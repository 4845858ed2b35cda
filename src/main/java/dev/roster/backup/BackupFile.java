package dev.roster.backup;

import dev.roster.installation.ServerSecret;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A backup as a file: a ZIP archive with {@code tables/<name>} in the text format of COPY, then {@code manifest.json}, then {@code
 * secret.json}. The seal of the secret covers the manifest, and the manifest has a digest of each table: with the passphrase, a
 * change anywhere is noticed.
 */
public final class BackupFile implements AutoCloseable {
    /** The number that changes when an earlier Roster could not read the file. */
    static final int FORMAT = 1;

    private static final String MANIFEST = "manifest.json";
    private static final String SECRET = "secret.json";
    private static final JsonMapper JSON = new JsonMapper();

    private final Path path;
    private final ZipFile zip;
    private final Manifest manifest;
    private final ServerSecret secret;

    private BackupFile(Path path, ZipFile zip, Manifest manifest, ServerSecret secret) {
        this.path = path;
        this.zip = zip;
        this.manifest = manifest;
        this.secret = secret;
    }

    /** The format of any version, to tell a newer one. */
    private record Format(int format) {}

    /** Writes the tables as one moment sees them, while they are in use. The stream is not closed. */
    static Manifest write(
            TablesRepository tables,
            String schema,
            String roster,
            ServerSecret secret,
            String passphrase,
            OutputStream to)
            throws IOException {
        var zip = new ZipOutputStream(new BufferedOutputStream(to, 1 << 16));
        zip.setLevel(Deflater.BEST_SPEED);
        var written = new ArrayList<Manifest.Table>();
        for (var table : tables.list()) {
            zip.putNextEntry(new ZipEntry(entry(table.table())));
            written.add(tables.read(table, zip));
            zip.closeEntry();
        }
        var manifest = new Manifest(FORMAT, roster, schema, tables.now(), written);
        var bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
        put(zip, MANIFEST, bytes);
        put(zip, SECRET, JSON.writeValueAsBytes(SealedSecret.seal(secret.text(), passphrase, bytes)));
        zip.finish();
        zip.flush();
        return manifest;
    }

    /**
     * Opens a backup and reads all of it once.
     *
     * @throws BackupRefusedException if it is truncated, damaged, changed or newer than this Roster, or the passphrase is wrong
     */
    public static BackupFile open(Path path, String passphrase) {
        ZipFile zip = null;
        try {
            zip = new ZipFile(path.toFile());
            var bytes = read(zip, MANIFEST);
            int format = JSON.readerFor(Format.class)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .<Format>readValue(bytes)
                    .format();
            if (format > FORMAT) {
                throw new BackupRefusedException(
                        "%s was written by a newer Roster, in format %d. This one reads formats up to %d."
                                .formatted(path, format, FORMAT));
            }
            var manifest = JSON.readValue(bytes, Manifest.class);
            var secret = JSON.readValue(read(zip, SECRET), SealedSecret.class)
                    .open(passphrase, bytes)
                    .orElseThrow(() -> new BackupRefusedException(
                            "The passphrase is not that of %s, or the file was changed.".formatted(path)));
            var file = new BackupFile(path, zip, manifest, ServerSecret.ofText(secret));
            for (var table : manifest.tables()) {
                file.verify(table);
            }
            return file;
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            close(zip);
            throw damaged(path, e);
        } catch (BackupRefusedException e) {
            close(zip);
            throw e;
        }
    }

    public Manifest manifest() {
        return manifest;
    }

    /** That of the installation at the time of the backup. */
    public ServerSecret secret() {
        return secret;
    }

    /** The rows of a table, in the text format of COPY. */
    InputStream rows(Manifest.Table table) throws IOException {
        return content(zip, entry(table.name()));
    }

    @Override
    public void close() {
        close(zip);
    }

    private void verify(Manifest.Table table) throws IOException {
        var digest = new TableDigest(OutputStream.nullOutputStream());
        try (var rows = rows(table)) {
            rows.transferTo(digest);
        }
        if (!digest.table(table.name(), table.columns()).equals(table)) {
            throw damaged(path, null);
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] read(ZipFile zip, String name) throws IOException {
        try (var content = content(zip, name)) {
            return content.readAllBytes();
        }
    }

    private static InputStream content(ZipFile zip, String name) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("no " + name);
        }
        return zip.getInputStream(entry);
    }

    private static String entry(String table) {
        return "tables/" + table;
    }

    private static void close(@Nullable ZipFile zip) {
        try {
            if (zip != null) {
                zip.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BackupRefusedException damaged(Path path, @Nullable Throwable cause) {
        return new BackupRefusedException(
                "%s is not a complete backup of Roster: it is truncated, damaged, or something else.".formatted(path),
                cause);
    }
}
