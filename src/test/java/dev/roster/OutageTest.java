package dev.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import dev.roster.support.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A node whose database goes away and comes back. */
class OutageTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Pattern PORT = Pattern.compile("//([^/:]+):([0-9]+)/");

    @TempDir
    static Path directory;

    private static Wire wire;
    private static ConfigurableApplicationContext node;
    private static Company company;
    private static String token;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        var url = SERVER.databaseUrl();
        var port = PORT.matcher(url);
        assertThat(port.find()).isTrue();
        wire = new Wire(Integer.parseInt(port.group(2)));
        var settings = SERVER.settingsOfAnotherNode(
                directory,
                Map.of(
                        "ROSTER_DATABASE_URL",
                        port.replaceFirst("//127.0.0.1:" + wire.port() + "/"),
                        "ROSTER_TRUSTED_PROXIES",
                        "127.0.0.1"));
        var application = RosterApplication.application(settings);
        application.addInitializers(starting ->
                ((GenericApplicationContext) starting).registerBean("testClock", Clock.class, SERVER::clock));
        node = application.run();
        company = SERVER.company("partner");
        token = ApiClient.operator()
                .post(
                        "/organizations/" + company.slug() + "/api-tokens",
                        "{\"name\": \"New\", \"role\": \"administrator\"}")
                .text("/secret");
    }

    @AfterAll
    static void stop() {
        node.close();
        wire.close();
    }

    @AfterEach
    void everything_works_again() {
        await().atMost(Duration.ofSeconds(10)).until(() -> get("/health/ready").statusCode() == 200);
        assertThat(get("/login").statusCode()).isEqualTo(200);
    }

    @Test
    void while_the_database_is_away_everything_that_needs_it_is_unavailable_at_once() {
        assertThat(users().statusCode()).isEqualTo(200);
        wire.cut();
        try {
            await().until(() -> get("/health/ready").statusCode() == 503);

            var begun = System.nanoTime();
            var program = users();
            var page = get("/organizations", "Cookie", "session=" + "A".repeat(43), "Accept", "text/html");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));

            assertThat(program.statusCode()).isEqualTo(503);
            assertThat(program.headers().firstValue("Retry-After")).isPresent();
            assertThat(program.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/problem+json");
            assertThat(program.body()).contains("\"code\":\"unavailable\"");
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.headers().firstValue("Retry-After")).isPresent();
            assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
            assertThat(page.body())
                    .contains("temporarily unavailable")
                    .contains(page.headers().firstValue("X-Request-Id").orElseThrow());
            assertThat(get("/health/live").statusCode()).isEqualTo(200);
        } finally {
            wire.mend();
        }
    }

    @Test
    void a_database_that_hangs_is_noticed_within_two_seconds() {
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        wire.freeze();
        try {
            await().pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofSeconds(4))
                    .until(() -> get("/health/ready").statusCode() == 503);
            assertThat(get("/health/ready").body()).contains("It has not answered for");
            assertThat(users().statusCode()).isEqualTo(503);
        } finally {
            wire.thaw();
        }
    }

    @Test
    void a_read_whose_connection_breaks_is_repeated() {
        for (int i = 0; i < 5; i++) {
            assertThat(users().statusCode()).isEqualTo(200);
            wire.reset();
            assertThat(users().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void only_the_people_who_run_roster_see_which_part_is_wrong() {
        var insider = get("/health/ready");
        assertThat(insider.body()).contains("database", "disk");
        assertThat(get("/health/ready", "X-Forwarded-For", "192.0.2.1").body()).doesNotContain("database");
        assertThat(get(
                                "/health/ready",
                                "X-Forwarded-For",
                                "192.0.2.1",
                                "Authorization",
                                "Bearer " + SERVER.operatorToken())
                        .body())
                .contains("database");
    }

    private HttpResponse<String> users() {
        return get("/api/v1/organizations/" + company.slug() + "/users", "Authorization", "Bearer " + token);
    }

    private HttpResponse<String> get(String path, String... headers) {
        var port = ((WebServerApplicationContext) node).getWebServer().getPort();
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
