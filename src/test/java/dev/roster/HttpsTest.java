package dev.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.RawConnection;
import dev.roster.support.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that users reach over HTTPS. */
class HttpsTest {
    private static final TestServer SERVER = TestServer.get();

    @TempDir
    private Path directory;

    @Test
    void every_cookie_is_for_https_alone() throws Exception {
        var settings = SERVER.settingsOfAnotherNode(directory, Map.of("ROSTER_PUBLIC_URL", "https://roster.example"));
        try (var node = RosterApplication.application(settings).run()) {
            for (var cookies : List.of("", "Cookie: flash=ZG9uZS54; columns=x; theme=dark\n")) {
                try (var connection = RawConnection.to(settings.port())) {
                    connection.send("GET /login HTTP/1.1\nHost: localhost\nConnection: close\n" + cookies + "\n");
                    var set = connection
                            .all()
                            .lines()
                            .filter(line -> line.startsWith("Set-Cookie:"))
                            .toList();
                    assertThat(set).isNotEmpty().allMatch(line -> line.contains("; Secure"));
                }
            }
            assertThat(node.isActive()).isTrue();
        }
    }
}
