package dev.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.credentials.MemberPasswords;
import dev.roster.erasure.Erasures;
import dev.roster.people.Memberships;
import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.Operator;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.node.ObjectNode;

/** A second Roster on the same database: what is done on one takes effect on the other with the next request. */
class TwoNodesTest {
    private static final TestServer SERVER = TestServer.get();

    @TempDir
    static Path directory;

    private static ConfigurableApplicationContext second;
    private static Company company;

    @BeforeAll
    static void start() throws Exception {
        var settings = SERVER.settingsOfAnotherNode(directory, Map.of());
        var application = RosterApplication.application(settings);
        application.addInitializers(
                node -> ((GenericApplicationContext) node).registerBean("testClock", Clock.class, SERVER::clock));
        second = application.run();
        company = SERVER.company("appliance");
        company.person("system_admin");
    }

    @AfterAll
    static void stop() {
        second.close();
    }

    @Test
    void a_session_of_one_node_is_good_on_the_other() {
        var person = company.another("ledger_manager");

        assertThat(onSecondNode(person.signIn())).isEqualTo(200);
        assertThat(onSecondNode(Visitor.of(SERVER))).isEqualTo(302);
    }

    static Stream<Consumer<Person>> endings() {
        return Stream.of(
                person -> SERVER.bean(MemberPasswords.class)
                        .generate(TestServer.OPERATOR, person.company().id(), person.id()),
                person -> SERVER.bean(Erasures.class)
                        .erase(TestServer.OPERATOR, person.company().id(), person.id(), person.email()));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void what_ends_a_session_ends_it_on_both(Consumer<Person> ending) {
        var person = company.another("ledger_manager");
        var theirs = person.signIn();
        assertThat(onSecondNode(theirs)).isEqualTo(200);

        ending.accept(person);

        assertThat(onSecondNode(theirs)).isEqualTo(302);
    }

    /** The second node has no mail server. */
    @Test
    void without_a_mail_server_nobody_is_told_that_an_email_was_sent() {
        var partner = SERVER.company("partner");
        var person = partner.another("user");
        var node = secondNode().toString().replaceFirst("/$", "");
        var operator = Visitor.at(node).signIn(Operator.of(SERVER).email(), Company.PASSWORD);

        operator.post(partner.path("/users/" + person.id() + "/reset-password"), Map.of());

        assertThat(operator.get(partner.path("/users/" + person.id())).body())
                .contains("No mail server is set up, so " + person.email() + " got no link.")
                .contains("No mail server is set up, so invitations and links reach no one.")
                .doesNotContain("We emailed");
        assertThat(operator.post("/forgot-password", Map.of("email", "nobody@example.org"))
                        .body())
                .contains("No mail server is set up here");
        assertThat(partner.person("administrator")
                        .visitor()
                        .get(partner.path("/users"))
                        .body())
                .doesNotContain("No mail server");
    }

    @Test
    void deactivating_and_activating_on_one_node_is_felt_on_the_other_with_the_next_request() {
        var workspace = SERVER.company("workspace");
        workspace.person("admin");
        var person = workspace.another("member");
        var theirs = person.signIn();
        assertThat(onSecondNode(theirs)).isEqualTo(200);

        SERVER.bean(Memberships.class).deactivate(TestServer.OPERATOR, workspace.id(), person.id());
        assertThat(onSecondNode(theirs)).isEqualTo(302);

        second.getBean(Memberships.class).activate(TestServer.OPERATOR, workspace.id(), person.id());
        assertThat(onSecondNode(person.signIn())).isEqualTo(200);
    }

    @Test
    void a_key_sent_to_both_nodes_at_once_is_processed_once() throws Exception {
        var workspace = SERVER.company("workspace");
        var made = ApiClient.operator()
                .post("/organizations/" + workspace.slug() + "/api-tokens", "{\"name\":\"T\",\"role\":\"admin\"}");
        var path = "/api/v1/organizations/" + workspace.slug() + "/users";
        var body = "{\"email\":\"%s\",\"firstName\":\"Ada\",\"lastName\":\"Byron\",\"role\":\"member\"}"
                .formatted(workspace.freshAddress());
        Function<URI, ApiClient.Answer> post = node -> ApiClient.send(HttpRequest.newBuilder(node.resolve(path))
                .header("Authorization", "Bearer " + made.text("/secret"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "the-same")
                .POST(BodyPublishers.ofString(body))
                .build());

        var answers = Stream.of(URI.create(SERVER.url("/")), secondNode())
                .parallel()
                .map(node -> {
                    var answer = post.apply(node);
                    return answer.status() + answer.response().body();
                })
                .toList();

        assertThat(answers.getFirst()).startsWith("201").contains("generatedPassword");
        assertThat(answers.getLast()).isEqualTo(answers.getFirst());
    }

    /** Each node remembers roles and policies, but only as long as nobody changes them. */
    @Test
    void roles_and_policy_changed_on_one_node_are_changed_on_the_other_with_the_next_request() {
        var partner = SERVER.company("partner");
        var here = "/organizations/" + partner.slug();
        var made = ApiClient.operator().post(here + "/api-tokens", "{\"name\":\"T\",\"role\":\"administrator\"}");
        Function<String, ApiClient.Answer> there =
                path -> ApiClient.send(HttpRequest.newBuilder(secondNode().resolve("/api/v1" + here + path))
                        .header("Authorization", "Bearer " + made.text("/secret"))
                        .build());
        var role = """
                {"key":"auditor","name":"%s","description":"","permissions":["users.view"],"productPermissions":[],
                 "governs":[]}
                """;
        assertThat(there.apply("/roles").items("key")).doesNotContain("auditor");
        assertThat(there.apply("/policy").json().at("/tokensEndWithMaker").asBoolean())
                .isTrue();

        assertThat(ApiClient.operator()
                        .post(here + "/roles", role.formatted("Auditor"))
                        .status())
                .isEqualTo(201);
        assertThat(there.apply("/roles").items("name")).contains("Auditor");

        assertThat(ApiClient.operator()
                        .put(here + "/roles/auditor", role.formatted("Reader"))
                        .status())
                .isEqualTo(200);
        assertThat(there.apply("/roles").items("name")).contains("Reader").doesNotContain("Auditor");

        assertThat(ApiClient.operator().delete(here + "/roles/auditor").status())
                .isEqualTo(204);
        assertThat(there.apply("/roles").items("key")).doesNotContain("auditor");

        var policy = (ObjectNode) ApiClient.operator().get(here + "/policy").json();
        policy.put("tokensEndWithMaker", false);
        assertThat(ApiClient.operator().put(here + "/policy", policy.toString()).status())
                .isEqualTo(200);
        assertThat(there.apply("/policy").json().at("/tokensEndWithMaker").asBoolean())
                .isFalse();
    }

    private static URI secondNode() {
        var port = ((WebServerApplicationContext) second).getWebServer().getPort();
        return URI.create("http://localhost:" + port + "/");
    }

    private static int onSecondNode(Visitor visitor) {
        var request = HttpRequest.newBuilder(secondNode().resolve("/me"))
                .header(
                        "Cookie",
                        visitor.cookies().stream()
                                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ", "x=y; ", "")));
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
