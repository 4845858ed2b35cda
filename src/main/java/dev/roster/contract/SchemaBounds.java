package dev.roster.contract;

import dev.roster.api.Shape;
import java.util.Arrays;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Adds the constraints of a {@link Shape} to a schema. */
final class SchemaBounds {
    private SchemaBounds() {}

    static void put(ObjectNode schema, Shape shape) {
        var type = schema.path("type").asString("");
        var name = switch (type) {
            case "integer" -> "imum";
            case "array" -> "Items";
            default -> "Length";
        };
        if (shape.least() >= 0) {
            schema.put("min" + name, shape.least());
        }
        if (shape.most() >= 0) {
            schema.put("max" + name, shape.most());
        }
        var one = type.equals("array") ? (ObjectNode) schema.path("items") : schema;
        if (!shape.format().isEmpty()) {
            one.put("format", shape.format());
        }
        if (!shape.pattern().isEmpty()) {
            one.put("pattern", "^(?:" + shape.pattern() + ")$");
        }
        var values = Stream.concat(
                        Arrays.stream(shape.keys()).flatMap(SimpleTypes::keys), Arrays.stream(shape.values()))
                .toList();
        if (!values.isEmpty()) {
            var known = one.putArray("enum");
            values.forEach(known::add);
        }
    }

    /** The same schema, made nullable. */
    static ObjectNode nullable(ObjectNode schema) {
        if (schema.has("$ref")) {
            var either = JsonNodeFactory.instance.objectNode();
            either.putArray("anyOf").add(schema).addObject().put("type", "null");
            return either;
        }
        if (schema.path("type") instanceof ArrayNode several) {
            several.add("null");
            return schema;
        }
        var type = schema.path("type").asString();
        schema.putArray("type").add(type).add("null");
        if (schema.path("enum") instanceof ArrayNode values) {
            values.addNull();
        }
        return schema;
    }
}
