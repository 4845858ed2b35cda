package dev.roster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.shared.Ids;
import dev.roster.support.ApiClient;
import dev.roster.support.ApiClient.Answer;
import dev.roster.support.Contract;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Every operation of the contract with inputs generated from it: what it does not allow is refused as documented, what it
 * allows is accepted. {@link Contract} checks each answer against the document, so that no refusal is undocumented.
 */
class GeneratedInputsTest {
    /** Refused because of the state of the example's organization, a new one of the preset "partner"; the input is valid. */
    private static final Set<String> NOT_IN_THIS_STATE = Set.of(
            "deactivateUser",
            "activateUser",
            "restoreUser",
            "removeUser",
            "eraseUser",
            "setPassword",
            "getInvitation",
            "mailImportedUsers",
            "copyInvitationLink",
            "resendInvitation",
            "renewInvitation");

    private final ApiClient operator = ApiClient.operator();

    record Operation(String method, String path, JsonNode json) {
        @Override
        public String toString() {
            return json.path("operationId").asString();
        }

        Stream<JsonNode> parameters(String in) {
            return json.path("parameters")
                    .valueStream()
                    .filter(parameter -> parameter.path("in").asString().equals(in));
        }

        boolean takes(String header) {
            return parameters("header").anyMatch(p -> p.path("name").asString().equals(header));
        }

        JsonNode body() {
            return json.at("/requestBody/content/application~1json/schema");
        }

        /** The media type of a successful answer; JSON if it has no body. */
        String answer() {
            return json.path("responses").properties().stream()
                    .filter(status -> status.getKey().startsWith("2"))
                    .flatMap(status -> status.getValue().path("content").propertyNames().stream())
                    .findFirst()
                    .orElse("application/json");
        }
    }

    /** Those that take JSON, or nothing; files have tests of their own. */
    static Stream<Operation> operations() {
        return all().filter(operation ->
                !operation.json().has("requestBody") || !operation.body().isMissingNode());
    }

    private static Stream<Operation> all() {
        return Contract.get().json().path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(of -> new Operation(
                                of.getKey().toUpperCase(Locale.ROOT),
                                path.getKey().substring(Operations.BASE.length()),
                                of.getValue())));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void bad_input_is_refused_and_good_input_taken(Operation operation) {
        var world = new ContractWorld(operation.path());
        var path = world.path();
        var good = operation.body().isMissingNode() ? null : world.body(operation.body());

        if (good != null) {
            var wrong = WrongBodies.of(operation.body(), good);
            // What the policy does not ask of a new user is ignored, however long it is.
            wrong.keySet()
                    .removeIf(what -> operation.toString().equals("createUser")
                            && what.matches("(username|firstName|lastName) is \\d+ characters long"));
            wrong.forEach(
                    (what, body) -> refused(operation, what, operator.send(operation.method(), path, body), 422, 409));
        }
        var body = good == null ? null : good.toString();
        wrongQueries(operation)
                .forEach(query ->
                        refused(operation, query, operator.send(operation.method(), path + "?" + query, body), 422));
        wrongHeaders(operation, path, body);
        wrongPaths(operation, world, body);

        var taken = operator.send(operation.method(), path + requiredQuery(operation), body);
        if (!NOT_IN_THIS_STATE.contains(operation.toString())) {
            assertThat(taken.status()).as(taken.response().body()).isBetween(200, 299);
        }
        goodQueries(operation)
                .forEach(query -> assertThat(operator.get(path + "?" + query).status())
                        .as(query)
                        .isEqualTo(200));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void what_is_no_such_request_is_refused(Operation operation) {
        var world = new ContractWorld(operation.path());
        var path = world.path();
        var method = operation.method();

        var nobody = ApiClient.with("").send(method, path, null);
        refused(operation, "no token", nobody, 401);
        assertThat(nobody.header("WWW-Authenticate")).contains("Bearer");
        var stranger = world.stranger().send(method, path, null);
        refused(operation, "somebody else's token", stranger, operation.path().equals("/me") ? 200 : 404, 400);

        var allowed = methods(operation.path());
        Stream.of("GET", "POST", "PUT", "PATCH", "DELETE")
                .filter(other -> !allowed.contains(other))
                .forEach(other -> {
                    var answer = operator.send(other, path, null);
                    refused(operation, other, answer, 405);
                    assertThat(answer.header("Allow").orElseThrow().split(", ?"))
                            .containsAll(allowed);
                });
        var html = operator.send(method, path, null, "Accept", "text/html");
        if (operation.json().path("responses").propertyNames().stream().noneMatch("204"::equals)) {
            refused(operation, "Accept: text/html", html, 406);
            assertThat(html.header("Accept").orElseThrow()).contains(operation.answer());
        }
        if (!operation.body().isMissingNode()) {
            wrongFormats(operation, path);
        }
    }

    private void wrongFormats(Operation operation, String path) {
        var method = operation.method();
        for (var type : List.of("text/plain", "application/yaml", "application/xml", "nonsense")) {
            var answer = operator.send(method, path, "{}", "Content-Type", type);
            refused(operation, type, answer, 415);
            assertThat(answer.header("Accept").orElseThrow())
                    .contains("application/json")
                    .doesNotContain("yaml");
        }
        for (var malformed : List.of("{", "[]", "null x", "{} {}", "{\"a\":1,\"a\":2}", "[".repeat(5000))) {
            refused(operation, malformed, operator.send(method, path, malformed), 400, 422);
        }
        refused(operation, "2 MB", operator.send(method, path, "{\"a\":\"" + "a".repeat(2_000_000) + "\"}"), 413);
    }

    private void wrongHeaders(Operation operation, String path, @Nullable String body) {
        if (operation.takes("Idempotency-Key")) {
            for (var key : List.of("a".repeat(256), "two words")) {
                var answer = operator.send(operation.method(), path, body, "Idempotency-Key", key);
                refused(operation, "Idempotency-Key: " + key, answer, 422);
            }
        }
        if (operation.takes("If-Match")) {
            for (var tag : List.of("\"unheard-of\"", "nonsense", "W/\"1\"")) {
                var answer = operator.send(operation.method(), path, body, "If-Match", tag);
                refused(operation, "If-Match: " + tag, answer, 412);
            }
        }
    }

    private void wrongPaths(Operation operation, ContractWorld world, @Nullable String body) {
        operation.parameters("path").map(p -> p.path("name").asString()).forEach(name -> {
            for (var value : List.of("unheard-of", Ids.next().toString(), "a".repeat(300), "%00", "..;", "%2F")) {
                var answer = operator.send(operation.method(), world.pathWith(name, value), body);
                refused(operation, name + " " + value, answer, 404, 400);
            }
        });
    }

    private static List<String> wrongQueries(Operation operation) {
        var wrong = new ArrayList<String>();
        wrong.add("unheardOf=1");
        operation.parameters("query").forEach(parameter -> {
            var name = parameter.path("name").asString();
            var schema = parameter.path("schema");
            wrong.add(name + "=a%00b");
            wrong.add(name + "=a&" + name + "=a");
            switch (schema.path("type").asString()) {
                case "integer" ->
                    List.of("x", "0", "-1", "1.5", "201", "99999999999999999999")
                            .forEach(value -> wrong.add(name + "=" + value));
                case "boolean" -> wrong.add(name + "=maybe");
                default -> {
                    if (schema.has("enum") || schema.has("pattern") || schema.has("format")) {
                        wrong.add(name + "=Unheard+of");
                    }
                    if (schema.has("maxLength")) {
                        wrong.add(
                                name + "=" + "a".repeat(schema.path("maxLength").asInt() + 1));
                    }
                }
            }
        });
        return wrong;
    }

    private static String requiredQuery(Operation operation) {
        return operation
                .parameters("query")
                .filter(parameter -> parameter.path("required").asBoolean(false))
                .map(parameter -> "?" + example(parameter))
                .collect(Collectors.joining());
    }

    private static List<String> goodQueries(Operation operation) {
        return operation
                .parameters("query")
                .filter(parameter -> parameter.has("example"))
                .map(GeneratedInputsTest::example)
                .toList();
    }

    private static String example(JsonNode parameter) {
        var value = URLEncoder.encode(parameter.path("example").asString(), StandardCharsets.UTF_8);
        return parameter.path("name").asString() + "=" + value;
    }

    private static List<String> methods(String path) {
        return all().filter(other -> other.path().equals(path))
                .map(Operation::method)
                .toList();
    }

    private static void refused(Operation operation, String what, Answer answer, Integer... statuses) {
        assertThat(answer.status())
                .as("%s: %s: %s", operation, what, answer.response().body())
                .isIn(Arrays.asList(statuses));
        if (answer.status() >= 400) {
            assertThat(answer.code()).isNotBlank();
            assertThat(answer.header("X-Request-Id")).contains(answer.text("/requestId"));
        }
    }
}
