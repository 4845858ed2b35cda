package dev.roster.contract;

import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.Contract;
import dev.roster.support.ImportRequests;
import dev.roster.support.TestServer;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A separate organization for one operation, with one of everything that paths and examples of the contract name. */
final class ContractWorld {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ApiClient OPERATOR = ApiClient.operator();
    private static final ApiClient STRANGER =
            TestServer.get().company("partner").client("administrator");

    private final String template;
    private final Company company = TestServer.get().company("partner");
    private final Company.Person person = company.quick("administrator");
    private final Map<String, String> ids;

    ContractWorld(String template) {
        this.template = template;
        var here = "/organizations/" + company.slug();
        OPERATOR.post(here + "/roles", "{\"key\":\"auditor\",\"name\":\"Auditor\"}");
        company.quick("administrator"); // the last one could not be changed
        var linked = TestServer.get().linkedTo(company, "Linked");
        company.grant(person, linked);
        ids = Map.of(
                "organization", company.slug(),
                "user", person.id().toString(),
                "role", "auditor",
                "linked", linked.slug(),
                "import", ImportRequests.tried(OPERATOR, here + "/imports"),
                "group", made(here + "/groups", "{\"name\":\"Finance\",\"roles\":[\"user\"]}"),
                "application",
                        template.contains("{application}")
                                ? made(
                                        "/applications",
                                        "{\"name\":\"Portal\",\"kind\":\"web\",\"optional\":true,"
                                                + "\"redirectUris\":[\"https://app.example/callback\"]}")
                                : "",
                "token",
                        template.startsWith("/api-tokens")
                                ? made("/api-tokens", "{\"name\":\"CI\"}")
                                : made(here + "/api-tokens", "{\"name\":\"CI\",\"role\":\"user\"}"));
    }

    private static String made(String path, String body) {
        return OPERATOR.post(path, body).text("/id");
    }

    String path() {
        return pathWith("", "");
    }

    /** With a different value for one of its parameters. */
    String pathWith(String parameter, String value) {
        var path = template;
        for (var id : ids.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", id.getKey().equals(parameter) ? value : id.getValue());
        }
        return path;
    }

    /** The example of a schema, with existing objects in place of its names. */
    ObjectNode body(JsonNode schema) {
        var example = Contract.get()
                .json()
                .at(schema.path("$ref").asString().substring(1))
                .at("/examples/0")
                .toString()
                .replace(
                        "ada@northwind.example",
                        template.endsWith("/erasure") ? person.email() : company.freshAddress())
                .replace("0193a6c1-07aa-7d13-8f42-6c1d2e3f4a5b", ids.getOrDefault("group", ""))
                .replaceAll("\"slug\":\"\\w+\"", "\"slug\":\"new-" + company.slug() + "\"")
                .replace("[\"marketplace\"]", "[\"user\"]");
        if (template.endsWith("/groups")) {
            example = example.replace("{\"name\":\"Finance\"", "{\"name\":\"Buyers\"");
        }
        if (template.endsWith("/roles")) {
            example = example.replace("\"auditor\"", "\"clerk\"");
        }
        return (ObjectNode) JSON.readTree(example);
    }

    /** A program of an administrator of another organization. */
    ApiClient stranger() {
        return STRANGER;
    }
}
