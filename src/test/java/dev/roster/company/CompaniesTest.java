package dev.roster.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.Expected;
import dev.roster.people.Memberships;
import dev.roster.people.Memberships.AfterRestoring;
import dev.roster.people.RoleAssignments;
import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Linked companies: created, listed, downloaded, linked, unlinked, granted; and what their own users see of it. */
class CompaniesTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Pattern COMPANY = Pattern.compile("class=\"person-name\">(?:<a [^>]*>)?<bdi>([^<]*)</bdi>");

    private final Company agency = SERVER.company("partner");
    private final Company linked = SERVER.linkedTo(agency, "Bluebird Shoes");
    private final Person administrator = agency.another("administrator");
    private final Person manager = agency.another("manager");

    @ParameterizedTest
    @ValueSource(strings = {"administrator", "manager"})
    void the_creator_of_a_company_is_granted_it_and_lands_in_it(String role) {
        var maker = agency.another(role);
        var visitor = maker.visitor();

        var made = visitor.post(agency.path("/companies"), form("Bakery of the " + role, "", "partner"));

        assertThat(made.status()).isEqualTo(303);
        var landed = visitor.get(made.location());
        assertThat(landed.status()).isEqualTo(200);
        assertThat(landed.body())
                .contains("Bakery of the " + role + " has been created and linked.")
                .contains("You are managing Bakery of the " + role + " as " + agency.name());
        var slug = made.location().split("/")[2];
        var organization = ApiClient.operator().get("/organizations/" + slug);
        assertThat(organization.text("/parent")).isEqualTo(agency.id().toString());
        assertThat(ApiClient.operator()
                        .get("/organizations/" + agency.slug() + "/users/" + maker.id() + "/grants")
                        .items("slug"))
                .containsExactly(slug);
        assertThat(agency.another(role).visitor().get("/o/" + slug + "/users").status())
                .as("a colleague who is not granted it")
                .isEqualTo(404);
    }

    @Test
    void a_company_that_its_maker_could_not_manage_is_not_made() {
        var refused = administrator
                .visitor()
                .post(agency.path("/companies"), form("Corner Games", "corner-games", "workspace"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Your role could not manage a company that works this way");
        assertThat(refused.value("name")).isEqualTo("Corner Games");
        assertThat(ApiClient.operator().get("/organizations/corner-games").status())
                .isEqualTo(404);
    }

    @Test
    void a_company_is_made_only_where_the_policy_offers_them() {
        var workspace = "/organizations/" + SERVER.company("workspace").slug();

        assertThat(ApiClient.operator()
                        .post(workspace + "/linked", json("name", "New"))
                        .code())
                .isEqualTo("companies-not-offered");
    }

    @Test
    void what_is_wrong_with_a_new_company_is_said_at_its_field() {
        var visitor = administrator.visitor();

        assertThat(visitor.post(agency.path("/companies"), form(" ", "", "partner"))
                        .fieldError("name"))
                .isNotEmpty();
        assertThat(visitor.post(agency.path("/companies"), form("X", "Not A Slug", "partner"))
                        .fieldError("slug"))
                .isNotEmpty();
        var taken = visitor.post(agency.path("/companies"), form("X", linked.slug(), "partner"));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.fieldError("slug")).contains(linked.slug());
        assertThat(visitor.post(agency.path("/companies"), form("X", "", "no-such-preset"))
                        .status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "read_only"})
    void users_who_manage_no_companies_have_no_list_of_them(String role) {
        var visitor = agency.another(role).visitor();

        assertThat(visitor.get(agency.path("/companies")).status()).isEqualTo(403);
        assertThat(visitor.get(agency.path("/companies.csv")).status()).isEqualTo(403);
        assertThat(visitor.post(agency.path("/companies"), form("X", "", "partner"))
                        .status())
                .isEqualTo(403);
        assertThat(visitor.get(agency.path("/users")).body()).doesNotContain(agency.path("/companies"));
    }

    @Test
    void all_linked_companies_are_listed_and_only_those_granted_can_be_switched_into() {
        SERVER.linkedTo(agency, "Larkspur Books");
        agency.grant(manager, linked);

        var list = manager.visitor().get(agency.path("/companies")).body();

        assertThat(names(list)).containsExactly("Bluebird Shoes", "Larkspur Books");
        assertThat(list).contains("href=\"/o/" + linked.slug() + "\"").contains(manager.name());
        assertThat(list).doesNotContain("<bdi>Larkspur Books</bdi></a>");
        assertThat(list).containsOnlyOnce("aria-disabled=\"true\"");
        assertThat(manager.visitor().get("/organizations").body())
                .contains("Companies you manage")
                .contains("Bluebird Shoes")
                .doesNotContain("Larkspur Books");
        assertThat(administrator.visitor().get("/organizations").status())
                .as("one organization and no company to switch to")
                .isEqualTo(303);
        assertThat(administrator.visitor().get(agency.path("/users")).body()).doesNotContain("Switch organization");
        assertThat(manager.visitor().get(agency.path("/users")).body()).contains("Switch organization");
    }

    @Test
    void ten_thousand_companies_are_searched_and_paged() {
        insertCompanies(10_000);
        var visitor = manager.visitor();

        var first = visitor.get(agency.path("/companies"));
        assertThat(names(first.body())).hasSize(50).contains("Bluebird Shoes", "Company 00001");
        assertThat(first.body()).contains("10,001 companies");
        var next = visitor.get(link(first.body(), "next"));
        assertThat(names(next.body())).hasSize(50).contains("Company 00050").doesNotContain("Company 00001");
        assertThat(names(visitor.get(link(next.body(), "prev")).body())).isEqualTo(names(first.body()));
        var found = visitor.get(agency.path("/companies?search=company+0777")).body();
        assertThat(names(found)).hasSize(10).first().isEqualTo("Company 07770");
        assertThat(names(visitor.get(agency.path("/companies?search=100%25")).body()))
                .isEmpty();
        var api = agency.client("manager").get("/organizations/" + agency.slug() + "/linked?limit=200&count=true");
        assertThat(api.items("name")).hasSize(200);
        assertThat(api.text("/total")).isEqualTo("10001");

        var download = visitor.get(agency.path("/companies.csv"));
        assertThat(download.body().lines()).hasSize(10_002);
        assertThat(download.header("Content-Disposition")).contains("attachment", ".csv");
    }

    @Test
    void the_download_counts_users_only_where_the_reader_may_manage_and_is_safe_to_open() {
        SERVER.linkedTo(agency, "=1+1 \"Sums\", Ltd");
        agency.grant(manager, linked);
        linked.another("user").signIn();
        linked.quick("user");
        var gone = linked.quick("user");
        SERVER.bean(Memberships.class).delete(TestServer.OPERATOR, linked.id(), gone.id(), Expected.ANY);

        var lines = manager.visitor()
                .get(agency.path("/companies.csv"))
                .body()
                .lines()
                .toList();

        assertThat(lines).hasSize(3).first().isEqualTo("\uFEFFid,name,preset,parent,created,users,last_sign_in");
        assertThat(lines.get(1))
                .contains(",\"'=1+1 \"\"Sums\"\", Ltd\",partner," + agency.slug() + ",")
                .endsWith(",,");
        assertThat(lines.get(2))
                .startsWith(linked.id() + ",Bluebird Shoes,partner," + agency.slug() + ",")
                .matches(".*Z,2,20\\d\\d-.*Z");
    }

    @Test
    void the_operator_links_what_exists_and_nobody_else_does() {
        var alone = SERVER.company("partner");
        var path = agency.path("/companies/link");
        agency.grant(administrator, linked);

        assertThat(administrator.visitor().get(path).status()).isEqualTo(404);
        assertThat(administrator
                        .visitor()
                        .post(path, Map.of("organization", alone.slug()))
                        .status())
                .isEqualTo(404);
        assertThat(agency.client("administrator")
                        .post("/organizations/" + agency.slug() + "/linked", json("organization", alone.slug()))
                        .code())
                .isEqualTo("only-the-operator-links");
        var operator = SERVER.operator();
        assertThat(operator.post(path, Map.of("organization", "no-such-company"))
                        .fieldError("organization"))
                .isNotEmpty();
        assertThat(operator.post(path, Map.of("organization", linked.slug())).fieldError("organization"))
                .contains("already linked");
        assertThat(operator.post(path, Map.of("organization", agency.slug())).fieldError("organization"))
                .contains("circular link");
        assertThat(operator.post(linked.path("/companies/link"), Map.of("organization", agency.slug()))
                        .fieldError("organization"))
                .as("round a corner")
                .contains("circular link");
        assertThat(operator.post(path, Map.of("organization", alone.slug())).status())
                .isEqualTo(303);
        assertThat(administrator.visitor().get(agency.path("/companies")).body())
                .contains(alone.name());
        assertThat(administrator.visitor().get(alone.path("/users")).status()).isEqualTo(404);
        assertThat(alone.visitor("administrator").get(alone.path("/audit")).body())
                .contains("linked the company " + alone.name());
    }

    @Test
    void unlinking_ends_every_access_at_once_and_linking_again_brings_none_back() {
        agency.grant(administrator, linked);
        agency.grant(manager, linked);
        linked.person("administrator");
        var path = agency.path("/companies/" + linked.slug() + "/unlink");
        var managing = manager.visitor();
        assertThat(managing.get(linked.path("/users")).status()).isEqualTo(200);
        assertThat(managing.get(path).status()).as("a manager").isEqualTo(403);
        var another = agency.another("administrator").visitor();
        assertThat(another.post(path, Map.of()).sentence()).contains("You don't have access to Bluebird Shoes");

        var asked = administrator.visitor().get(path);
        assertThat(asked.body()).contains("Nobody at " + agency.name()).contains("the 2 people who manage it now");
        assertThat(administrator.visitor().post(path, Map.of()).status()).isEqualTo(303);

        assertThat(managing.get(linked.path("/users")).status()).isEqualTo(404);
        assertThat(administrator.visitor().get(linked.path("/users")).status()).isEqualTo(404);
        assertThat(managing.get(agency.path("/companies")).body()).doesNotContain("Bluebird Shoes");
        SERVER.operator().post(agency.path("/companies/link"), Map.of("organization", linked.slug()));
        assertThat(managing.get(linked.path("/users")).status()).isEqualTo(404);
        assertThat(linked.visitor("administrator").get(linked.path("/audit")).body())
                .contains(administrator.name() + " unlinked the company Bluebird Shoes.")
                .contains("On behalf of " + agency.name());
    }

    @Test
    void who_left_the_agency_and_came_back_manages_no_company_any_more() {
        agency.grant(manager, linked);
        var members = SERVER.bean(Memberships.class);

        members.delete(TestServer.OPERATOR, agency.id(), manager.id(), Expected.ANY);
        members.restore(TestServer.OPERATOR, agency.id(), manager.id(), AfterRestoring.MAIL_NOTHING);

        assertThat(ApiClient.operator()
                        .get("/organizations/" + agency.slug() + "/users/" + manager.id() + "/grants")
                        .items("slug"))
                .isEmpty();
    }

    @Test
    void a_company_that_nobody_of_its_own_administers_stays_linked() {
        agency.grant(administrator, linked);
        linked.quick("manager");

        var refused = administrator.visitor().post(agency.path("/companies/" + linked.slug() + "/unlink"), Map.of());

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.sentence()).contains("has no administrator of its own");
        assertThat(administrator.visitor().get(linked.path("/users")).status()).isEqualTo(200);
    }

    @Test
    void an_agency_user_does_not_count_as_a_companys_last_administrator() {
        agency.grant(administrator, linked);
        var last = linked.person("administrator");
        var members = SERVER.bean(Memberships.class);

        var role = linked.another("administrator");
        members.delete(TestServer.OPERATOR, linked.id(), role.id(), Expected.ANY);
        var refused = ApiClient.of(linked.slug(), "administrator");

        assertThat(refused.put(
                                "/organizations/" + linked.slug() + "/users/" + last.id() + "/role",
                                json("role", "manager"))
                        .status())
                .isEqualTo(403);
        assertThat(SERVER.bean(JdbcClient.class)
                        .sql("select count(*) from member_roles where organization_id = :here and user_id = :user")
                        .param("here", linked.id().value())
                        .param("user", administrator.id().value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void the_companys_own_administrators_see_who_may_come_in_and_others_do_not() {
        agency.grant(manager, linked);
        agency.another("user");

        var own = linked.visitor("administrator").get(linked.path("/team"));

        assertThat(names(own.body())).containsExactly(manager.name());
        assertThat(own.body()).doesNotContain(manager.email()).doesNotContain("You are managing");
        assertThat(linked.visitor("manager").get(linked.path("/team")).status()).isEqualTo(403);
        assertThat(linked.visitor("user").get(linked.path("/team")).status()).isEqualTo(403);
        assertThat(linked.visitor("user").get(linked.path("/users")).body()).doesNotContain(linked.path("/team"));
        assertThat(agency.visitor("administrator").get(agency.path("/team")).status())
                .as("linked to nothing")
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "administrator,administrator,403",
        "administrator,manager,303",
        "manager,manager,403",
        "manager,user,303"
    })
    void acting_there_reaches_as_far_as_the_same_role_of_the_company(String role, String target, int status) {
        var acting = agency.another(role);
        agency.grant(acting, linked);
        var insider = linked.quick(target);
        linked.person("administrator");
        var path = linked.path("/users/" + insider.id());
        var visitor = acting.visitor();

        assertThat(visitor.post(path, Map.of("displayName", "New Name")).status())
                .isEqualTo(status);
        assertThat(visitor.post(path + "/role", Map.of("role", "read_only")).status())
                .isEqualTo(status);
        var gone = linked.quick(target);
        var deleted = visitor.post(linked.path("/users/" + gone.id() + "/delete"), Map.of());
        assertThat(deleted.status()).isEqualTo(status);
        if (status == 303) {
            assertThat(visitor.post(linked.path("/users/" + gone.id() + "/restore"), Map.of())
                            .status())
                    .isEqualTo(303);
        }
    }

    @Test
    void a_new_role_is_felt_there_at_the_next_request() {
        agency.grant(manager, linked);
        var visitor = manager.visitor();
        assertThat(visitor.get(linked.path("/settings")).status()).isEqualTo(403);

        SERVER.bean(RoleAssignments.class)
                .changeRole(TestServer.OPERATOR, agency.id(), manager.id(), "administrator", Expected.ANY);

        assertThat(visitor.get(linked.path("/settings")).status()).isEqualTo(200);
        SERVER.bean(RoleAssignments.class)
                .changeRole(TestServer.OPERATOR, agency.id(), manager.id(), "read_only", Expected.ANY);
        assertThat(visitor.get(linked.path("/settings")).status()).isEqualTo(404);
        assertThat(agency.client("manager")
                        .get("/organizations/" + agency.slug() + "/users/" + manager.id() + "/grants")
                        .items("live"))
                .as("suspended, not ended")
                .containsExactly("false");
        SERVER.bean(RoleAssignments.class)
                .changeRole(TestServer.OPERATOR, agency.id(), manager.id(), "manager", Expected.ANY);
        assertThat(visitor.get(linked.path("/users")).status()).isEqualTo(200);
    }

    @Test
    void users_who_act_in_a_company_decide_nothing_about_its_own_companies() {
        agency.grant(administrator, linked);
        var below = SERVER.linkedTo(linked, "Below");
        var insider = linked.quick("manager");
        var visitor = administrator.visitor();

        assertThat(visitor.get(linked.path("/companies")).body()).contains("Below");
        var refused = visitor.post(linked.path("/companies"), form("X", "", "partner"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.sentence())
                .isEqualTo("Only members of Bluebird Shoes can do this, not people who manage it for " + agency.name()
                        + ".");
        assertThat(visitor.post(
                                linked.path("/users/" + insider.id() + "/companies/add"),
                                Map.of("companies", below.slug()))
                        .status())
                .isEqualTo(403);
        assertThat(visitor.post(linked.path("/companies/" + below.slug() + "/unlink"), Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(visitor.get(below.path("/users")).status()).isEqualTo(404);
    }

    @Test
    void a_grant_by_api_says_what_it_carries_and_ends_by_api() {
        var grants = "/organizations/" + agency.slug() + "/users/" + manager.id() + "/grants";
        var operator = ApiClient.operator();

        assertThat(operator.get(grants + "/" + linked.slug()).status()).isEqualTo(404);
        var given = operator.send("PUT", grants + "/" + linked.slug(), null);
        assertThat(given.status()).isEqualTo(200);
        assertThat(given.text("/organization")).isEqualTo(linked.id().toString());
        assertThat(given.text("/live")).isEqualTo("true");
        assertThat(given.text("/roles/0")).isEqualTo("manager");
        assertThat(operator.send("PUT", grants + "/" + linked.id(), null).text("/createdAt"))
                .as("once more changes nothing")
                .isEqualTo(given.text("/createdAt"));
        assertThat(operator.get(grants + "?count=true").text("/total")).isEqualTo("1");
        assertThat(agency.client("administrator")
                        .delete(grants + "/" + linked.slug())
                        .code())
                .as("a program manages no company")
                .isEqualTo("company-not-granted");
        assertThat(operator.delete(grants + "/" + linked.slug()).status()).isEqualTo(204);
        assertThat(operator.delete(grants + "/" + linked.slug()).status()).isEqualTo(404);
        assertThat(operator.send("PUT", grants + "/" + SERVER.company("partner").slug(), null)
                        .status())
                .as("a company that is not linked")
                .isEqualTo(404);
        assertThat(operator.send(
                                "PUT",
                                "/organizations/" + agency.slug() + "/users/"
                                        + agency.quick("user").id() + "/grants/" + linked.slug(),
                                null)
                        .code())
                .isEqualTo("cannot-manage-companies");
    }

    @Test
    void a_company_is_made_linked_and_unlinked_by_api() {
        var path = "/organizations/" + agency.slug() + "/linked";
        var operator = ApiClient.operator();

        var made = operator.post(path, json("name", "Made By Api"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/parent")).isEqualTo(agency.id().toString());
        assertThat(made.text("/preset")).isEqualTo("partner");
        assertThat(made.header("Location")).hasValue("/api/v1/organizations/" + made.text("/slug"));
        assertThat(agency.client("manager")
                        .post(path, json("name", "By A Program"))
                        .status())
                .isEqualTo(201);
        assertThat(operator.get(path + "?search=api").items("name")).containsExactly("Made By Api");
        assertThat(operator.post(path, "{\"organization\":\"x\",\"name\":\"y\"}")
                        .status())
                .isEqualTo(422);
        assertThat(operator.post(path, json("organisation", "x")).status()).isEqualTo(422);
        assertThat(operator.delete(path + "/" + made.text("/slug")).status()).isEqualTo(204);
        assertThat(operator.delete(path + "/" + made.text("/slug")).status()).isEqualTo(404);
        assertThat(operator.get("/organizations/" + made.text("/slug"))
                        .json()
                        .at("/parent")
                        .isNull())
                .isTrue();
    }

    @Test
    void nobody_takes_a_company_from_themselves() {
        agency.grant(administrator, linked);

        var refused = administrator
                .visitor()
                .post(
                        agency.path("/users/" + administrator.id() + "/companies/" + linked.slug() + "/remove"),
                        Map.of());

        assertThat(refused.status()).isEqualTo(403);
        assertThat(administrator.visitor().get(linked.path("/users")).status()).isEqualTo(200);
    }

    @Test
    void several_companies_are_granted_at_once_or_none() {
        var other = SERVER.linkedTo(agency, "Larkspur Books");
        agency.grant(administrator, linked);
        var path = agency.path("/users/" + manager.id() + "/companies");
        var visitor = administrator.visitor();

        assertThat(visitor.get(path + "/add").body()).contains("Bluebird Shoes").doesNotContain("Larkspur Books");
        assertThat(visitor.post(path + "/add", Map.of("search", "larkspur", "action", "search"))
                        .body())
                .contains("Larkspur Books", "You don't have access to this company yourself.");
        assertThat(visitor.postMany(path + "/add", "companies", List.of(linked.slug(), other.slug()))
                        .status())
                .isEqualTo(403);
        assertThat(visitor.get(path).body()).contains(manager.name() + " does not manage any companies");
        agency.grant(administrator, other);
        assertThat(visitor.postMany(path + "/add", "companies", List.of(linked.slug(), other.slug()))
                        .status())
                .isEqualTo(303);
        assertThat(visitor.get(path).body()).contains("Bluebird Shoes", "Larkspur Books", "by " + administrator.name());
        assertThat(visitor.post(path + "/add", Map.of()).status()).isEqualTo(422);
    }

    @Test
    void the_search_among_companies_to_grant_works_without_scripts_and_keeps_what_is_chosen() {
        var other = SERVER.linkedTo(agency, "Larkspur Books");
        agency.grant(administrator, linked);
        agency.grant(administrator, other);

        var shown = administrator
                .visitor()
                .post(
                        agency.path("/users/" + manager.id() + "/companies/add"),
                        Map.of("companies", linked.slug(), "search", "larks", "action", "search"));

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body()).containsPattern("value=\"" + linked.slug() + "\"[^>]*checked");
        assertThat(shown.body()).contains("Larkspur Books");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "%27%20or%201%3D1--", "%25%5F", "%3Cscript%3E", "%F0%9F%98%80"})
    void hostile_searches_find_nothing_and_break_nothing(String search) {
        agency.grant(manager, linked);
        for (var path : List.of(agency.path("/companies"), linked.path("/team"))) {
            var answer = manager.visitor().get(path + "?search=" + search);
            assertThat(answer.status()).as(path).isIn(200, 422);
            assertThat(answer.body()).doesNotContain("<script>");
        }
        assertThat(manager.visitor()
                        .get(agency.path("/audit?company=" + search))
                        .status())
                .isEqualTo(422);
        assertThat(manager.visitor()
                        .send(
                                "POST",
                                agency.path("/users/" + manager.id() + "/companies/add"),
                                "_csrf=" + manager.visitor().token() + "&companies=" + search,
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .status())
                .isEqualTo(404);
    }

    private static Map<String, String> form(String name, String slug, String preset) {
        return Map.of("name", name, "slug", slug, "preset", preset);
    }

    private static String json(String field, String value) {
        return "{\"" + field + "\":\"" + value + "\"}";
    }

    private static List<String> names(String page) {
        return COMPANY.matcher(page).results().map(found -> found.group(1)).toList();
    }

    private static String link(String page, String rel) {
        var match = Pattern.compile("rel=\"" + rel + "\" href=\"([^\"]+)\"").matcher(page);
        assertThat(match.find()).as(rel).isTrue();
        return match.group(1).replace("&amp;", "&");
    }

    private void insertCompanies(int number) {
        SERVER.bean(JdbcClient.class)
                .sql("""
                        insert into organizations (id, slug, name, preset, policy, parent_id, created_at)
                        select gen_random_uuid(), 'many-' || n || '-' || p.slug, 'Company ' || lpad(n::text, 5, '0'),
                               p.preset, p.policy, p.id, now()
                          from generate_series(1, :number) n, organizations p where p.id = :parent
                        """)
                .param("number", number)
                .param("parent", agency.id().value())
                .update();
    }
}
