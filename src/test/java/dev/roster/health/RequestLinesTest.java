package dev.roster.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.roster.RosterApplication;
import dev.roster.support.RawConnection;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What the log says of a request, and what a trace needs to follow it. */
class RequestLinesTest {
    private static final TestServer SERVER = TestServer.get();
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @TempDir
    private Path directory;

    @Test
    void each_request_is_a_line_with_its_route_and_its_id_and_without_what_its_address_tells() throws Exception {
        var settings = SERVER.settingsOfAnotherNode(directory, Map.of("ROSTER_ACCESS_LOG", "true"));
        var log = (Logger) LoggerFactory.getLogger(AccessLog.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        try (var node = RosterApplication.application(settings).run();
                var connection = RawConnection.to(settings.port())) {
            // A start of Roster takes away every appender that is not its own.
            log.addAppender(lines);
            connection.send("GET /links/a-secret-token?search=Ada HTTP/1.1\nHost: localhost\nConnection: close\n"
                    + "traceparent: 00-" + TRACE + "-00f067aa0ba902b7-01\n\n");
            var answer = connection.all();
            await().until(() -> !lines.list.isEmpty());

            var line = lines.list.getFirst();
            assertThat(line.getFormattedMessage())
                    .matches("GET /links/\\{token} [0-9]{3} [0-9]+ ms 127\\.0\\.0\\.1")
                    .doesNotContain("secret", "Ada");
            assertThat(answer)
                    .contains("X-Request-Id: " + line.getMDCPropertyMap().get("requestId"));
            assertThat(line.getMDCPropertyMap()).containsEntry("trace.id", TRACE);
            assertThat(node.isRunning()).isTrue();
        } finally {
            log.detachAppender(lines);
        }
    }

    @Test
    void a_trace_goes_on_in_the_answer_with_the_requests_own_span() {
        var answer = Visitor.of(SERVER).get("/login", "traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");

        assertThat(answer.header("traceparent"))
                .matches("00-" + TRACE + "-[0-9a-f]{16}-01")
                .doesNotContain("00f067aa0ba902b7");
        assertThat(answer.header("X-Request-Id").replace("-", ""))
                .endsWith(answer.header("traceparent").split("-")[2]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"
            })
    void what_is_no_trace_is_ignored(String header) {
        assertThat(Visitor.of(SERVER).get("/login", "traceparent", header).header("traceparent"))
                .isEmpty();
    }
}
