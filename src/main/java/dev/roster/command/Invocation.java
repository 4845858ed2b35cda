package dev.roster.command;

import dev.roster.installation.Database;
import dev.roster.installation.Settings;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.boot.SpringApplication;
import tools.jackson.databind.json.JsonMapper;

/** What a command works with: its settings, the installation that they describe, and where its result goes. */
final class Invocation {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, String> environment;
    private final Function<Settings, SpringApplication> roster;
    private final PrintStream out;
    private final PrintStream err;
    private List<String> flags = List.of();
    private boolean json;

    Invocation(
            Map<String, String> environment,
            Function<Settings, SpringApplication> roster,
            PrintStream out,
            PrintStream err) {
        this.environment = environment;
        this.roster = roster;
        this.out = out;
        this.err = err;
    }

    void give(List<String> given) {
        this.flags = List.copyOf(given);
    }

    void answerInJson() {
        this.json = true;
    }

    /** @throws dev.roster.installation.StartRefusedException if one is unknown or invalid */
    Settings settings() {
        return Settings.readForCommand(environment, flags);
    }

    /** The installation with its operations, beside a server that may be running. Must be closed. */
    Console console() {
        return Console.open(settings(), roster);
    }

    /** The same on a database that is open already, and stays so. */
    Console console(Settings settings, Database database) {
        return Console.on(database, settings, roster);
    }

    /** Prints the result: as JSON if asked for, otherwise as text. */
    void answer(Object value, String text) {
        out.println(json ? JSON.writeValueAsString(value) : text);
    }

    /** Tells the person at the terminal something that is not the result. */
    void tell(String sentence) {
        err.println(sentence);
    }

    PrintStream out() {
        return out;
    }

    /**
     * The passphrase of backups: from the settings, or else typed.
     *
     * @param twice whether it is chosen now, so that a slip of the keyboard would lock the backup
     */
    String passphrase(Settings settings, boolean twice) {
        var given = settings.backupPassphrase();
        if (given != null) {
            return given;
        }
        var console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new CommandRefusedException(
                    "A backup needs a passphrase. Set ROSTER_BACKUP_PASSPHRASE_FILE to a file that contains it.");
        }
        var typed = new String(console.readPassword("Passphrase of the backup: "));
        if (twice && !typed.equals(new String(console.readPassword("Again: ")))) {
            throw new CommandRefusedException("These are two different passphrases.");
        }
        return Settings.requirePassphrase(typed);
    }
}
