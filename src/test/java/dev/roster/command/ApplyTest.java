package dev.roster.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.ApiClient;
import dev.roster.support.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands that call a server with a token: to make organizations as a file wants them, and to take their data elsewhere. */
class ApplyTest {
    private static final TestServer SERVER = TestServer.get();

    private final String slug = "applied-" + Long.toString(System.nanoTime(), 36);

    @TempDir
    Path folder;

    private Path token;

    @BeforeEach
    void keep_the_token() throws IOException {
        token = Files.writeString(folder.resolve("token"), SERVER.operatorToken() + "\n");
    }

    @Test
    void an_organization_becomes_as_the_file_wants_it_and_then_stays_so() throws IOException {
        var file = file(14, "Reads everything");

        var plan = run("plan", file);
        assertThat(plan.exit()).isEqualTo(3);
        assertThat(plan.out()).startsWith("create organization " + slug);
        assertThat(organization("")).isEqualTo(404);

        var applied = run("apply", file);
        assertThat(applied.err()).isEmpty();
        assertThat(applied.out().lines())
                .containsExactly(
                        "create organization " + slug,
                        "change policy of %s: password.minLength from 8 to 14".formatted(slug),
                        "create role auditor of " + slug,
                        "create group Finance of " + slug);
        assertThat(json("/policy").at("/password/minLength").asInt()).isEqualTo(14);
        assertThat(json("/policy").at("/password/maxLength").asInt()).isEqualTo(128);
        assertThat(json("/roles/auditor").get("description").asString()).isEqualTo("Reads everything");
        assertThat(json("/groups").at("/items/0/roles/0").asString()).isEqualTo("auditor");

        assertThat(run("plan", file).exit()).isZero();
        assertThat(run("apply", file).out()).isEqualToIgnoringNewLines("Nothing to change.");
    }

    @Test
    void only_what_differs_is_changed() throws IOException {
        run("apply", file(14, "Reads everything"));

        var applied = run("apply", file(16, "Reads the log"));

        assertThat(applied.out().lines())
                .containsExactly(
                        "change policy of %s: password.minLength from 14 to 16".formatted(slug),
                        "change role auditor of %s: description from \"Reads everything\" to \"Reads the log\""
                                .formatted(slug));
    }

    @Test
    void what_the_token_may_not_do_is_refused_in_the_servers_words() throws IOException {
        run("apply", file(14, "Reads everything"));
        var reader = ApiClient.operator()
                .post("/organizations/" + slug + "/api-tokens", "{\"name\":\"T\",\"role\":\"auditor\"}");
        Files.writeString(token, reader.text("/secret"));

        var refused = run("apply", file(20, "Reads everything"));

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("403 You don't have the permission");
        assertThat(refused.out()).isEmpty();
    }

    @Test
    void what_was_done_before_a_refusal_is_said() throws IOException {
        var refused = run("apply", Files.writeString(folder.resolve("wrong.yaml"), """
                organizations:
                  - {slug: %s, name: Applied, preset: partner, roles: [{key: x, name: X, governs: [nobody]}]}
                """.formatted(slug)));

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("create organization " + slug).contains("/roles: 422");
    }

    @Test
    void a_file_with_a_slip_changes_nothing() throws IOException {
        var slip = Files.writeString(folder.resolve("slip.yaml"), """
                organizations:
                  - {slug: %s, name: Applied, preset: partner, rolls: []}
                """.formatted(slug));

        var refused = run("apply", slip);

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("An organization has no field rolls.");
        assertThat(organization("")).isEqualTo(404);
    }

    @Test
    void a_name_that_no_address_can_contain_is_refused_in_the_servers_words() throws IOException {
        var slip = Files.writeString(folder.resolve("slip.yaml"), """
                organizations:
                  - {slug: "%s and more", name: Applied, preset: partner}
                """.formatted(slug));

        var refused = run("apply", slip);

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .contains("/organizations: 422")
                .contains("slug: ")
                .doesNotContain("Exception");
    }

    @Test
    void an_export_has_everything_about_an_organization_but_passwords() throws IOException {
        var company = SERVER.company("partner");
        var person = company.another("manager");
        var target = folder.resolve("export");

        run("export", target, "--organization", company.slug());

        assertThat(Files.readString(target.resolve(company.slug()).resolve("users.ndjson"))
                        .lines())
                .singleElement()
                .satisfies(line -> assertThat(
                                new JsonMapper().readTree(line).get("email").asString())
                        .isEqualTo(person.email()));
        assertThat(target.resolve(company.slug()))
                .isDirectoryContaining("glob:**/organization.json")
                .isDirectoryContaining("glob:**/policy.json");
        assertThat(Files.readString(target.resolve(company.slug()).resolve("roles.ndjson")))
                .contains("\"administrator\"", "\"manager\"");
        assertThat(Files.readString(target.resolve(company.slug()).resolve("audit-events.ndjson")))
                .contains("organization.created");
        assertThat(run("export", target).err()).contains("must not exist yet");
    }

    private Path file(int length, String description) throws IOException {
        return Files.writeString(folder.resolve("desired.yaml"), """
                organizations:
                  - slug: %s
                    name: Applied
                    preset: partner
                    policy:
                      password:
                        minLength: %d
                    roles:
                      - key: auditor
                        name: Auditor
                        description: %s
                        permissions: [profile.edit, users.view, audit.view]
                        governs: []
                    groups:
                      - name: Finance
                        description: ""
                        roles: [auditor]
                """.formatted(slug, length, description));
    }

    private Command run(String command, Path file, String... more) {
        var arguments = new ArrayList<>(
                List.of(command, "--url", SERVER.url(""), "--token-file", token.toString(), file.toString()));
        arguments.addAll(List.of(more));
        return Command.run(Map.of(), arguments.toArray(String[]::new));
    }

    private int organization(String path) {
        return ApiClient.operator().get("/organizations/" + slug + path).status();
    }

    private JsonNode json(String path) {
        return ApiClient.operator().get("/organizations/" + slug + path).json();
    }
}
