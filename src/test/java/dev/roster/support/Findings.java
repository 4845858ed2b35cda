package dev.roster.support;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** How a request or its response differs from the contract. */
final class Findings {
    private final List<String> wrong = new ArrayList<>();
    private final String about;

    Findings(JsonNode operation, HttpRequest request, HttpResponse<String> response) {
        about = "%s: %s %s sent %s and was answered with %d %s"
                .formatted(
                        operation.path("operationId").asString(),
                        request.method(),
                        request.uri().getPath(),
                        Sent.text(request),
                        response.statusCode(),
                        response.body());
    }

    void require(boolean right, String otherwise) {
        if (!right) {
            add(otherwise);
        }
    }

    void add(String finding) {
        wrong.add(finding);
    }

    void throwIfAny() {
        if (!wrong.isEmpty()) {
            throw new AssertionError("not as the contract says: " + wrong + "\n" + about);
        }
    }
}
