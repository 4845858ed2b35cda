package dev.roster.auditlog;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import dev.roster.access.Expected;
import dev.roster.people.RoleAssignments;
import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditExportTest {
    private static final TestServer SERVER = TestServer.get();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Company company = SERVER.company("partner");
    private final ApiClient client = company.client("administrator");

    private String path(String rest) {
        return "/organizations/" + company.slug() + "/audit-events" + rest;
    }

    private List<JsonNode> lines(String query) {
        var answer = client.get(path(".ndjson" + query));
        assertThat(answer.status()).isEqualTo(200);
        return answer.response()
                .body()
                .lines()
                .map(line -> (JsonNode) JSON.readTree(line))
                .toList();
    }

    @Test
    void each_line_is_the_event_that_the_list_shows_and_the_first_is_the_export_itself() {
        var person = company.quick("user");
        SERVER.bean(RoleAssignments.class)
                .changeRole(TestServer.OPERATOR, company.id(), person.id(), "manager", Expected.ANY);

        var lines = lines("");

        assertThat(lines.getFirst().at("/action").asString()).isEqualTo("audit.exported");
        assertThat(lines)
                .isEqualTo(StreamSupport.stream(
                                client.get(path("")).json().at("/items").spliterator(), false)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?action=user.role_changed",
                "?from=2026-01-01T00:00:00Z&action=user.created",
                "?to=2020-01-01T00:00:00Z",
                "?company=all"
            })
    void it_is_narrowed_as_the_list_is(String query) {
        var person = company.quick("user");
        SERVER.bean(RoleAssignments.class)
                .changeRole(TestServer.OPERATOR, company.id(), person.id(), "manager", Expected.ANY);

        var list = client.get(path(query)).items("id");

        assertThat(lines(query).stream().map(e -> e.at("/id").asString()).toList())
                .isEqualTo(list);
    }

    @Test
    void the_table_names_the_members_of_an_event_and_computes_nothing() {
        var person = company.quick("user");
        SERVER.bean(JdbcClient.class)
                .sql("update profiles set display_name = '=HYPERLINK(\"x\")' where user_id = :id")
                .param("id", person.id().value())
                .update();
        SERVER.bean(RoleAssignments.class)
                .changeRole(TestServer.OPERATOR, company.id(), person.id(), "manager", Expected.ANY);

        var answer = client.get(path(".csv?action=user.role_changed"));

        assertThat(answer.header("Content-Disposition"))
                .hasValue("attachment; filename=\"audit-events-" + company.slug() + ".csv\"");
        assertThat(answer.response().body())
                .startsWith("id,at,action,actor.kind,actor.id,actor.name,organization,homeOrganization,target.kind,"
                        + "target.id,target.name,before,after,source,browser\r\n");
        var records = CsvReader.builder().ofNamedCsvRecord(answer.response().body()).stream()
                .toList();
        assertThat(records).hasSize(1);
        var event = records.getFirst();
        assertThat(event.getField("target.name")).isEqualTo("'=HYPERLINK(\"x\")");
        assertThat(event.getField("target.id")).isEqualTo(person.id().toString());
        assertThat(event.getField("before")).isEqualTo("{\"role\":\"user\"}");
        assertThat(event.getField("after")).isEqualTo("{\"role\":\"manager\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=5", "after=x", "count=true", "action=NO", "from=yesterday", "company=nowhere"})
    void what_it_does_not_know_is_refused(String query) {
        var refused = client.get(path(".csv?" + query));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("invalid");
        assertThat(refused.header("Content-Disposition")).isEmpty();
    }

    @Test
    void five_thousand_events_are_there_once_each_the_newest_first() {
        SERVER.bean(JdbcClient.class)
                .sql("""
                        insert into audit_events (id, organization_id, at, action, actor_kind, before, after)
                        select gen_random_uuid(), :here, now(), 'organization.renamed', 'job', '{}', '{}'
                          from generate_series(1, 5000)
                        """)
                .param("here", company.id().value())
                .update();

        var ids = lines("?action=organization.renamed").stream()
                .map(e -> e.at("/id").asString())
                .toList();

        assertThat(ids).hasSize(5_000).doesNotHaveDuplicates();
        assertThat(ids).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void the_console_offers_what_the_page_shows() {
        var visitor = company.visitor("administrator");

        assertThat(visitor.get(company.path("/audit")).body())
                .contains("formaction=\"" + company.path("/audit.csv") + "\"");
        var file = visitor.get(company.path("/audit.csv?action=user.created&company=&day="));

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.body().lines())
                .hasSizeGreaterThan(1)
                .allMatch(l -> l.startsWith("\uFEFFid,") || l.contains("user.created"));
        assertThat(client.get(path("?action=audit.exported"))
                        .json()
                        .at("/items/0/after/filter")
                        .asString())
                .isEqualTo("action=user.created");
    }
}
