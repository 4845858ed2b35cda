package dev.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.shared.Cursor;
import dev.roster.shared.Ids;
import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.RawConnection;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no browser and no honest program sends: each has a proper answer, and none is a server error. */
class OddRequestsTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company COMPANY = SERVER.company("partner");
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final List<String> ODD = List.of(
            cursor("+999999999-12-31T23:59:59Z"),
            cursor("-999999999-01-01T00:00:00Z"),
            cursor("99999-01-01T00:00:00Z"),
            cursor("2026-01-01T00:00:00+18:00"),
            cursor("99999999999999999999"),
            cursor("\uFFFF"),
            "+999999999-12-31",
            "-999999999-01-01",
            "99999-01-01",
            "2026-02-30",
            "+999999999-12-31T23:59:59Z",
            "-0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59-18:00",
            "99999999999999999999",
            "-1",
            "1e999",
            "NaN",
            "\0",
            "a\0b",
            "\u202E",
            "\uFFFE",
            "' or 1=1 --",
            "%",
            "\\");

    private static final List<String> LISTS =
            List.of("/users", "/audit", "/invitations", "/groups", "/imports", "/roles", "/api-tokens", "/companies");

    private static final List<String> PARAMETERS = List.of(
            "after",
            "sort=created_at&after",
            "sort=-last_sign_in_at&after",
            "day",
            "from",
            "until",
            "to",
            "since",
            "person",
            "action",
            "search",
            "status",
            "role",
            "group",
            "limit",
            "count");

    private static String cursor(String value) {
        return new Cursor(new Cursor.Position(value, Ids.next()), false).encoded();
    }

    @Test
    void nothing_in_a_query_is_the_servers_fault() {
        var administrator = COMPANY.visitor("administrator");
        var api = COMPANY.client("administrator");
        var faults = new ConcurrentSkipListMap<String, Integer>();
        LISTS.parallelStream().forEach(list -> {
            for (var parameter : PARAMETERS) {
                for (var odd : ODD) {
                    var path = list + "?" + parameter + "=" + URLEncoder.encode(odd, StandardCharsets.UTF_8);
                    note(faults, path, administrator.get(COMPANY.path(path)).status());
                    note(
                            faults,
                            "api " + path,
                            api.get("/organizations/" + COMPANY.slug() + path).status());
                }
            }
        });
        assertThat(faults).isEmpty();
    }

    private static void note(Map<String, Integer> faults, String path, int status) {
        if (status >= 500) {
            faults.put(path, status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z", "10000-01-01T00:00:00Z"})
    void a_place_in_a_list_at_a_time_that_cannot_be_is_none(String time) {
        var path = COMPANY.path("/users?sort=created_at&after=" + cursor(time));

        assertThat(COMPANY.visitor("administrator").get(path).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "nonsense", ";", "application/json; charset=none", "a/b/c", "/"})
    void a_body_of_no_kind_is_of_none_that_is_taken(String type) {
        for (var path : List.of("/organizations", "/organizations/" + COMPANY.slug() + "/users")) {
            assertThat(ApiClient.operator()
                            .send("POST", path, "{}", "Content-Type", type)
                            .status())
                    .as(path)
                    .isEqualTo(415);
        }
        assertThat(Visitor.of(SERVER)
                        .send("POST", "/login", "name=a", "Content-Type", type)
                        .status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: nonsense",
                "Accept: */*;q=2",
                "Accept-Language: %%%",
                "Cookie: session=\u00ff\u00fe; =; ;;; a=b=c",
                "Cookie: csrf=\"",
                "Authorization: Bearer \u00ff",
                "Authorization: Basic !!!",
                "If-None-Match: ,,,",
                "If-Modified-Since: yesterday",
                "Range: bytes=9999999999999999999-",
                "Content-Type: */*",
                "Content-Encoding: nonsense",
                "HX-Request: \u00ff",
                "Origin: null",
                "X-HTTP-Method-Override: DELETE",
                "Forwarded: for=\"",
                "Expect: nonsense"
            })
    void no_header_is_the_servers_fault(String header) {
        for (var request : List.of(
                "GET /login",
                "GET /o/any/users",
                "GET /api/v1/me",
                "GET /assets/none.css",
                "POST /login",
                "GET /metrics")) {
            try (var connection = connection()) {
                connection.send(request + " HTTP/1.1\nHost: localhost\nConnection: close\n" + header + "\n\n");
                assertThat(connection.status(SOON)).as(request).isBetween(200, 499);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: localhost\nX-Forwarded-Host: evil.example",
                "Host: localhost\nForwarded: host=evil.example;proto=https",
                "Host: localhost\nX-Forwarded-Proto: https"
            })
    void whatever_a_request_calls_this_server_no_answer_repeats_it(String headers) {
        for (var request : List.of("GET /o/any/users", "GET /", "GET /me", "GET /o/any", "GET /operator/accounts")) {
            try (var connection = connection()) {
                connection.send(request + " HTTP/1.1\n" + headers + "\nConnection: close\n\n");
                var answer = connection.all();
                assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("evil.example");
                assertThat(answer.lines().filter(line -> line.regionMatches(true, 0, "Location:", 0, 9)))
                        .allMatch(line -> line.substring(9).strip().startsWith("/"));
            }
        }
    }

    @Test
    void figures_are_for_who_runs_roster() {
        var stranger = Visitor.of(SERVER);
        assertThat(stranger.get("/metrics").body()).contains("jvm_memory_used_bytes");
        for (var header : List.of("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP", "X-Forwarded-Host")) {
            assertThat(stranger.get("/metrics", header, "for=192.0.2.1").status())
                    .as(header)
                    .isEqualTo(401);
        }
        var proxied = "X-Forwarded-For";
        assertThat(Stream.of(SERVER.operatorToken(), "roster_none")
                        .map(token -> stranger.get("/metrics", proxied, "192.0.2.1", "Authorization", "Bearer " + token)
                                .status()))
                .containsExactly(200, 401);
        assertThat(SERVER.operator().get("/metrics", proxied, "192.0.2.1").status())
                .isEqualTo(401);
    }

    private static RawConnection connection() {
        return RawConnection.to(URI.create(SERVER.url("/")).getPort());
    }
}
