package dev.roster.contract;

import dev.roster.shared.Problem;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The responses of operations, by status: success, and every possible problem. */
final class ResponsesObject {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Schemas schemas;
    private final ProblemExamples problems;
    private final Map<String, ObjectNode> shared = new TreeMap<>();

    ResponsesObject(Schemas schemas, ProblemExamples problems) {
        this.schemas = schemas;
        this.problems = problems;
    }

    Map<String, ObjectNode> shared() {
        return shared;
    }

    ObjectNode of(Operation operation) {
        var answers = new TreeMap<Integer, ObjectNode>();
        for (int status : operation.statuses()) {
            answers.put(status, success(operation, status));
        }
        if (operation.revalidates()) {
            answers.put(304, headed(described("The current version is the one in `If-None-Match`."), "ETag"));
        }
        var byStatus = operation
                .problems()
                .map(problems::problem)
                .collect(Collectors.groupingBy(
                        Problem::status,
                        TreeMap::new,
                        Collectors.mapping(Problem::code, Collectors.toCollection(TreeSet::new))));
        byStatus.forEach((status, codes) -> answers.put(status, refusal(status, codes)));
        var responses = JSON.objectNode();
        answers.forEach((status, answer) -> responses.set(String.valueOf(status), answer));
        return responses;
    }

    private ObjectNode success(Operation operation, int status) {
        boolean isEmpty = status == 204 || (operation.answer() == void.class && !operation.isFile());
        var told = operation.texts().answer();
        var answer = described(told != null ? told : isEmpty ? "Done." : "The current state.");
        if (operation.tagged()) {
            headed(answer, HttpHeaders.ETAG);
        }
        if (status == 201) {
            headed(answer, HttpHeaders.LOCATION);
        }
        if (!isEmpty) {
            var content = answer.putObject("content").putObject(operation.mediaType());
            content.set(
                    "schema",
                    operation.isFile() ? SimpleTypes.of(String.class) : schemas.of(operation.answer(), false));
        }
        return answer;
    }

    private ObjectNode refusal(int status, Set<String> codes) {
        var code = codes.iterator().next();
        if (codes.size() > 1 || !problems.isOfNoFeature(code)) {
            return problem(status, codes);
        }
        shared.computeIfAbsent(code, c -> problem(status, codes));
        return JSON.objectNode().put("$ref", "#/components/responses/" + code);
    }

    private ObjectNode problem(int status, Set<String> codes) {
        var answer = described(problems.description(codes));
        if (status == HttpStatus.TOO_MANY_REQUESTS.value() || codes.contains("busy")) {
            headed(answer, HttpHeaders.RETRY_AFTER);
        }
        if (codes.contains("idempotency-key-in-use")) {
            headed(answer, HttpHeaders.RETRY_AFTER, ProblemSchema.BUSY);
        }
        if (status == HttpStatus.UNAUTHORIZED.value()) {
            headed(answer, HttpHeaders.WWW_AUTHENTICATE);
        }
        var content = answer.putObject("content").putObject(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        content.putObject("schema").put("$ref", "#/components/schemas/Problem");
        var examples = content.putObject("examples");
        codes.forEach(code -> examples.set(code, problems.reference(code)));
        return answer;
    }

    private static ObjectNode described(String text) {
        return JSON.objectNode().put("description", text);
    }

    private static ObjectNode headed(ObjectNode answer, String header) {
        return headed(answer, header, header);
    }

    private static ObjectNode headed(ObjectNode answer, String header, String component) {
        var headers = answer.path("headers") instanceof ObjectNode there ? there : answer.putObject("headers");
        headers.putObject(header).put("$ref", "#/components/headers/" + component);
        return answer;
    }
}
