package dev.roster.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roster.RosterApplication;
import dev.roster.installation.ServerSecret;
import dev.roster.installation.Settings;
import dev.roster.installation.StartRefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One installation, from one secret to the next, and to a new one after it was lost; and what its last operator may not do. */
class SecretCommandTest {
    private static final byte[] DATA = "data".getBytes(UTF_8);

    @TempDir
    Path dataDir;

    @Test
    void what_the_old_secret_signed_holds_until_the_old_secret_is_retired() throws Exception {
        var here = Map.of("ROSTER_DATA_DIR", dataDir.toString());
        var signed = start().mac("test", DATA);
        assertThat(Command.run(here, "secret", "retire").err()).contains("no other secret");

        Command.succeed(here, "secret", "rotate");
        assertThat(Command.run(here, "secret", "rotate").err()).contains("roster secret retire");
        assertThat(Command.run(here, "secret", "retire").err()).contains("Restart it first");
        var both = start();
        assertThat(both.verifies("test", DATA, signed)).isTrue();
        assertThat(both.mac("test", DATA)).isNotEqualTo(signed);

        Command.succeed(here, "secret", "retire");
        assertThat(start().verifies("test", DATA, signed)).isFalse();

        Files.delete(dataDir.resolve("secret"));
        assertThatThrownBy(this::start).rootCause().isInstanceOf(StartRefusedException.class);
        assertThat(Command.run(here, "secret", "rotate").exit()).isEqualTo(2);
        Command.succeed(here, "secret", "rotate", "--lost");
        assertThat(start().verifies("test", DATA, both.mac("test", DATA))).isFalse();

        Command.succeed(here, "operator", "add", "olga@roster.example", "--name", "Olga Ops");
        var last = Command.run(here, "operator", "remove", "olga@roster.example");
        assertThat(last.exit()).isEqualTo(1);
        assertThat(last.err()).contains("This is the last operator of this installation.");
        assertThat(dataDir.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void a_secret_in_the_settings_is_not_changed_by_a_command() {
        var given = Map.of(
                "ROSTER_DATA_DIR", dataDir.toString(), "ROSTER_SECRET", "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=");

        for (var command : List.of("rotate", "retire")) {
            var refused = Command.run(given, "secret", command);
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err()).contains("Change the setting");
        }
        assertThat(dataDir).isEmptyDirectory();
    }

    /** Starts a server, stops it, and returns the secret that it had. */
    private ServerSecret start() {
        var settings = Settings.read(Map.of(), List.of("--port=0", "--data-dir=" + dataDir));
        try (var roster = RosterApplication.application(settings).run()) {
            return roster.getBean(ServerSecret.class);
        }
    }
}
