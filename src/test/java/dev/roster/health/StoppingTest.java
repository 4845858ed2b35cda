package dev.roster.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roster.RosterApplication;
import dev.roster.support.RawConnection;
import dev.roster.support.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that is stopped behind a balancer. */
class StoppingTest {
    private static final TestServer SERVER = TestServer.get();

    @TempDir
    private Path directory;

    @Test
    void first_it_is_not_ready_any_more_then_it_goes_on_answering_and_only_then_it_stops() throws Exception {
        var settings = SERVER.settingsOfAnotherNode(directory, Map.of("ROSTER_STOP_PAUSE", "3"));
        var node = RosterApplication.application(settings).run();
        assertThat(status(settings.port(), "/health/ready")).isEqualTo(200);

        var stopping = Thread.ofVirtual().start(node::close);

        await().atMost(Duration.ofSeconds(2)).until(() -> status(settings.port(), "/health/ready") == 503);
        assertThat(status(settings.port(), "/login")).isEqualTo(200);
        assertThat(status(settings.port(), "/health/live")).isEqualTo(200);
        assertThat(stopping.join(Duration.ofSeconds(10))).isTrue();
    }

    private static int status(int port, String path) throws Exception {
        try (var connection = RawConnection.to(port)) {
            connection.send("GET " + path + " HTTP/1.1\nHost: localhost\nConnection: close\n\n");
            return connection.status(Duration.ofSeconds(5));
        }
    }
}
