package dev.roster.contract;

import dev.roster.api.Query;
import dev.roster.api.Shape;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The parameters of operations: path, query and header. */
final class Parameters {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, ContractTexts.Parameter> texts;
    private final TreeSet<String> unused;

    Parameters(Map<String, ContractTexts.Parameter> texts) {
        this.texts = texts;
        this.unused = new TreeSet<>(texts.keySet());
    }

    /** @throws IllegalStateException if one is described that no operation has */
    void requireAllUsed() {
        if (!unused.isEmpty()) {
            throw new IllegalStateException("contract.yaml describes parameters that do not exist: " + unused);
        }
    }

    ArrayNode of(Operation operation) {
        var parameters = JSON.arrayNode();
        for (var variable : operation.variables()) {
            parameters.add(parameter(operation, variable, "path", inPath(operation, variable))
                    .put("required", true));
        }
        for (var query : operation.parametersWith(Query.class)) {
            components(query.getParameterType()).forEach(component -> parameters.add(inQuery(operation, component)));
        }
        for (var header : operation.parametersWith(RequestHeader.class)) {
            var name = Objects.requireNonNull(header.getParameterAnnotation(RequestHeader.class))
                    .name();
            parameters.add(parameter(operation, name, "header", SimpleTypes.of(String.class)));
        }
        if (operation.revalidates()) {
            parameters.add(parameter(operation, HttpHeaders.IF_NONE_MATCH, "header", SimpleTypes.of(String.class)));
        }
        if (operation.isKept()) {
            parameters.add(parameter(
                    operation,
                    "Idempotency-Key",
                    "header",
                    SimpleTypes.of(String.class).put("pattern", "^[!-~]{1,255}$")));
        }
        return parameters;
    }

    /** Those of the record, and of the records in it. */
    private static Stream<RecordComponent> components(Class<?> query) {
        return Arrays.stream(query.getRecordComponents())
                .flatMap(component -> component.isAnnotationPresent(Query.class)
                        ? components(component.getType())
                        : Stream.of(component));
    }

    private ObjectNode inQuery(Operation operation, RecordComponent component) {
        var schema = SimpleTypes.of(component.getType());
        var shape = component.getAnnotation(Shape.class);
        if (shape != null) {
            SchemaBounds.put(schema, shape);
        }
        if (component.getType() == boolean.class) {
            schema.put("default", false);
        }
        var parameter = parameter(operation, component.getName(), "query", schema);
        return shape != null && shape.required() ? parameter.put("required", true) : parameter;
    }

    private static ObjectNode inPath(Operation operation, String variable) {
        return operation.parametersWith(PathVariable.class).stream()
                .filter(parameter -> variable.equals(name(parameter)))
                .findFirst()
                .map(parameter -> SimpleTypes.of(parameter.getParameterType()))
                .orElseGet(() -> SimpleTypes.of(String.class)); // the organization at hand
    }

    private static String name(MethodParameter parameter) {
        var annotation = Objects.requireNonNull(parameter.getParameterAnnotation(PathVariable.class));
        return annotation.value().isEmpty()
                ? Arrays.stream(parameter.getExecutable().getParameters())
                        .toList()
                        .get(parameter.getParameterIndex())
                        .getName()
                : annotation.value();
    }

    /** A description for this operation only, under {@code <id>.<name>}, takes precedence. */
    private ObjectNode parameter(Operation operation, String name, String where, ObjectNode schema) {
        var own = operation.texts().id() + "." + name;
        var key = texts.containsKey(own) ? own : name;
        var text = texts.get(key);
        if (text == null) {
            throw new IllegalStateException("not in contract.yaml: the parameter " + own);
        }
        unused.remove(key);
        var parameter = JSON.objectNode()
                .put("name", name)
                .put("in", where)
                .put("description", text.description())
                .set("schema", schema);
        if (text.example() != null) {
            parameter.put("example", text.example());
        }
        return parameter;
    }
}
