package dev.roster.command;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST API of a server, as an API token sees it. */
final class ApiConnection implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int NOT_FOUND = 404;
    private static final int FIRST_ERROR = 400;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    private final String base;
    private final String token;

    /** @param server the public URL, with its path if it has one */
    ApiConnection(URI server, String token) {
        this.base = server.toString().replaceFirst("/$", "") + "/api/v1";
        this.token = token;
    }

    /** A resource, or empty if it does not exist for this token. */
    Optional<JsonNode> find(String path) {
        var response = send(request("GET", path, null), BodyHandlers.ofString());
        if (response.statusCode() == NOT_FOUND) {
            return Optional.empty();
        }
        return Optional.of(read(response));
    }

    /** @throws CommandRefusedException with the server's own sentence if it refuses */
    JsonNode get(String path) {
        return read(send(request("GET", path, null), BodyHandlers.ofString()));
    }

    /** All pages of a list. */
    List<JsonNode> list(String path) {
        return list(path, "");
    }

    /** The same, narrowed by more parameters such as {@code outcome=rejected}. */
    List<JsonNode> list(String path, String parameters) {
        var items = new ArrayList<JsonNode>();
        var next = "";
        do {
            var page = get(path + "?limit=200" + (parameters.isEmpty() ? "" : "&" + parameters)
                    + (next.isEmpty() ? "" : "&after=" + encoded(next)));
            page.get("items").forEach(items::add);
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        return items;
    }

    /** @throws CommandRefusedException as {@link #get} */
    void send(String method, String path, JsonNode body) {
        read(send(request(method, path, body), BodyHandlers.ofString()));
    }

    /** Sends lines of JSON. */
    JsonNode sendLines(String path, String lines) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .POST(BodyPublishers.ofString(lines))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-ndjson")
                .build();
        return read(send(request, BodyHandlers.ofString()));
    }

    /** Puts a response of any size into a file. */
    void download(String path, Path file) {
        var response = send(
                request("GET", path, null),
                info -> info.statusCode() < FIRST_ERROR
                        ? HttpResponse.BodySubscribers.mapping(HttpResponse.BodySubscribers.ofFile(file), _ -> "")
                        : HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8));
        requireSuccess(response);
    }

    @Override
    public void close() {
        client.close();
    }

    private HttpRequest request(String method, String path, @Nullable JsonNode body) {
        var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body));
        return HttpRequest.newBuilder(URI.create(base + path))
                .method(method, publisher)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .build();
    }

    private HttpResponse<String> send(HttpRequest request, BodyHandler<String> handler) {
        try {
            return client.send(request, handler);
        } catch (IOException e) {
            throw new CommandRefusedException("%s cannot be reached.".formatted(base));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandRefusedException("The command was interrupted.");
        }
    }

    private static JsonNode read(HttpResponse<String> response) {
        requireSuccess(response);
        return JSON.readTree(response.body());
    }

    private static void requireSuccess(HttpResponse<String> response) {
        if (response.statusCode() < FIRST_ERROR) {
            return;
        }
        var asked = response.request();
        var said = response.body().startsWith("{") ? sentence(JSON.readTree(response.body())) : "";
        throw new CommandRefusedException("%s %s: %d %s"
                .formatted(asked.method(), asked.uri().getPath(), response.statusCode(), said)
                .strip());
    }

    /** A problem's detail (RFC 9457), and what is wrong with each field. */
    private static String sentence(JsonNode problem) {
        var all = new StringBuilder(
                problem.path("detail").asString(problem.path("title").asString("")));
        for (var error : problem.path("errors")) {
            all.append(" %s: %s"
                    .formatted(
                            error.path("field").asString(""),
                            error.path("message").asString("")));
        }
        return all.toString();
    }

    /** The path of a resource, whatever its slug, key or id contains. */
    static String path(String... segments) {
        return Arrays.stream(segments).map(ApiConnection::encoded).collect(Collectors.joining("/", "/", ""));
    }

    /** A parameter or a segment of a path, whatever it contains. */
    static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
