package dev.roster.contract;

import dev.roster.contract.ContractView.Body;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes a shell command that calls an operation, for copying. */
final class Curl {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String url;

    Curl(String url) {
        this.url = url;
    }

    String command(String method, String path, JsonNode operation, @Nullable Body request) {
        var command = new StringBuilder("curl");
        if (!method.equals("GET")) {
            command.append(" -X ").append(method);
        }
        command.append(" \\\n  -H \"Authorization: Bearer $TOKEN\"");
        if (request != null) {
            var json = JSON.readTree(request.example()).toString().replace("'", "'\\''");
            command.append(" \\\n  -H 'Content-Type: application/json' \\\n  -d '")
                    .append(json)
                    .append('\'');
        }
        return command.append(" \\\n  '")
                .append(url)
                .append(filled(path, operation))
                .append(query(operation))
                .append('\'')
                .toString();
    }

    private static String filled(String path, JsonNode operation) {
        var filled = path;
        for (var parameter : operation.path("parameters")) {
            if (parameter.path("in").asString().equals("path")) {
                filled = filled.replace(
                        "{" + parameter.path("name").asString() + "}",
                        parameter.path("example").asString());
            }
        }
        return filled;
    }

    private static String query(JsonNode operation) {
        for (var parameter : operation.path("parameters")) {
            if (parameter.path("in").asString().equals("query")
                    && parameter.path("required").asBoolean(false)) {
                return "?" + parameter.path("name").asString() + "="
                        + parameter.path("example").asString();
            }
        }
        return "";
    }
}
