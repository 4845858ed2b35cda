package dev.roster.contract;

import dev.roster.access.AccessProblem;
import dev.roster.http.Texts;
import dev.roster.http.WebProblem;
import dev.roster.shared.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Examples of problems, with their real messages about a fictitious company. */
final class ProblemExamples {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final KnownProblems known = new KnownProblems();
    private final Texts texts;
    private final Map<String, List<Object>> words;
    private final Map<String, ObjectNode> shown = new TreeMap<>();

    /** @param words the arguments of their messages, by code */
    ProblemExamples(Texts texts, Map<String, List<Object>> words) {
        this.texts = texts;
        this.words = words;
    }

    Problem problem(String code) {
        return known.get(code);
    }

    /** Whether it means the same on every route. */
    boolean isOfNoFeature(String code) {
        var problem = problem(code);
        return problem instanceof AccessProblem || problem instanceof WebProblem;
    }

    /** An example of each problem that some operation can answer with, by code. */
    ObjectNode shown() {
        var all = JSON.objectNode();
        shown.forEach((code, example) -> all.set(code, example));
        return all;
    }

    /** The titles, with the codes if there are several. */
    String description(Collection<String> codes) {
        return codes.stream()
                .map(code -> "%s (`%s`).".formatted(texts.get("problem." + code + ".title"), code))
                .collect(Collectors.joining(" "));
    }

    /** A reference to the example, which the document contains once. */
    ObjectNode reference(String code) {
        shown.computeIfAbsent(code, this::example);
        return JSON.objectNode().put("$ref", "#/components/examples/" + code);
    }

    private ObjectNode example(String code) {
        return JSON.objectNode()
                .put("summary", texts.get("problem." + code + ".about"))
                .set("value", value(code));
    }

    ObjectNode value(String code) {
        var value = JSON.objectNode()
                .put("type", "/problems/" + code)
                .put("title", texts.get("problem." + code + ".title"))
                .put("status", problem(code).status())
                .put(
                        "detail",
                        texts.get(
                                "problem." + code,
                                words.getOrDefault(code, List.of()).toArray()))
                .put("code", code)
                .put("requestId", "0193a6c05f4e7b61");
        switch (code) {
            case "invalid" ->
                value.putArray("errors")
                        .addObject()
                        .put("field", "displayName")
                        .put("code", "required")
                        .put("message", texts.get("invalid.required"));
            case "address-deleted-here" ->
                value.putObject("restorable").put("user", "0193a6c0-5f4e-7b61-9c0d-3f5a1b2c4d5e");
            case "busy", "too-many-imports", "too-many-requests" -> value.put("retryAfter", 42);
            case "would-escalate" -> value.put("field", "permissions");
            default -> {}
        }
        return value;
    }
}
