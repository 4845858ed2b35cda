package dev.roster.backup;

import dev.roster.backup.TablesRepository.Columns;
import dev.roster.installation.Database;
import dev.roster.installation.Schema;
import dev.roster.installation.ServerSecret;
import dev.roster.installation.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;

/** Writes backups of a database, and restores them into an empty one. */
public final class Backups {
    private final Database database;
    private final String roster;

    /** @param roster the version of this Roster */
    public Backups(Database database, String roster) {
        this.database = database;
        this.roster = roster;
    }

    /**
     * Writes a backup while the database is in use. Nobody else can read the file, which appears once it is complete and has been read back.
     *
     * @throws BackupRefusedException if there is such a file, or it cannot be written
     */
    public Manifest write(Path file, ServerSecret secret, String passphrase) {
        var draft = file.resolveSibling(file.getFileName() + ".part");
        try {
            if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (var out = Files.newOutputStream(draft)) {
                write(out, secret, passphrase);
            }
            try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            try (var readBack = BackupFile.open(draft, passphrase)) {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
                return readBack.manifest();
            }
        } catch (FileAlreadyExistsException e) {
            throw new BackupRefusedException("%s exists. A backup overwrites no file.".formatted(file), e);
        } catch (IOException e) {
            throw new BackupRefusedException("The backup cannot be written to %s: %s".formatted(file, e), e);
        } finally {
            discard(draft);
        }
    }

    /** The same into a stream, such as that of a program that stores it elsewhere; it cannot be read back. */
    public Manifest write(OutputStream to, ServerSecret secret, String passphrase) {
        var schema = schema().current().orElseThrow();
        try (var tables = TablesRepository.toRead(database)) {
            return BackupFile.write(tables, schema, roster, secret, passphrase, to);
        } catch (IOException e) {
            throw new BackupRefusedException("The backup cannot be written: %s".formatted(e.getMessage()), e);
        }
    }

    /**
     * Restores a backup in one transaction, reads everything back before it commits, and puts the secret into the data directory. The tables
     * are then those of the Roster that wrote the backup; the next start upgrades them.
     *
     * @throws BackupRefusedException with nothing changed, if there is data, a server is running, or the tables are of another version
     */
    public void restore(BackupFile backup, Settings settings) {
        var manifest = backup.manifest();
        requireSecretFits(backup, settings);
        requireEmpty(manifest);
        schema().upgradeTo(manifest.schema());
        try (var tables = TablesRepository.toWrite(database)) {
            var all = tables.list();
            var constraints = tables.prepare(all);
            for (var table : manifest.tables()) {
                try (var rows = backup.rows(table)) {
                    tables.write(new Columns(table.name(), table.columns()), rows);
                }
            }
            tables.complete(all, constraints);
            requireSame(manifest, tables);
            // Before the commit: data without its secret would not start, a secret without data can be restored again.
            if (settings.secrets().isEmpty()) {
                backup.secret().store(settings.dataDir());
            }
            tables.commit();
        } catch (IOException e) {
            throw new BackupRefusedException("The backup cannot be read: %s".formatted(e.getMessage()), e);
        }
    }

    private void requireEmpty(Manifest manifest) {
        try (var tables = TablesRepository.toRead(database)) {
            if (tables.isServed()) {
                throw new BackupRefusedException("A server is running on this database. Stop it first.");
            }
            if (tables.hasData()) {
                throw new BackupRefusedException(
                        "There is data in this database. Restore into an empty one, or an empty data directory.");
            }
        }
        var schema = schema();
        if (schema.isNewer(manifest.schema())) {
            throw new BackupRefusedException(
                    "The backup has schema version %s, and this Roster knows versions up to %s. Restore it with Roster %s or later."
                            .formatted(manifest.schema(), schema.latest(), manifest.roster()));
        }
        schema.current().filter(version -> !version.equals(manifest.schema())).ifPresent(version -> {
            throw new BackupRefusedException(
                    "The backup has schema version %s, and this database has %s. Restore into a database without tables."
                            .formatted(manifest.schema(), version));
        });
    }

    private static void requireSecretFits(BackupFile backup, Settings settings) {
        if (!settings.secrets().isEmpty()
                && !ServerSecret.of(settings).text().equals(backup.secret().text())) {
            throw new BackupRefusedException(
                    "ROSTER_SECRET is not the secret of this backup. Unset it to restore: the secret is then put into %s."
                            .formatted(settings.dataDir()));
        }
    }

    private static void requireSame(Manifest manifest, TablesRepository tables) {
        var restored = new ArrayList<Manifest.Table>();
        for (var table : manifest.tables()) {
            restored.add(tables.read(new Columns(table.name(), table.columns()), OutputStream.nullOutputStream()));
        }
        if (!restored.equals(manifest.tables())) {
            throw new BackupRefusedException(
                    "What was restored is not what the backup contains. Nothing has been changed.");
        }
    }

    private Schema schema() {
        return Schema.of(database);
    }

    private static void discard(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
