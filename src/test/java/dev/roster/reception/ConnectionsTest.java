package dev.roster.reception;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.RawConnection;
import dev.roster.support.TestServer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** Connections that only hold their slots, against Tomcat with small limits. */
class ConnectionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST = 30;
    private static final int PER_SOURCE = 10;
    private static final String PROXY = "127.0.9.9";
    private static final String HEAD = "POST / HTTP/1.1\nHost: localhost\n";
    private static final String ASKING = "GET / HTTP/1.1\nHost: localhost\n\n";

    @TempDir
    private Path directory;

    private final Tomcat tomcat = new Tomcat();
    private final List<RawConnection> holders = new ArrayList<>();
    private Connections connections;

    @BeforeEach
    void start() throws LifecycleException {
        connections = new Connections(new ConnectionLimits(MOST, PER_SOURCE, PATIENCE, ConnectionsTest::isProxy));
        var protocol = new BoundedProtocol();
        protocol.admitBy(connections);
        var connector = new Connector(protocol);
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setBaseDir(directory.toString());
        tomcat.setConnector(connector);
        tomcat.getEngine().getPipeline().addValve(new RequestTimes(connections));
        var context = tomcat.addContext("", directory.toString());
        Tomcat.addServlet(context, "reading", new Reading());
        context.addServletMappingDecoded("/", "reading");
        tomcat.start();
    }

    @AfterEach
    void stop() throws LifecycleException {
        holders.forEach(RawConnection::close);
        tomcat.stop();
        tomcat.destroy();
        connections.close();
    }

    /** Reads the request to its end, and answers; as a known user, who may take longer, if the request says so. */
    private static final class Reading extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            var connection = Connection.of(request).orElseThrow();
            if (request.getHeader("Known") != null) {
                connection.recognised();
            }
            if (request.getHeader("Unread") == null) {
                connection.readingFor(Duration.ofSeconds(5));
                request.getInputStream().readAllBytes();
                connection.hasRead();
            }
            response.getWriter().print("read");
        }
    }

    private static boolean isProxy(InetAddress address) {
        return address.getHostAddress().equals(PROXY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\nHost: localhost\nX: ",
                "",
                HEAD + "Content-Length: 1000\n\n",
                HEAD + "Unread: yes\nContent-Length: 1000\n\n",
                HEAD + "Transfer-Encoding: chunked\n\n400\n"
            })
    void a_byte_at_a_time_keeps_no_connection_for_longer_than_there_is_patience(String begin) throws Exception {
        try (var connection = RawConnection.to(port())) {
            connection.send(begin);
            boolean closed = false;
            for (int tick = 0; tick < 40 && !closed; tick++) {
                connection.send(begin.isEmpty() ? "\n" : "x");
                closed = connection.isClosed(Duration.ofMillis(100));
            }
            assertThat(closed).isTrue();
        }
    }

    @Test
    void who_is_known_has_the_time_that_the_reader_gives() throws Exception {
        try (var connection = RawConnection.to(port())) {
            connection.send(HEAD + "Known: yes\nContent-Length: 30\n\n");
            for (int tick = 0; tick < 30; tick++) {
                Thread.sleep(PATIENCE.dividedBy(20));
                connection.send("x");
            }

            assertThat(connection.status(PATIENCE)).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\nHost:", "", HEAD + "Content-Length: 1000\n\nx"})
    void a_crowd_from_everywhere_that_only_holds_places_shuts_nobody_out(String half) throws Exception {
        IntStream.range(1, 100).forEach(i -> hold("127.0.8." + i, half));

        assertThat(answerWithin(10, "127.0.0.1")).isEqualTo(200);
        assertThat(held()).isLessThanOrEqualTo(MOST);
    }

    @Test
    void one_source_takes_no_places_from_others() {
        IntStream.range(1, 16).forEach(i -> hold("127.0.8." + i, "GET"));
        IntStream.range(1, 100).forEach(i -> hold("127.0.7.1", "GET"));

        assertThat(answerTo("127.0.0.1")).isEqualTo(200);
        assertThat(answerTo("127.0.7.1")).isEqualTo(200);
        // One of theirs was closed in favour of the last of their own.
        assertThat(held()).isEqualTo(15 + PER_SOURCE - 1);
    }

    @Test
    void a_proxy_counts_as_many_clients() {
        IntStream.range(1, 26).forEach(i -> hold(PROXY, "GET"));

        assertThat(held()).isEqualTo(25);
    }

    @Test
    void the_request_of_a_known_user_is_not_closed_for_others() {
        try (var known = RawConnection.from("127.0.6.1", port())) {
            known.send(HEAD + "Known: yes\nContent-Length: 4\n\nab");
            assertThat(known.status(Duration.ofMillis(200))).isEqualTo(-1);
            IntStream.range(1, 100).forEach(i -> hold("127.0.8." + i, "GET"));

            known.send("cd");
            assertThat(known.status(PATIENCE)).isEqualTo(200);
        }
    }

    @Test
    void roster_listens_like_this() {
        var context = (ServletWebServerApplicationContext) TestServer.get().context();
        var server = (TomcatWebServer) Objects.requireNonNull(context.getWebServer());

        assertThat(server.getTomcat().getConnector().getProtocolHandler()).isInstanceOf(BoundedProtocol.class);
    }

    private void hold(String from, String half) {
        holders.add(RawConnection.from(from, port()).send(half));
    }

    /** How many of the holders still have their slots. */
    private long held() {
        return holders.stream()
                .filter(holder -> holder.status(Duration.ofMillis(5)) == -1)
                .count();
    }

    /** A place is free once a request of the crowd waits for the rest of its body, which takes the server a moment. */
    private int answerWithin(int tries, String from) throws Exception {
        int status = answerTo(from);
        for (int again = 1; again < tries && status != 200; again++) {
            Thread.sleep(50);
            status = answerTo(from);
        }
        return status;
    }

    private int answerTo(String from) {
        try (var connection = RawConnection.from(from, port())) {
            return connection.send(ASKING).status(PATIENCE);
        }
    }

    private int port() {
        return tomcat.getConnector().getLocalPort();
    }
}
