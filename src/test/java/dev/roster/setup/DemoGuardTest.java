package dev.roster.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roster.RosterApplication;
import dev.roster.access.Actor;
import dev.roster.installation.Settings;
import dev.roster.installation.StartRefusedException;
import dev.roster.organization.NewOrganization;
import dev.roster.organization.Organizations;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Demo mode shows everyone's emails to anyone: it starts on demo data and on nothing else. */
@ExtendWith(OutputCaptureExtension.class)
class DemoGuardTest {
    private static final Actor.Job JOB = new Actor.Job("test");

    @TempDir
    Path dataDir;

    @Test
    void demo_mode_does_not_start_on_real_data() {
        use(false, roster -> {
            makeOrganization(roster);
            assertThat(get(roster, "/dev/mail")).isEqualTo(404);
        });

        var refused = settings(true);
        assertThatThrownBy(() -> start(refused).close())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("more than demo data")
                .hasMessageContaining("ROSTER_DATA_DIR");
        assertThatThrownBy(() -> get(refused, "/dev/mail")).isInstanceOf(IOException.class);
    }

    @Test
    void demo_data_works_without_demo_mode_and_starts_in_it_again_until_something_is_changed(CapturedOutput output) {
        use(true, roster -> assertThat(get(roster, "/dev/mail")).isEqualTo(200));
        use(false, roster -> {
            assertThat(output).contains("This database contains demo data");
            assertThat(get(roster, "/dev/mail")).isEqualTo(404);
            assertThat(get(roster, "/login")).isEqualTo(200);
        });
        use(true, roster -> {
            makeOrganization(roster);
            assertThat(get(roster, "/dev/mail")).isEqualTo(200);
        });
        use(true, roster -> assertThat(get(roster, "/dev/mail")).isEqualTo(200));

        use(
                false,
                roster -> roster.getBean(Organizations.class)
                        .create(JOB, new NewOrganization("Real Company", "real", "partner", null)));

        assertThatThrownBy(() -> start(settings(true)).close()).isInstanceOf(StartRefusedException.class);
    }

    private void use(boolean demo, Consumer<ConfigurableApplicationContext> deed) {
        try (var roster = start(settings(demo))) {
            deed.accept(roster);
        }
    }

    private Settings settings(boolean demo) {
        return Settings.read(
                Map.of(
                        "ROSTER_DATA_DIR",
                        dataDir.toString(),
                        "ROSTER_PORT",
                        "0",
                        "ROSTER_STOP_PAUSE",
                        "0",
                        "ROSTER_DEMO",
                        Boolean.toString(demo)),
                List.of());
    }

    private static ConfigurableApplicationContext start(Settings settings) {
        return RosterApplication.application(settings).run();
    }

    private static void makeOrganization(ConfigurableApplicationContext roster) {
        roster.getBean(Organizations.class).create(JOB, new NewOrganization("Acme", "acme", "partner", null));
    }

    private static int get(ConfigurableApplicationContext roster, String path) {
        try {
            return get(roster.getBean(Settings.class), path);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private static int get(Settings settings, String path) throws IOException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(settings.publicUrl() + path));
            return client.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
