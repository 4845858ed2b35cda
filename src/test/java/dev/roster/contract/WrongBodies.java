package dev.roster.contract;

import dev.roster.support.Contract;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Derives bodies that a schema does not allow from one that it does: each wrong in one place. */
final class WrongBodies {
    /** An unpaired surrogate exists only as long as it is escaped. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final Map<String, String> OF_EACH_TYPE = Map.of(
            "string",
            "\"text\"",
            "integer",
            "1",
            "number",
            "1.5",
            "boolean",
            "true",
            "array",
            "[]",
            "object",
            "{}",
            "null",
            "null");

    private final Map<String, String> bodies = new LinkedHashMap<>();

    private WrongBodies() {}

    /** By what is wrong with them. */
    static Map<String, String> of(JsonNode schema, ObjectNode good) {
        var wrong = new WrongBodies();
        wrong.object("", resolved(schema), good, UnaryOperator.identity());
        return wrong.bodies;
    }

    /** @param whole builds the whole body around the value at this place */
    private void object(String at, JsonNode schema, ObjectNode good, UnaryOperator<JsonNode> whole) {
        add(at + "unheardOf is there", whole.apply(with(good, "unheardOf", JSON.readTree("1"))));
        for (var required : schema.path("required")) {
            add(
                    at + required.asString() + " is missing",
                    whole.apply(good.deepCopy().without(required.asString())));
        }
        schema.path("properties").properties().forEach(property -> {
            var name = property.getKey();
            var allowed = resolved(property.getValue());
            UnaryOperator<JsonNode> place = value -> whole.apply(with(good, name, value));
            for (var value : wrongValues(types(property.getValue()), allowed)) {
                add(at + name + " is " + abbreviated(value), place.apply(JSON.readTree(value)));
            }
            if (allowed.has("properties") && good.path(name) instanceof ObjectNode inner) {
                object(at + name + ".", allowed, inner, place);
            }
        });
    }

    private static List<String> wrongValues(Set<String> types, JsonNode schema) {
        var wrong = new ArrayList<String>();
        OF_EACH_TYPE.forEach((type, value) -> {
            boolean fits = types.contains(type) || type.equals("integer") && types.contains("number");
            if (!fits) {
                wrong.add(value);
            }
        });
        if (types.contains("string")) {
            wrong.add("\"a\\u0000b\"");
            wrong.add("\"\\ud800\"");
            if (schema.has("maxLength")) {
                wrong.add("\"" + "a".repeat(schema.path("maxLength").asInt() + 1) + "\"");
            }
            if (schema.has("enum") || schema.has("pattern") || schema.has("format")) {
                wrong.add("\"Unheard of\"");
            }
        }
        if (types.contains("integer")) {
            wrong.add("-1");
            wrong.add("99999999999999999999");
        }
        if (types.contains("array")) {
            wrong.add("[null]");
            wrong.add("[[]]");
            wrong.add("[\"a\\u0000b\"]");
            wrong.add("[\"Unheard of\"]");
        }
        return wrong;
    }

    private void add(String what, JsonNode body) {
        bodies.put(what, JSON.writeValueAsString(body));
    }

    private static ObjectNode with(ObjectNode object, String name, JsonNode value) {
        var changed = object.deepCopy();
        changed.set(name, value);
        return changed;
    }

    private static Set<String> types(JsonNode schema) {
        var types = new TreeSet<String>();
        var type = resolved(schema).path("type");
        if (type.isArray()) {
            type.forEach(one -> types.add(one.asString()));
        } else {
            types.add(type.asString());
        }
        schema.path("anyOf").forEach(one -> types.addAll(types(one)));
        return types;
    }

    /** The schema behind a reference, or the part of it that is not null. */
    private static JsonNode resolved(JsonNode schema) {
        var reference = schema.has("anyOf") ? schema.at("/anyOf/0/$ref") : schema.path("$ref");
        return reference.isMissingNode()
                ? schema
                : Contract.get().json().at(reference.asString().substring(1));
    }

    private static String abbreviated(String value) {
        return value.length() > 20 ? value.length() - 2 + " characters long" : value;
    }
}
