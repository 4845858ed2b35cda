package dev.roster.command;

import dev.roster.audit.NewAuditEvent;
import dev.roster.backup.Backups;
import dev.roster.backup.Manifest;
import dev.roster.installation.Database;
import dev.roster.installation.Node;
import dev.roster.installation.ServerSecret;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Everything in one file, while the server runs. */
@Command(
        name = "backup",
        description = {
            "Write all data and the server secret into one file, while the server runs.",
            "The secret is sealed with a passphrase, from ROSTER_BACKUP_PASSPHRASE_FILE or typed."
        })
final class BackupCommand implements Runnable {
    private static final String STANDARD_OUTPUT = "-";

    private final Invocation invocation;

    @Parameters(paramLabel = "FILE", description = "A new file, or - for the standard output.")
    String file = "";

    BackupCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public void run() {
        var passphrase = invocation.passphrase(invocation.settings(), true);
        try (var console = invocation.console()) {
            var backups = new Backups(console.bean(Database.class), Node.version());
            var secret = console.bean(ServerSecret.class);
            if (file.equals(STANDARD_OUTPUT)) {
                done(console, backups.write(invocation.out(), secret, passphrase));
            } else {
                var written = backups.write(Path.of(file).toAbsolutePath(), secret, passphrase);
                done(console, written);
                invocation.answer(
                        written,
                        "%s contains %,d rows of %d tables, and was read back."
                                .formatted(
                                        file, written.rows(), written.tables().size()));
            }
        }
    }

    private static void done(Console console, Manifest written) {
        console.bean(InstallationLog.class)
                .record(NewAuditEvent.of(InstallationAction.BACKED_UP).after(Map.of("rows", written.rows())));
    }
}
