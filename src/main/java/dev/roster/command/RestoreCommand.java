package dev.roster.command;

import dev.roster.audit.NewAuditEvent;
import dev.roster.backup.BackupFile;
import dev.roster.backup.Backups;
import dev.roster.backup.Manifest;
import dev.roster.installation.Database;
import dev.roster.installation.Node;
import dev.roster.installation.Schema;
import dev.roster.installation.Settings;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The way back from a backup. */
@Command(
        name = "restore",
        description = {
            "Restore a backup into an empty database or data directory, with the server stopped.",
            "Changes nothing unless the whole file is intact and the passphrase is right."
        })
final class RestoreCommand implements Runnable {
    private final Invocation invocation;

    @Parameters(paramLabel = "FILE", description = "A file that roster backup has written.")
    String file = "";

    RestoreCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public void run() {
        var settings = invocation.settings();
        if (settings.databaseUrl() == null && Database.isServed(settings)) {
            throw new CommandRefusedException(
                    "Roster is running on the data directory %s. Stop it first.".formatted(settings.dataDir()));
        }
        try (var backup = BackupFile.open(Path.of(file), invocation.passphrase(settings, false))) {
            var manifest = backup.manifest();
            try (var database = Database.start(settings)) {
                new Backups(database, Node.version()).restore(backup, settings);
                if (Schema.of(database).latest().equals(manifest.schema())) {
                    record(settings, database, manifest);
                }
            }
            invocation.answer(
                    manifest,
                    "%,d rows of %d tables are restored and were compared with the backup of %s. Start Roster now."
                            .formatted(manifest.rows(), manifest.tables().size(), manifest.takenAt()));
        }
    }

    /** Unless the tables are of an earlier version, which the next start upgrades. */
    private void record(Settings settings, Database database, Manifest manifest) {
        try (var console = invocation.console(settings, database)) {
            console.bean(InstallationLog.class)
                    .record(NewAuditEvent.of(InstallationAction.RESTORED).after(Map.of("rows", manifest.rows())));
        }
    }
}
