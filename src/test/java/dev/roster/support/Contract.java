package dev.roster.support;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.PatternFormat;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API contract as served by the server under test. Everything that a test sends and receives is checked against it: each
 * response's status, headers, body and problem, and each accepted request.
 */
public final class Contract {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * The library's own rule for email addresses knows the list of top-level domains, which does not include {@code example}.
     */
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            Dialect.builder(Dialects.getDraft202012())
                    .keyword(new NonValidationKeyword("components"))
                    .format(PatternFormat.of("email", "[^@]+@[^@]+", "format.email"))
                    .build(),
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private static final List<String> TOLD_HEADERS = List.of("ETag", "Location", "Retry-After");

    private final JsonNode document;
    private final List<Route> routes;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private record Route(String template, Pattern pattern, JsonNode operations) {
        static Route of(Map.Entry<String, JsonNode> path) {
            var pattern = Arrays.stream(path.getKey().split("/"))
                    .map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
                    .collect(Collectors.joining("/"));
            return new Route(path.getKey(), Pattern.compile(pattern), path.getValue());
        }

        long variables() {
            return template.chars().filter(c -> c == '{').count();
        }
    }

    private Contract(JsonNode document) {
        this.document = document;
        this.routes = document.path("paths").properties().stream()
                .map(Route::of)
                .sorted(Comparator.comparing(Route::variables))
                .toList();
    }

    /** Requested once, by the first caller. */
    private static final class Served {
        static final Contract CONTRACT = new Contract(read());

        private static JsonNode read() {
            var address = URI.create(TestServer.get().url("/api/v1/openapi.json"));
            try (var client = HttpClient.newHttpClient()) {
                var answer = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
                return JSON.readTree(answer.body());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    public static Contract get() {
        return Served.CONTRACT;
    }

    public JsonNode json() {
        return document;
    }

    /** The errors of a value against a schema of the document, by its reference. */
    public List<String> errors(String reference, JsonNode value) {
        return schemas.computeIfAbsent(reference, this::schema).validate(value).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    /** Checks an API request and its response against the document; ignores anything that is not a route of the API. */
    public static void check(HttpRequest request, HttpResponse<String> response) {
        var path = request.uri().getRawPath();
        if (path.startsWith("/api/v1/") && !path.equals("/api/v1/openapi.json")) {
            var contract = get();
            contract.operation(request.method(), path)
                    .ifPresent(operation -> contract.check(operation, request, response));
        }
    }

    private Optional<JsonNode> operation(String method, String path) {
        return routes.stream()
                .filter(route -> route.pattern().matcher(path).matches())
                .findFirst()
                .map(route -> route.operations().path(method.toLowerCase(Locale.ROOT)))
                .filter(JsonNode::isObject);
    }

    private void check(JsonNode operation, HttpRequest request, HttpResponse<String> response) {
        var wrong = new Findings(operation, request, response);
        var answer = resolved(operation.path("responses").path(String.valueOf(response.statusCode())));
        wrong.require(answer.isObject(), "the status is not documented");
        checkHeaders(answer, response, wrong);
        checkAnswer(answer, response, wrong);
        if (response.statusCode() < 300) {
            checkQuery(operation, request, wrong);
            checkBody(operation, request, wrong);
        }
        wrong.throwIfAny();
    }

    private void checkHeaders(JsonNode answer, HttpResponse<String> response, Findings wrong) {
        var documented = answer.path("headers");
        documented.forEachEntry((name, header) -> wrong.require(
                !resolved(header).path("required").asBoolean()
                        || response.headers().firstValue(name).isPresent(),
                "no header " + name));
        for (var header : TOLD_HEADERS) {
            wrong.require(
                    documented.has(header)
                            || response.headers().firstValue(header).isEmpty(),
                    "the header " + header + " is not documented");
        }
    }

    private void checkAnswer(JsonNode answer, HttpResponse<String> response, Findings wrong) {
        var content = answer.path("content").properties().stream().findFirst();
        if (content.isEmpty()) {
            wrong.require(response.body().isEmpty(), "the body is not documented");
            return;
        }
        var type = response.headers().firstValue("Content-Type").orElse("none");
        wrong.require(type.startsWith(content.get().getKey()), "the body is " + type);
        if (!content.get().getKey().endsWith("json") || content.get().getKey().endsWith("ndjson")) {
            return; // a file, which has tests of its own
        }
        var body = JSON.readTree(response.body());
        var schema = content.get().getValue().path("schema");
        if (schema.path("type").asString().equals("array")) {
            wrong.require(body.isArray(), "the body is no list");
            body.forEach(
                    item -> errors(schema.at("/items/$ref").asString(), item).forEach(wrong::add));
            return;
        }
        errors(schema.path("$ref").asString(), body).forEach(wrong::add);
        var codes = content.get().getValue().path("examples");
        wrong.require(
                codes.isMissingNode() || codes.has(body.path("code").asString()),
                "the problem " + body.path("code") + " is not documented");
    }

    private void checkQuery(JsonNode operation, HttpRequest request, Findings wrong) {
        var query = request.uri().getRawQuery();
        for (var pair : query == null ? new String[0] : query.split("&")) {
            var name = pair.replaceFirst("=.*", "");
            var value = URLDecoder.decode(pair.replaceFirst("[^=]*=?", ""), StandardCharsets.UTF_8);
            var parameter = operation
                    .path("parameters")
                    .valueStream()
                    .filter(p -> p.path("in").asString().equals("query")
                            && p.path("name").asString().equals(name))
                    .findFirst();
            wrong.require(parameter.isPresent(), "the parameter " + name + " is not documented");
            if (parameter.isPresent() && !value.isBlank()) {
                REGISTRY.getSchema(parameter.get().path("schema"))
                        .validate(
                                typed(value, parameter.get().at("/schema/type").asString()))
                        .forEach(error -> wrong.add(name + " " + error.getMessage()));
            }
        }
    }

    private static JsonNode typed(String value, String type) {
        return switch (type) {
            case "integer" -> JsonNodeFactory.instance.numberNode(Integer.parseInt(value));
            case "boolean" -> JsonNodeFactory.instance.booleanNode(value.equals("true"));
            default -> JsonNodeFactory.instance.stringNode(value);
        };
    }

    private void checkBody(JsonNode operation, HttpRequest request, Findings wrong) {
        var sent = Sent.text(request);
        var documented = operation.path("requestBody");
        if (sent.isEmpty()) {
            wrong.require(!documented.path("required").asBoolean(false), "a body is said to be required");
        } else if (documented.path("content").has("application/json")) {
            errors(documented.at("/content/application~1json/schema/$ref").asString(), JSON.readTree(sent))
                    .forEach(error -> wrong.add("was taken, but: " + error));
        }
    }

    private Schema schema(String reference) {
        var root = JsonNodeFactory.instance.objectNode().put("$ref", reference);
        root.set("components", ((ObjectNode) document.path("components")).deepCopy());
        return REGISTRY.getSchema(root);
    }

    private JsonNode resolved(JsonNode node) {
        var reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }
}
