package dev.roster.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.shared.Ids;
import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.RawConnection;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request may cost before it is known who sends it, and which requests are refused as too large. */
class RequestLimitsTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company COMPANY = SERVER.company("partner");
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /login",
                "POST /forgot-password",
                "PUT /login",
                "PATCH /login",
                "DELETE /",
                "POST /no-such-page",
                "POST /o/any/users",
                "PUT /api/v1/me",
                "POST /api/v1/organizations"
            })
    void what_is_announced_too_large_is_refused_before_it_comes(String request) {
        try (var connection = connection()) {
            connection.send(request + " HTTP/1.1\nHost: localhost\n" + FORM + "Content-Length: 1000000\n\nname=");

            assertThat(connection.status(SOON)).isEqualTo(413);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /login", "PUT /login", "PATCH /login", "DELETE /login"})
    void a_form_that_does_not_say_how_large_it_is_is_counted_as_it_comes(String request) {
        try (var connection = connection()) {
            connection.send(request + " HTTP/1.1\nHost: localhost\n" + FORM + "Transfer-Encoding: chunked\n\n");
            for (int kilobytes = 0; kilobytes < 20; kilobytes++) {
                connection.send("400\n" + "n".repeat(1024) + "\n");
            }

            // No one reads a body that is not a page's form: it is refused as such, without waiting for the rest.
            assertThat(connection.status(SOON)).isIn(413, 403);
        }
    }

    @ParameterizedTest
    @MethodSource("halves")
    void what_a_stranger_has_half_sent_costs_less_than_64_kilobytes(String half) {
        int many = 200;
        var connections = new ArrayList<RawConnection>();
        warmUp(half);
        long before = heap();
        try {
            for (int i = 0; i < many; i++) {
                connections.add(RawConnection.from("127.0.7." + (1 + i % 100), port()));
                connections.getLast().send(half);
            }
            assertThat(connections.getLast().status(Duration.ofSeconds(1))).isEqualTo(-1);

            assertThat((heap() - before) / many).isLessThan(64 * 1024);
        } finally {
            connections.forEach(RawConnection::close);
        }
    }

    static List<String> halves() {
        var form = "POST /login HTTP/1.1\nHost: localhost\n" + FORM;
        return List.of(
                "",
                "GET /login HTTP/1.1\nHost: local",
                "GET /login HTTP/1.1\nHost: localhost\nX: " + "x".repeat(8000),
                form + "Content-Length: 16000\n\nname=",
                form + "Content-Length: 16000\n\nname=" + "x".repeat(8000),
                form + "Transfer-Encoding: chunked\n\n5\nname=");
    }

    /** Classes and caches loaded by the first of its kind do not count as the cost of each. */
    private static void warmUp(String half) {
        Supplier<RawConnection> one = () -> connection().send(half);
        var few = Stream.generate(one).limit(20).toList();
        assertThat(few.getLast().status(Duration.ofSeconds(1))).isEqualTo(-1);
        few.forEach(RawConnection::close);
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void who_is_signed_in_may_choose_a_thousand_people() {
        var form = Map.of(
                "what",
                "deactivate",
                "user",
                IntStream.range(0, 1000).mapToObj(i -> Ids.next().toString()).collect(Collectors.joining(",")));

        assertThat(COMPANY.visitor("administrator")
                        .post(COMPANY.path("/users/bulk"), form)
                        .status())
                .isNotIn(413, 500);
        assertThat(Visitor.of(SERVER).post(COMPANY.path("/users/bulk"), form).status())
                .isEqualTo(413);
    }

    @Test
    void who_is_signed_in_may_paste_a_file_and_send_no_other_form_as_large() {
        var administrator = COMPANY.visitor("administrator");
        var large = Map.of("pasted", "nothing that is known\n".repeat(20_000));

        assertThat(administrator.post(COMPANY.path("/imports"), large).status()).isEqualTo(422);
        assertThat(administrator.post(COMPANY.path("/users"), large).status()).isEqualTo(413);
    }

    @Test
    void files_in_forms_are_read_by_nobody() {
        try (var connection = connection()) {
            connection.send("""
                    POST /login HTTP/1.1
                    Host: localhost
                    Content-Type: multipart/form-data; boundary=x
                    Content-Length: 9000

                    --x
                    Content-Disposition: form-data; name="_csrf"

                    """);

            assertThat(connection.status(SOON)).isEqualTo(403);
        }
    }

    @Test
    void thousands_of_parameters_are_not_understood() {
        var many = IntStream.range(0, 3000).mapToObj(i -> "p" + i + "=").collect(Collectors.joining("&"));
        var visitor = Visitor.of(SERVER);

        for (var status : List.of(
                visitor.get("/login?" + many.substring(0, 7000)).status(),
                visitor.send(
                                "POST",
                                "/login",
                                many.substring(0, 16_000),
                                "Content-Type",
                                FORM.substring(14).strip())
                        .status(),
                COMPANY.visitor("administrator")
                        .send(
                                "POST",
                                COMPANY.path("/users"),
                                many,
                                "Content-Type",
                                FORM.substring(14).strip())
                        .status(),
                ApiClient.operator()
                        .get("/organizations?" + many.substring(0, 7000))
                        .status())) {
            assertThat(status).isIn(400, 413, 422);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8_100, 9_000, 11_000})
    void a_url_that_is_too_long_is_refused_as_such(int length) {
        var visitor = Visitor.of(SERVER);
        for (var path : List.of("/login?next=/", "/o/any/users?search=", "/no-such-page/")) {
            assertThat(visitor.get(path + "a".repeat(length)).status()).as(path).isEqualTo(414);
        }
        var answer = ApiClient.operator().get("/organizations?search=" + "a".repeat(length));
        assertThat(answer.code()).isEqualTo("address-too-long");
        assertThat(answer.status()).isEqualTo(414);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_500, 2_500, 7_900})
    void a_long_address_leads_to_the_sign_in_page(int length) {
        var answer = Visitor.of(SERVER).get("/o/any/users?search=" + "%C3%A4".repeat(length / 6));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.location()).startsWith("/login?next=");
    }

    private static RawConnection connection() {
        return RawConnection.to(port());
    }

    private static int port() {
        return URI.create(SERVER.url("/")).getPort();
    }
}
