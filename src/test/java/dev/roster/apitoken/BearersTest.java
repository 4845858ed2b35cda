package dev.roster.apitoken;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.roster.support.ApiClient;
import dev.roster.support.ApiClient.Answer;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

class BearersTest {
    private static final TestServer SERVER = TestServer.get();

    private final Company company = SERVER.company("partner");
    private final String here = "/organizations/" + company.slug();

    @Test
    void recognising_a_token_with_all_it_may_do_takes_one_query() {
        var client = company.client("manager");
        client.get("/me"); // the first use in five minutes is also recorded

        // There is nothing to look up there, so that only the token itself is looked up.
        assertThat(statements(() -> client.get(here + "/nothing"))).hasSize(1);
        assertThat(statements(() -> client.get("/nothing"))).hasSize(1);
        assertThat(statements(() -> ApiClient.with("roster_nobodys").get(here + "/nothing")))
                .hasSize(1);
        assertThat(statements(() -> ApiClient.with("").get(here + "/nothing"))).isEmpty();
    }

    @Test
    void what_is_done_asks_no_more_who_it_is() {
        var client = company.client("manager");
        client.get("/me");
        assertThat(statements(() -> client.get(here + "/roles")))
                .filteredOn(statement -> statement.contains("api_tokens"))
                .hasSize(1);
    }

    @Test
    void it_is_written_down_when_a_token_was_used_but_not_each_time() {
        var client = company.client("administrator");
        assertThat(lastUse(client)).isNotNull();
        SERVER.clock().advance(Duration.ofMinutes(4));
        var before = lastUse(client);
        SERVER.clock().advance(Duration.ofMinutes(2));
        assertThat(Instant.parse(lastUse(client))).isAfter(Instant.parse(before));
    }

    @Test
    void a_token_is_dead_from_the_second_on_in_which_it_runs_out() {
        var expires = SERVER.clock().instant().plus(Duration.ofHours(1));
        var made = ApiClient.operator()
                .post(
                        here + "/api-tokens",
                        "{\"name\":\"Soon\",\"role\":\"manager\",\"expiresAt\":\"%s\"}".formatted(expires));
        var client = ApiClient.with(made.text("/secret"));
        assertThat(client.get("/me").status()).isEqualTo(200);

        SERVER.clock().advance(Duration.ofHours(1));

        assertThat(client.get("/me").status()).isEqualTo(401);
        assertThat(client.get(here + "/users").code()).isEqualTo("unauthenticated");
    }

    @Test
    void what_a_role_loses_its_tokens_lose_with_the_next_request() {
        var operator = ApiClient.operator();
        operator.post(here + "/roles", """
                {"key":"lister","name":"Lister","permissions":["users.view"],"governs":[]}""");
        var client = company.client("lister");
        assertThat(client.get(here + "/users").status()).isEqualTo(200);

        var role = operator.get(here + "/roles/lister").json().toString();
        assertThat(operator.put(here + "/roles/lister", role.replace("\"users.view\"", ""))
                        .status())
                .isEqualTo(200);

        assertThat(client.get(here + "/users").status()).isEqualTo(403);
    }

    private String lastUse(ApiClient client) {
        return client.get(here + "/api-tokens").text("/items/0/lastUsedAt");
    }

    /** The SQL that the server runs for one request. */
    private static List<String> statements(Supplier<Answer> request) {
        var log =
                (Logger) LoggerFactory.getLogger(SERVER.bean(JdbcTemplate.class).getClass());
        var seen = new ListAppender<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent event) {
                event.prepareForDeferredProcessing(); // otherwise the request's id would be that of the later reader
                super.append(event);
            }
        };
        seen.list = new CopyOnWriteArrayList<>();
        seen.start();
        log.setLevel(Level.DEBUG);
        log.setAdditive(false);
        log.addAppender(seen);
        try {
            var id = request.get().header("X-Request-Id").orElseThrow();
            return seen.list.stream()
                    .filter(event -> id.equals(event.getMDCPropertyMap().get("requestId")))
                    .map(ILoggingEvent::getFormattedMessage)
                    .filter(message -> message.startsWith("Executing prepared SQL statement"))
                    .toList();
        } finally {
            log.detachAppender(seen);
            log.setAdditive(true);
            log.setLevel(null);
        }
    }
}
