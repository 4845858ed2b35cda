package dev.roster.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.roster.support.ApiClient;
import dev.roster.support.Contract;
import dev.roster.support.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the tests notice deviations from the contract: checked against a server that answers whatever it is told to. */
class ContractCheckTest {
    private static final String ORGANIZATION = """
            {"id":"0193a6bf-0e21-7a30-9d4c-5b6a7c8d9e0f","slug":"a","name":"A","preset":"partner","parent":null,\
            "createdAt":"2026-11-20T09:00:00Z"%s}""";

    private HttpServer server;
    private int status;
    private String type = "";
    private String answer = "";

    @BeforeEach
    void start() throws IOException {
        TestServer.get();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("Location", "/");
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "201 | application/json         | {\"name\":\"A\",\"preset\":\"partner\"}              | ''            | –",
                "201 | application/json         | {\"name\":\"A\",\"preset\":\"partner\"}              | ,\"more\":1   | more",
                "201 | application/json         | {\"name\":\"A\",\"preset\":\"partner\",\"color\":1} | ''            | color",
                "201 | application/json         | {\"name\":\"A\",\"preset\":\"other\"}                | ''            | preset",
                "201 | application/json         | {\"name\":\"A\"}                                   | ''            | preset",
                "201 | text/html                | {\"name\":\"A\",\"preset\":\"partner\"}              | ''            | text/html",
                "200 | application/json         | {\"name\":\"A\",\"preset\":\"partner\"}              | ''            | status",
                "418 | application/json         | {\"name\":\"A\",\"preset\":\"partner\"}              | ''            | status",
                "409 | application/problem+json | {}                                               | ''            | code",
            })
    void what_is_not_in_the_contract_is_noticed(int status, String type, String sent, String more, String wrong)
            throws Exception {
        this.status = status;
        this.type = type;
        this.answer = ORGANIZATION.formatted(more);

        if (wrong.equals("–")) {
            assertThat(send("POST", "/api/v1/organizations", sent)).isEqualTo(status);
        } else {
            assertThatThrownBy(() -> send("POST", "/api/v1/organizations", sent))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("createOrganization")
                    .hasMessageContaining(wrong);
        }
    }

    @Test
    void what_is_no_route_is_left_alone() throws Exception {
        status = 418;
        type = "text/plain";
        answer = "";

        assertThat(send("POST", "/api/v1/teapots", "")).isEqualTo(418);
        assertThat(send("PATCH", "/api/v1/organizations", "")).isEqualTo(418);
        assertThatThrownBy(() -> send("GET", "/api/v1/organizations?colour=red", ""))
                .hasMessageContaining("listOrganizations");
        assertThat(Contract.get()
                        .errors(
                                "#/components/schemas/Organization",
                                ApiClient.operator().get("/me").json()))
                .isNotEmpty();
    }

    private int send(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, BodyHandlers.ofString());
            Contract.check(request, response);
            return response.statusCode();
        }
    }
}
