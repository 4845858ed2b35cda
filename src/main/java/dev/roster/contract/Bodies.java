package dev.roster.contract;

import dev.roster.contract.ContractView.Body;
import dev.roster.contract.ContractView.Line;
import dev.roster.contract.ContractView.Words;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads the document's schemas for the page: the members of a body as a flat list, and an example. */
final class Bodies {
    private final JsonNode document;

    Bodies(JsonNode document) {
        this.document = document;
    }

    Body of(JsonNode reference) {
        var schema = resolved(reference);
        var name = reference.path("$ref").asString().replaceFirst(".*/", "");
        return new Body(name, lines("", schema).toList(), JsonText.of(schema.at("/examples/0")));
    }

    JsonNode resolved(JsonNode node) {
        var reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    /** {@code parent.member}, with {@code []} after arrays. */
    private Stream<Line> lines(String prefix, JsonNode schema) {
        var required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        return schema.path("properties").properties().stream().flatMap(member -> {
            var name = prefix + member.getKey();
            var line = new Line(
                    name,
                    "",
                    required.contains(member.getKey()),
                    type(member.getValue()),
                    Words.of(member.getValue().path("description").asString("")));
            return Stream.concat(Stream.of(line), below(name, member.getValue()));
        });
    }

    private Stream<Line> below(String name, JsonNode member) {
        var list = member.path("items");
        var inner = resolved(present(list.isObject() ? list : member));
        return inner.has("properties") ? lines(name + (list.isObject() ? "[]." : "."), inner) : Stream.empty();
    }

    /** The schema, ignoring null. */
    private static JsonNode present(JsonNode schema) {
        return schema.has("anyOf") ? schema.at("/anyOf/0") : schema;
    }

    /** In words: {@code text, at most 100}. */
    Words type(JsonNode schema) {
        var types = schema.path("type").isArray()
                ? schema.path("type").valueStream().map(JsonNode::asString).toList()
                : List.of(schema.path("type").asString("object"));
        var of = types.contains("array") ? schema.path("items") : schema;
        var values = of.path("enum")
                .valueStream()
                .filter(value -> !value.isNull())
                .map(value -> "`" + value.asString() + "`")
                .collect(Collectors.joining(" "));
        boolean mayBeNull = types.contains("null") || schema.has("anyOf");
        var words = Stream.of(
                        types.contains("array") ? "list of " + one(of) : one(schema),
                        bounds(schema),
                        values,
                        mayBeNull ? "or null" : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        return Words.of(words.replace(", or null", " or null"));
    }

    private static String one(JsonNode schema) {
        if (schema.has("format") && schema.path("type").toString().contains("string")) {
            return schema.path("format").asString();
        }
        var type = schema.path("type");
        return type.isArray() ? type.path(0).asString() : type.asString("object");
    }

    private static String bounds(JsonNode schema) {
        var least = Stream.of("minimum", "minLength", "minItems")
                .filter(schema::has)
                .findFirst();
        var most = Stream.of("maximum", "maxLength", "maxItems")
                .filter(schema::has)
                .findFirst();
        if (least.isPresent() && most.isPresent()) {
            return schema.path(least.get()).asInt() + " to "
                    + schema.path(most.get()).asInt();
        }
        return most.map(name -> "at most " + schema.path(name).asInt())
                .or(() -> least.map(name -> "at least " + schema.path(name).asInt()))
                .orElse("");
    }
}
