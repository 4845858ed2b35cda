package dev.roster.command;

import dev.roster.audit.NewAuditEvent;
import dev.roster.installation.KnownSecrets;
import dev.roster.installation.ServerSecret;
import dev.roster.installation.Settings;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The server secret, where Roster keeps it itself: in the data directory. */
@Command(name = "secret", description = "Change the server secret, with which links are signed.")
final class SecretCommand {
    private final Invocation invocation;

    SecretCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Command(
            name = "rotate",
            description = {
                "Make a new secret, which is used after a restart. Links signed with the present one stay valid",
                "until it is retired."
            })
    void rotate(
            @Option(names = "--lost", description = "The present secret is lost: give up all links signed with it.")
                    boolean lost) {
        var settings = invocation.settings();
        if (lost) {
            giveUp(settings);
            return;
        }
        requireOwn(settings);
        try (var console = invocation.console()) {
            var present = console.bean(ServerSecret.class);
            if (present.all().size() > 1) {
                throw new CommandRefusedException(
                        "The secret before the present one is still accepted. Remove it first: roster secret retire");
            }
            record(console, NewAuditEvent.of(InstallationAction.SECRET_ROTATED));
            present.rotated().store(settings.dataDir());
        }
        invocation.answer(
                Map.of("rotated", true),
                "There is a new secret. Restart Roster to use it. Links that were sent stay valid; when the last of them has expired,"
                        + " usually after seven days, run: roster secret retire");
    }

    @Command(name = "retire", description = "Stop accepting the secret before the present one, after a restart.")
    void retire() {
        var settings = invocation.settings();
        requireOwn(settings);
        try (var console = invocation.console()) {
            var present = console.bean(ServerSecret.class);
            if (present.all().size() == 1) {
                throw new CommandRefusedException("There is no other secret than the present one.");
            }
            if (!console.bean(KnownSecrets.class).hasCurrent()) {
                throw new CommandRefusedException(
                        "Roster has not been restarted since the secret was rotated. Restart it first.");
            }
            record(console, NewAuditEvent.of(InstallationAction.SECRET_RETIRED));
            present.retired().store(settings.dataDir());
        }
        invocation.answer(
                Map.of("retired", true),
                "The earlier secret is gone. Restart Roster to stop accepting links signed with it.");
    }

    private void giveUp(Settings settings) {
        if (settings.secrets().isEmpty()) {
            ServerSecret.fresh().store(settings.dataDir());
        }
        try (var console = invocation.console()) {
            console.bean(KnownSecrets.class).forget();
            record(console, NewAuditEvent.of(InstallationAction.SECRET_ROTATED));
        }
        invocation.answer(
                Map.of("rotated", true),
                "Roster accepts another secret at its next start. Links that were sent are dead: send people new ones.");
    }

    private static void requireOwn(Settings settings) {
        if (!settings.secrets().isEmpty()) {
            throw new CommandRefusedException(
                    "ROSTER_SECRET is set, so Roster does not keep the secret itself. Change the setting: put a new secret before the"
                            + " present one, separated by a comma.");
        }
    }

    private static void record(Console console, NewAuditEvent event) {
        console.bean(InstallationLog.class).record(event);
    }
}
