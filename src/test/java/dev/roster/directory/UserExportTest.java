package dev.roster.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.roster.access.Expected;
import dev.roster.groups.Groups;
import dev.roster.groups.NewGroup;
import dev.roster.people.Memberships;
import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class UserExportTest {
    private static final TestServer SERVER = TestServer.get();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COLUMNS =
            "id,externalId,email,username,firstName,lastName,displayName,phone.countryCode,phone.number,"
                    + "locale,timeZone,status,role,groups,createdAt,joinedAt,lastSignInAt,twoFactor";

    private final Company company = SERVER.company("partner");
    private final ApiClient client = company.client("administrator");

    private String path(String rest) {
        return "/organizations/" + company.slug() + rest;
    }

    private static List<NamedCsvRecord> records(String csv) {
        return CsvReader.builder().ofNamedCsvRecord(csv).stream().toList();
    }

    private static List<JsonNode> lines(String body) {
        return body.lines().map(line -> (JsonNode) JSON.readTree(line)).toList();
    }

    private static List<JsonNode> items(ApiClient.Answer list) {
        return StreamSupport.stream(list.json().at("/items").spliterator(), false)
                .toList();
    }

    @Test
    void only_people_with_a_right_of_its_own_export_the_list() {
        var user = company.client("user");

        for (var file : List.of("/users.csv", "/users.ndjson")) {
            assertThat(user.get(path(file)).code()).isEqualTo("forbidden");
            assertThat(company.visitor("read_only").get(company.path(file)).status())
                    .isEqualTo(403);
            assertThat(company.client("manager").get(path(file)).status()).isEqualTo(200);
        }
        assertThat(company.visitor("user").get(company.path("/users")).body()).doesNotContain("users.csv");
        assertThat(company.visitor("manager").get(company.path("/users")).body())
                .contains("users.csv");
    }

    @Test
    void only_people_who_may_restore_see_who_was_deleted() {
        var gone = company.another("user");
        SERVER.bean(Memberships.class).delete(TestServer.OPERATOR, company.id(), gone.id(), Expected.ANY);
        var user = company.client("user");
        var manager = company.client("manager");
        SERVER.bean(JdbcClient.class)
                .sql("update roles set permissions = array_append(permissions, 'users.export')"
                        + " where organization_id = :here and key = 'user'")
                .param("here", company.id().value())
                .update();

        for (var deleted : List.of("/users?status=deleted", "/users.csv?status=deleted", "/users/" + gone.id())) {
            assertThat(user.get(path(deleted)).code()).as(deleted).isEqualTo("forbidden");
            assertThat(manager.get(path(deleted)).status()).as(deleted).isEqualTo(200);
        }
        assertThat(user.get(path("/users.csv")).status()).isEqualTo(200);
        var page = company.visitor("user");
        assertThat(page.get(company.path("/users?status=deleted")).status()).isEqualTo(403);
        assertThat(page.get(company.path("/users")).body()).doesNotContain("status=deleted");
        assertThat(company.visitor("manager").get(company.path("/users")).body())
                .contains("status=deleted");
    }

    @Test
    void the_table_lists_everyone_with_the_members_of_the_json_as_columns() {
        var ada = company.another("manager");
        ada.signIn();
        var ben = company.pending("user");
        SERVER.bean(JdbcClient.class)
                .sql(
                        "update profiles set phone_country_code = '+44', phone_number = '20 7946 0018' where user_id = :id")
                .param("id", ada.id().value())
                .update();

        var answer = client.get(path("/users.csv"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(answer.header("Content-Disposition"))
                .hasValue("attachment; filename=\"users-" + company.slug() + ".csv\"");
        assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        assertThat(answer.response().body()).startsWith(COLUMNS + "\r\n");
        var records = records(answer.response().body());
        assertThat(records)
                .extracting(r -> r.getField("id"))
                .containsExactly(ada.id().toString(), ben.id().toString());
        var first = records.getFirst();
        assertThat(first.getField("email")).isEqualTo(ada.email());
        assertThat(first.getField("displayName")).isEqualTo(ada.name());
        assertThat(first.getField("phone.countryCode")).isEqualTo("'+44");
        assertThat(first.getField("phone.number")).isEqualTo("20 7946 0018");
        assertThat(first.getField("status")).isEqualTo("active");
        assertThat(first.getField("role")).isEqualTo("manager");
        assertThat(first.getField("lastSignInAt")).matches("20\\d\\d-.*Z");
        assertThat(records.getLast().getField("status")).isEqualTo("pending");
        assertThat(records.getLast().getField("joinedAt")).isEmpty();
    }

    @Test
    void what_a_spreadsheet_would_compute_is_text_and_what_csv_takes_for_its_own_is_quoted() {
        for (var name : List.of("=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\tTab", "Ada \"Countess\", B;C")) {
            var person = company.pending("user");
            SERVER.bean(JdbcClient.class)
                    .sql("update profiles set display_name = :name where user_id = :id")
                    .param("name", name)
                    .param("id", person.id().value())
                    .update();
        }

        var body = client.get(path("/users.csv")).response().body();

        assertThat(records(body))
                .extracting(r -> r.getField("displayName"))
                .containsExactlyInAnyOrder(
                        "'=1+1", "'+cmd|' /C calc'!A0", "'-2", "'@SUM(A1)", "'\tTab", "Ada \"Countess\", B;C");
        assertThat(body).contains("\"Ada \"\"Countess\"\", B;C\"");
    }

    @Test
    void groups_are_named_except_that_ambiguous_names_are_replaced_by_ids() {
        var market = SERVER.company("marketplace");
        var groups = SERVER.bean(Groups.class);
        var odd = groups.create(
                TestServer.OPERATOR, market.id(), new NewGroup("Sales; North", "", List.of("marketplace"), Set.of()));
        groups.create(TestServer.OPERATOR, market.id(), new NewGroup("Buyers", "", List.of("marketplace"), Set.of()));
        market.inGroups("Buyers", "Sales; North");

        var table =
                ApiClient.of(market.slug(), "access_management").get("/organizations/" + market.slug() + "/users.csv");

        assertThat(records(table.response().body()))
                .extracting(r -> r.getField("groups"))
                .containsExactly("Buyers;" + odd.id());
    }

    @Test
    void each_line_is_the_json_that_the_list_shows() {
        company.another("manager").signIn();
        company.pending("user");
        company.quick("read_only");

        var answer = client.get(path("/users.ndjson?sort=-createdAt"));

        assertThat(answer.header("Content-Type")).hasValue("application/x-ndjson;charset=UTF-8");
        assertThat(answer.header("Content-Disposition").orElse("")).endsWith(".ndjson\"");
        assertThat(lines(answer.response().body()))
                .hasSize(3)
                .isEqualTo(items(client.get(path("/users?sort=-createdAt"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=pending",
                "status=deleted",
                "role=manager",
                "search=person",
                "search=pe",
                "sort=-name",
                "sort=lastSignInAt",
                "status=active&role=user&sort=-createdAt"
            })
    void it_is_narrowed_and_ordered_as_the_list_is(String query) {
        company.quick("manager");
        company.quick("user");
        company.pending("user");
        SERVER.bean(Memberships.class)
                .delete(TestServer.OPERATOR, company.id(), company.quick("user").id(), Expected.ANY);

        var list = items(client.get(path("/users?" + query)));

        assertThat(list).isNotEmpty();
        assertThat(lines(client.get(path("/users.ndjson?" + query)).response().body()))
                .isEqualTo(list);
        assertThat(records(client.get(path("/users.csv?" + query)).response().body()))
                .extracting(r -> r.getField("id"))
                .isEqualTo(list.stream().map(u -> u.at("/id").asString()).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=5", "after=x", "count=true", "color=red", "status=gone", "role=chief", "sort=age"})
    void what_it_does_not_know_is_refused(String query) {
        for (var format : List.of("csv", "ndjson")) {
            var refused = client.get(path("/users." + format + "?" + query));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.code()).isEqualTo("invalid");
            assertThat(refused.header("Content-Disposition")).isEmpty();
        }
    }

    @Test
    void twelve_thousand_people_are_there_once_each_and_nobody_elses_are() {
        var other = SERVER.company("partner").quick("user");
        var ids = insertPeople(12_000);

        var lines = client.get(path("/users.ndjson")).response().body().lines().toList();
        var csv = records(client.get(path("/users.csv?sort=-name")).response().body());

        assertThat(lines).hasSize(12_000);
        assertThat(csv).hasSize(12_000);
        var inLines = new HashSet<String>();
        lines.forEach(line -> inLines.add(JSON.readTree(line).at("/id").asString()));
        assertThat(inLines).isEqualTo(ids).doesNotContain(other.id().toString());
        assertThat(csv.stream().map(r -> r.getField("id")).toList())
                .doesNotHaveDuplicates()
                .containsAll(ids);
        assertThat(csv.getFirst().getField("displayName")).isEqualTo("Person 11999");
    }

    @Test
    void an_export_is_recorded_with_its_filter() {
        company.pending("user");
        var visitor = company.visitor("manager");

        assertThat(visitor.get(company.path("/users.csv?search=person&status=pending&role=user"))
                        .status())
                .isEqualTo(200);

        var event = client.get(path("/audit-events?action=users.exported"));
        assertThat(event.items("actor/name"))
                .containsExactly(company.person("manager").name());
        assertThat(event.json().at("/items/0/after").toString())
                .contains("\"format\":\"csv\"")
                .contains("\"rows\":1")
                .contains("\"filter\":\"search status=pending role=user\"");
        assertThat(company.visitor("administrator").get(company.path("/audit")).text())
                .contains(company.person("manager").name() + " exported the list of users.");
    }

    @Test
    void the_console_offers_what_the_list_shows() {
        var visitor = company.visitor("manager");

        assertThat(visitor.get(company.path("/users")).body())
                .contains("formaction=\"" + company.path("/users.csv") + "\"")
                .contains("formaction=\"" + company.path("/users.ndjson") + "\"");
        var file = visitor.get(company.path("/users.csv?search=&status=active&role=&sort="));
        assertThat(file.status()).isEqualTo(200);
        assertThat(records(file.body())).hasSize(1);
        assertThat(visitor.get(company.path("/users.xml")).status()).isEqualTo(404);
    }

    @Test
    void a_transfer_that_fails_on_the_way_does_not_look_whole() throws Exception {
        var ids = insertPeople(3_000);
        // A status that no program knows, far enough down the order that the beginning has been sent.
        SERVER.bean(JdbcClient.class)
                .sql(
                        "update memberships set onboarding = 'unheard' where organization_id = :here and sort_name = 'person 02900'")
                .param("here", company.id().value())
                .update();
        assertThat(ids).hasSize(3_000);
        var request = HttpRequest.newBuilder(URI.create(SERVER.url("/api/v1" + path("/users.csv"))))
                .header("Authorization", "Bearer " + token())
                .build();

        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            try (var body = answer.body()) {
                assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void a_client_that_hangs_up_leaves_nothing_open_and_no_stack_trace_in_the_log(CapturedOutput log) throws Exception {
        insertPeople(12_000);
        var address = URI.create(SERVER.url(""));
        for (int i = 0; i < 6; i++) {
            try (var socket = new Socket(address.getHost(), address.getPort())) {
                socket.setSoLinger(true, 0);
                socket.getOutputStream()
                        .write(("GET /api/v1" + path("/users.ndjson") + " HTTP/1.1\r\nHost: " + address.getAuthority()
                                        + "\r\nAuthorization: Bearer " + token() + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().readNBytes(100)).hasSize(100);
            }
            Thread.sleep(Duration.ofMillis(300));
        }

        assertThat(client.get(path("/users.csv")).status()).isEqualTo(200);
        assertThat(SERVER.bean(JdbcClient.class)
                        .sql("select count(*) from pg_stat_activity where state like 'idle in transaction%'")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(log.getAll()).doesNotContain("Request failed").doesNotContain("threw exception");
    }

    private String token() {
        return ApiClient.operator()
                .post(path("/api-tokens"), "{\"name\":\"export\",\"role\":\"administrator\"}")
                .text("/secret");
    }

    private Set<String> insertPeople(int number) {
        var inserted = SERVER.bean(JdbcClient.class)
                .sql("""
                        with made as (
                            insert into users (id, email, email_key, home_organization_id, created_at)
                            select gen_random_uuid(), n || '@' || :slug, n || '@' || :slug, :here, now()
                              from generate_series(0, :number - 1) n
                            returning id, lpad(split_part(email, '@', 1), 5, '0') number),
                        named as (
                            insert into profiles (user_id, display_name, locale, time_zone, search)
                            select id, 'Person ' || number, 'en', 'UTC', '' from made),
                        members as (
                            insert into memberships (organization_id, user_id, status, role_id, onboarding, sort_name,
                                                     search, created_at, status_changed_at)
                            select :here, id, 'active', (select id from roles where organization_id = :here and key = 'user'),
                                   'email_link', 'person ' || number, 'person ' || number, now(), now()
                              from made)
                        select id::text from made
                        """)
                .param("slug", company.slug())
                .param("number", number)
                .param("here", company.id().value())
                .query(String.class)
                .list();
        company.writeWords();
        return new HashSet<>(inserted);
    }
}
