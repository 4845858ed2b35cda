package dev.roster.rights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The views of who holds which right look up the members that they need: PostgreSQL never reads those of all organizations. */
class RightsViewsTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company COMPANY = SERVER.company("partner");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "granted_roles where organization_id = :here",
                "granted_roles where parent_id = :here",
                "administrators_now where organization_id = :here",
                "administrators_now where organization_id = any (array(select organization_id from grants where parent_id = :here))",
                "administrators_now where organization_id = :here and user_id = :here"
            })
    void no_right_is_looked_for_among_all_members(String view) {
        var looked = lookups(plan("select * from " + view));

        assertThat(looked)
                .isNotEmpty()
                .allSatisfy(condition -> assertThat(condition).containsAnyOf("organization_id = ", "user_id = "));
    }

    /** The plan that PostgreSQL makes for large tables, on which it reads no table as a whole. */
    private static JsonNode plan(String sql) {
        var transaction = new TransactionTemplate(SERVER.bean(PlatformTransactionManager.class));
        var plan = transaction.execute(_ -> {
            var jdbc = SERVER.bean(JdbcClient.class);
            jdbc.sql("set local enable_seqscan = off").update();
            return jdbc.sql("explain (format json) " + sql)
                    .param("here", COMPANY.id().value())
                    .query(String.class)
                    .single();
        });
        return JsonMapper.shared().readTree(plan);
    }

    /** By what each lookup of a member is done. */
    private static List<String> lookups(JsonNode plan) {
        return nodes(plan)
                .filter(node -> node.path("Relation Name").asString().equals("memberships"))
                .map(node -> node.path("Index Cond").asString()
                        + node.path("Recheck Cond").asString())
                .toList();
    }

    private static Stream<JsonNode> nodes(JsonNode node) {
        return Stream.concat(Stream.of(node), node.valueStream().flatMap(RightsViewsTest::nodes));
    }
}
