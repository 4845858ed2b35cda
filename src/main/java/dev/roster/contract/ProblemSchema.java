package dev.roster.contract;

import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The schemas that no record describes: problems (RFC 9457) and headers. */
final class ProblemSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Only one of the conflicts says when to retry. */
    static final String BUSY = "Retry-After-if-in-use";

    private ProblemSchema() {}

    static ObjectNode of(JsonNode example) {
        var schema = JSON.objectNode().put("type", "object").put("description", "An error (RFC 9457).");
        var members = schema.putObject("properties");
        text(members, "type", "The URL of a page that explains the code.").put("format", "uri-reference");
        text(members, "title", "A short title.");
        number(members, "status", "The HTTP status.");
        text(members, "detail", "What is wrong and what to do, in a sentence for people.");
        text(members, "code", "Identifies the problem. Codes never change.");
        text(members, "requestId", "Identifies this request in the server's log.");
        members.set("errors", errors());
        text(members, "field", "The refused member of the body, with `would-escalate`.");
        number(members, "retryAfter", "Seconds to wait, as in the header `Retry-After`.");
        var restorable = members.putObject("restorable")
                .put("type", "object")
                .put("description", "The deleted user with this email address, with `address-deleted-here`.");
        restorable.putObject("properties").set("user", SimpleTypes.of(UUID.class));
        restorable.put("additionalProperties", false).putArray("required").add("user");
        var required = schema.putArray("required");
        for (var name : new String[] {"type", "title", "status", "detail", "code", "requestId"}) {
            required.add(name);
        }
        schema.put("additionalProperties", false).putArray("examples").add(example);
        return schema;
    }

    private static ObjectNode errors() {
        var error = JSON.objectNode().put("type", "object");
        var members = error.putObject("properties");
        text(members, "field", "The path of the field, such as `phone.number` or `groups.0`.");
        text(members, "code", "Identifies the error.");
        text(members, "message", "A sentence for people.");
        error.putArray("required").add("field").add("code").add("message");
        error.put("additionalProperties", false);
        return JSON.objectNode()
                .put("type", "array")
                .put("description", "The invalid fields and parameters, with `invalid`.")
                .set("items", error);
    }

    static ObjectNode headers() {
        var headers = JSON.objectNode();
        header(headers, "ETag", "The version, for `If-Match` and `If-None-Match`.", "\"3\"");
        header(headers, "Location", "The URL of the resource.", "/api/v1/organizations/northwind");
        header(headers, "Retry-After", "Seconds to wait before the next attempt.", "42");
        header(headers, "WWW-Authenticate", "Says that a token is required.", "Bearer");
        header(headers, BUSY, "Seconds to wait before the next attempt, with `idempotency-key-in-use`.", "1")
                .put("required", false);
        return headers;
    }

    private static ObjectNode header(ObjectNode headers, String name, String description, String example) {
        var header = headers.putObject(name)
                .put("description", description)
                .put("required", true)
                .put("example", example);
        header.putObject("schema").put("type", "string");
        return header;
    }

    private static ObjectNode text(ObjectNode members, String name, String description) {
        return members.putObject(name).put("type", "string").put("description", description);
    }

    private static void number(ObjectNode members, String name, String description) {
        members.putObject(name).put("type", "integer").put("format", "int32").put("description", description);
    }
}
