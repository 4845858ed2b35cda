package dev.roster.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that uses the REST API with a token. */
public final class ApiClient {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TestServer server;
    private final String token;

    private ApiClient(TestServer server, String token) {
        this.server = server;
        this.token = token;
    }

    /** Empty to send none. */
    public static ApiClient with(String token) {
        return new ApiClient(TestServer.get(), token);
    }

    /** With a new token of an organization, with this role. */
    public static ApiClient of(String organization, String role) {
        var made = operator()
                .post(
                        "/organizations/" + organization + "/api-tokens",
                        "{\"name\":\"%s\",\"role\":\"%s\"}".formatted(role, role));
        if (made.status() != 201) {
            throw new AssertionError("no token: " + made.response().body());
        }
        return with(made.text("/secret"));
    }

    public static ApiClient operator() {
        return with(TestServer.get().operatorToken());
    }

    /** The response. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        /** The text at a pointer (RFC 6901) such as {@code /errors/0/field}. */
        public String text(String pointer) {
            return json().at(pointer).asString();
        }

        /** The code of a problem; a test that asks for one expects the answer to be one. */
        public String code() {
            var type = header("Content-Type").orElse("none");
            if (!type.startsWith("application/problem+json")) {
                throw new AssertionError("no problem but %d %s: %s".formatted(status(), type, response.body()));
            }
            return text("/code");
        }

        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        /** One member of each of the items of a list. */
        public List<String> items(String member) {
            return StreamSupport.stream(json().at("/items").spliterator(), false)
                    .map(item -> item.at("/" + member).asString())
                    .toList();
        }
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, String body) {
        return send("POST", path, body);
    }

    public Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    public Answer patch(String path, String body, String... headers) {
        return send("PATCH", path, body, headers);
    }

    public Answer delete(String path, String... headers) {
        return send("DELETE", path, null, headers);
    }

    /** @param path below {@code /api/v1}; headers are names and values in turn */
    public Answer send(String method, String path, @Nullable String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(server.url("/api/v1" + path)))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    /** Posts a file as raw bytes. */
    public Answer sendFile(String path, byte[] file, String type) {
        return send(HttpRequest.newBuilder(URI.create(server.url("/api/v1" + path)))
                .POST(BodyPublishers.ofByteArray(file))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .build());
    }

    public static Answer send(HttpRequest request) {
        try {
            var response = HTTP.send(request, BodyHandlers.ofString());
            Contract.check(request, response);
            return new Answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
