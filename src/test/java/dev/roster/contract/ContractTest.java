package dev.roster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.ApiClient;
import dev.roster.support.Contract;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The contract: complete, consistent with the code, and identical to the one in the repository. */
class ContractTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Path IN_THE_REPOSITORY = Path.of("docs/api/openapi.json");

    /** Added from outside of the routes. */
    private static final Set<String> OF_EVERY_ROUTE = Set.of(
            "idempotency-answer-erased",
            "idempotency-key-in-use",
            "idempotency-key-reused",
            "answer-withheld",
            "malformed",
            "unauthenticated",
            "not-acceptable",
            "too-large",
            "address-too-long",
            "unsupported-media-type",
            "invalid",
            "fault");

    /** Reachable from the code of the routes, but not by programs. */
    private static final Set<String> NEVER_THERE = Set.of(
            "not-to-oneself", // a token is not a user
            "stale", // only forms send the version they were based on
            "createGroup last-administrator", // programs send no members
            "createGroup person-not-governed",
            "createUser no-address", // there always is one by then
            "sendLinks no-address", // said of each user
            "sendLinks not-home",
            "sendLinks not-in-this-status",
            "sendLinks too-many-requests",
            "changeUser no-address");

    /** {@code mvn test -Dtest=ContractTest -Droster.contract=write} rewrites it. */
    @Test
    void the_contract_in_the_repository_is_the_one_that_is_served() throws IOException {
        var served = Visitor.of(SERVER).get("/api/v1/openapi.json");
        assertThat(served.status()).isEqualTo(200);
        if ("write".equals(System.getProperty("roster.contract"))) {
            Files.writeString(IN_THE_REPOSITORY, served.body());
        }

        assertThat(served.body())
                .as("write it anew with -Droster.contract=write, and look at the difference")
                .isEqualTo(Files.readString(IN_THE_REPOSITORY));
    }

    @Test
    void every_schema_has_an_example_that_fits_it() {
        var schemas = Contract.get().json().at("/components/schemas");
        assertThat(schemas.size()).isGreaterThan(40);
        schemas.properties().forEach(schema -> {
            var example = schema.getValue().at("/examples/0");
            assertThat(example.isObject()).as(schema.getKey()).isTrue();
            assertThat(Contract.get().errors("#/components/schemas/" + schema.getKey(), example))
                    .as(schema.getKey())
                    .isEmpty();
        });
    }

    @Test
    void every_problem_has_a_whole_sentence_and_its_page() {
        var examples = Contract.get().json().at("/components/examples").properties();
        assertThat(examples).hasSizeGreaterThan(30);
        var visitor = Visitor.of(SERVER);
        assertThat(examples).allSatisfy(example -> {
            var problem = example.getValue().path("value");
            assertThat(Contract.get().errors("#/components/schemas/Problem", problem))
                    .isEmpty();
            assertThat(problem.path("detail").asString()).doesNotContain("{");
            var page = visitor.get(problem.path("type").asString());
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).contains(example.getKey());
        });
    }

    /** The problems that the code names on the way from a route to the database must be the documented ones. */
    @Test
    void the_problems_of_each_operation_are_those_that_its_code_leads_to() {
        var mappings = SERVER.context().getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        assertThat(Operations.of(mappings, ContractTexts.read())).allSatisfy(operation -> {
            var id = operation.texts().id();
            var reached = ReachableProblems.from(operation.handler().getMethod());
            reached.removeIf(code -> NEVER_THERE.contains(code) || NEVER_THERE.contains(id + " " + code));
            reached.removeAll(OF_EVERY_ROUTE);
            var documented = operation.problems().collect(Collectors.toCollection(TreeSet::new));
            documented.removeAll(OF_EVERY_ROUTE);
            assertThat(documented).as(id).isEqualTo(reached);
        });
    }

    @Test
    void no_two_operations_share_a_name() {
        var names = new HashSet<String>();
        assertThat(Contract.get().json().findValuesAsString("operationId"))
                .hasSizeGreaterThan(50)
                .allMatch(names::add);
    }

    @Test
    void a_client_with_the_current_version_is_not_sent_it_again() {
        var company = SERVER.company("partner");
        var path = "/organizations/" + company.slug() + "/policy";
        var first = ApiClient.operator().get(path);
        var again = ApiClient.operator()
                .send("GET", path, null, "If-None-Match", first.header("ETag").orElseThrow());

        assertThat(again.status()).isEqualTo(304);
        assertThat(List.of(again.response().body())).containsExactly("");
    }
}
