package dev.roster.contract;

import dev.roster.contract.ContractView.Answer;
import dev.roster.contract.ContractView.Body;
import dev.roster.contract.ContractView.Entry;
import dev.roster.contract.ContractView.Line;
import dev.roster.contract.ContractView.ProblemCode;
import dev.roster.contract.ContractView.Section;
import dev.roster.contract.ContractView.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the OpenAPI document for the page, so that people see what programs get. */
final class ContractReader {
    private final JsonNode document;
    private final Bodies bodies;
    private final Curl curl;

    /** @param url the address of this installation */
    ContractReader(JsonNode document, String url) {
        this.document = document;
        this.bodies = new Bodies(document);
        this.curl = new Curl(url);
    }

    ContractView read() {
        var everywhere = operations()
                .map(operation -> List.copyOf(operation.path("responses").propertyNames()))
                .reduce((some, others) -> some.stream().filter(others::contains).toList())
                .orElseThrow();
        return new ContractView(
                document.at("/info/title").asString(),
                paragraphs(document.at("/info/description")),
                answers(operations().findFirst().orElseThrow(), everywhere::contains),
                document.path("tags")
                        .valueStream()
                        .map(tag -> section(tag, everywhere))
                        .toList());
    }

    private Stream<JsonNode> operations() {
        return document.path("paths").valueStream().flatMap(JsonNode::valueStream);
    }

    private Section section(JsonNode tag, List<String> everywhere) {
        var name = tag.path("name").asString();
        var entries = document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(operation ->
                                operation.getValue().at("/tags/0").asString().equals(name))
                        .map(operation -> entry(path.getKey(), operation, everywhere)))
                .toList();
        return new Section(
                name.toLowerCase(Locale.ROOT).replace(' ', '-'),
                name,
                Words.of(tag.path("description").asString()),
                entries);
    }

    private Entry entry(String path, Map.Entry<String, JsonNode> described, List<String> everywhere) {
        var operation = described.getValue();
        var method = described.getKey().toUpperCase(Locale.ROOT);
        var request = body(operation.path("requestBody"));
        return new Entry(
                operation.path("operationId").asString(),
                method,
                path,
                Words.of(operation.path("summary").asString()),
                paragraphs(operation.path("description")),
                operation.path("parameters").valueStream().map(this::parameter).toList(),
                request,
                answers(operation, status -> !everywhere.contains(status)),
                curl.command(method, path, operation, request));
    }

    private Line parameter(JsonNode parameter) {
        return new Line(
                parameter.path("name").asString(),
                parameter.path("in").asString(),
                parameter.path("required").asBoolean(false),
                bodies.type(parameter.path("schema")),
                Words.of(parameter.path("description").asString()));
    }

    private List<Answer> answers(JsonNode operation, Predicate<String> wanted) {
        return operation.path("responses").properties().stream()
                .filter(answer -> wanted.test(answer.getKey()))
                .map(answer -> answer(answer.getKey(), bodies.resolved(answer.getValue())))
                .toList();
    }

    private Answer answer(String status, JsonNode answer) {
        var problems = answer.at("/content/application~1problem+json/examples").properties().stream()
                .map(example -> new ProblemCode(
                        example.getKey(),
                        bodies.resolved(example.getValue()).path("summary").asString()))
                .toList();
        return new Answer(
                status,
                Words.of(answer.path("description").asString()),
                List.copyOf(answer.path("headers").propertyNames()),
                problems,
                problems.isEmpty() ? body(answer) : null);
    }

    private @Nullable Body body(JsonNode node) {
        var schema = node.at("/content/application~1json/schema");
        return schema.isMissingNode() ? null : bodies.of(schema);
    }

    private static List<Words> paragraphs(JsonNode text) {
        return Arrays.stream(text.asString("").split("\n\n"))
                .filter(paragraph -> !paragraph.isBlank())
                .map(paragraph -> Words.of(paragraph.replace('\n', ' ')))
                .toList();
    }
}
