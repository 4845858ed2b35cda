package dev.roster.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.roster.api.AllOr;
import dev.roster.api.PageSize;
import dev.roster.shared.Cursor;
import java.lang.reflect.InvocationTargetException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The schemas of strings, numbers, times and ids. */
final class SimpleTypes {
    private static final Map<Class<?>, Supplier<ObjectNode>> KNOWN = Map.ofEntries(
            Map.entry(String.class, () -> type("string")),
            Map.entry(UUID.class, SimpleTypes::id),
            Map.entry(Instant.class, () -> type("string").put("format", "date-time")),
            Map.entry(Cursor.class, () -> type("string")),
            Map.entry(PageSize.class, SimpleTypes::limit),
            Map.entry(boolean.class, () -> type("boolean")),
            Map.entry(Boolean.class, () -> type("boolean")),
            Map.entry(int.class, () -> type("integer").put("format", "int32")),
            Map.entry(Integer.class, () -> type("integer").put("format", "int32")),
            Map.entry(long.class, () -> type("integer").put("format", "int64")),
            Map.entry(Long.class, () -> type("integer").put("format", "int64")),
            Map.entry(Object.class, JsonNodeFactory.instance::objectNode));

    private SimpleTypes() {}

    static ObjectNode of(Class<?> type) {
        if (isId(type)) {
            return id();
        }
        if (type.isEnum()) {
            var schema = type("string");
            var values = schema.putArray("enum");
            keys(type).forEach(values::add);
            return schema;
        }
        var known = KNOWN.get(type);
        if (known == null) {
            throw new IllegalStateException("no schema for " + type);
        }
        return known.get();
    }

    /** Whether it is a record that wraps a UUID: a plain one in JSON. */
    static boolean isId(Class<?> type) {
        return type.isRecord()
                && type.getRecordComponents().length == 1
                && type.getRecordComponents()[0].getType() == UUID.class
                && type.getSimpleName().endsWith("Id");
    }

    /** How the values of an enum are spelled in JSON. */
    static Stream<String> keys(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(value -> key((Enum<?>) value));
    }

    private static String key(Enum<?> value) {
        try {
            var type = value.getDeclaringClass();
            var property = type.getField(value.name()).getAnnotation(JsonProperty.class);
            if (property != null) {
                return property.value();
            }
            var key = type.getDeclaredMethod("key");
            key.setAccessible(true); // of a package-private enum
            return (String) key.invoke(value);
        } catch (NoSuchFieldException | NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("no key of " + value, e);
        }
    }

    /** A pattern says nothing about a list, nor do items about a text. */
    static ObjectNode allOr() {
        var schema = JsonNodeFactory.instance.objectNode();
        schema.putArray("type").add("string").add("array");
        schema.put("pattern", "^" + AllOr.ALL + "$");
        schema.set("items", type("string"));
        return schema;
    }

    static ObjectNode secondFactor() {
        var schema = JsonNodeFactory.instance.objectNode();
        var either = schema.putArray("anyOf");
        either.addObject()
                .put("type", "string")
                .putArray("enum")
                .add("optional")
                .add("required");
        var roles = either.addObject().put("type", "object");
        roles.putObject("properties")
                .putObject("roles")
                .put("type", "array")
                .put("minItems", 1)
                .set("items", type("string"));
        roles.putArray("required").add("roles");
        roles.put("additionalProperties", false);
        return schema;
    }

    private static ObjectNode limit() {
        return type("integer").put("minimum", 1).put("maximum", PageSize.MOST).put("default", PageSize.DEFAULT.rows());
    }

    private static ObjectNode id() {
        return type("string").put("format", "uuid");
    }

    private static ObjectNode type(String name) {
        return JsonNodeFactory.instance.objectNode().put("type", name);
    }
}
