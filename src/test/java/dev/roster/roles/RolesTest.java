package dev.roster.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.Permission;
import dev.roster.roles.RoleFormView.Group;
import dev.roster.support.ApiClient;
import dev.roster.support.ApiClient.Answer;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Roles are created, changed and deleted, and no one gains more by it than the giver had. */
class RolesTest {
    private static final TestServer SERVER = TestServer.get();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ApiClient operator = ApiClient.operator();

    // Changing

    @Test
    void a_changed_role_takes_effect_at_once_for_its_holders() {
        var company = SERVER.company("partner");
        var administrator = company.client("administrator");
        var user = company.client("user");
        assertThat(user.get(path(company, "/roles")).status()).isEqualTo(403);

        var changed = put(administrator, company, "user", fields("user", "users.view", "roles.view"));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("/name")).isEqualTo("New name");
        assertThat(changed.text("/key")).isEqualTo("user");
        assertThat(permissions(changed)).containsExactly("users.view", "roles.view");
        assertThat(user.get(path(company, "/roles")).status()).isEqualTo(200);
        assertThat(operator.get(path(company, "/roles/user")).json()).isEqualTo(changed.json());
    }

    @Test
    void what_is_read_can_be_sent_back_and_changes_nothing() {
        var company = SERVER.company("workspace");
        var read = operator.get(path(company, "/roles/member"));

        var sent = operator.put(path(company, "/roles/member"), read.response().body());

        assertThat(sent.json()).isEqualTo(read.json());
        assertThat(sent.header("ETag")).isPresent().isEqualTo(read.header("ETag"));
        assertThat(actions(company)).doesNotContain("role.changed");
    }

    @Test
    void nobody_changes_a_role_that_they_do_not_govern() {
        var company = SERVER.company("partner");
        var refused = put(company.client("administrator"), company, "administrator", fields("administrator"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("role-not-governed");
        assertThat(refused.text("/detail")).contains("Administrator", "Only the operator");
    }

    @Test
    void nobody_gives_a_right_or_a_role_that_they_do_not_have() {
        var company = SERVER.company("partner");
        var administrator = company.client("administrator");
        create(operator, company, "apart", List.of(), List.of());

        var right = put(administrator, company, "manager", fields("manager", "users.erase"));
        var role = put(
                administrator,
                company,
                "manager",
                with(fields("manager"), "governs", List.of("user", "administrator")));

        assertThat(right.code()).isEqualTo("would-escalate");
        assertThat(right.text("/detail")).contains("Permanently delete users", "New name");
        assertThat(right.text("/field")).isEqualTo("permissions");
        assertThat(role.code()).isEqualTo("would-escalate");
        assertThat(role.text("/detail")).contains("You do not govern the role Administrator");
        assertThat(role.text("/field")).isEqualTo("governs");
        assertThat(operator.get(path(company, "/roles/manager")).text("/name")).isEqualTo("Manager");
    }

    @Test
    void not_even_the_operator_lets_a_role_outgrow_what_governs_it() {
        var company = SERVER.company("partner");

        var governed = put(operator, company, "user", fields("user", "users.view", "audit.view", "users.erase"));
        var governor = put(
                operator,
                company,
                "administrator",
                with(fields("administrator", "users.view"), "governs", List.of("user")));
        create(operator, company, "apart", List.of(), List.of());
        var governs = put(operator, company, "user", with(fields("user"), "governs", List.of("apart")));

        assertThat(governed.status()).isEqualTo(403);
        assertThat(governed.text("/detail"))
                .startsWith(
                        "Administrator governs New name, but Administrator does not have all that New name would have: Permanently delete users");
        assertThat(governor.code()).isEqualTo("would-escalate");
        assertThat(governs.text("/detail"))
                .isEqualTo("Manager governs New name, but New name would govern apart, which Manager does not."
                        + " Stop New name from governing it, or let Manager govern it too.");
    }

    @Test
    void a_refusal_names_all_that_is_missing_at_once() {
        var company = SERVER.company("partner");

        var refused = put(
                company.client("administrator"), company, "manager", fields("manager", "users.erase", "users.remove"));

        assertThat(refused.text("/detail")).contains("Permanently delete users, Remove users from the organization");
    }

    @Test
    void the_page_counts_holders_compares_two_roles_and_copies_one() {
        var company = SERVER.company("partner");
        company.quick("read_only");
        company.quick("read_only");
        var administrator = company.visitor("administrator");

        var page =
                administrator.get(company.path("/roles?one=user&other=manager")).body();

        assertThat(page)
                .contains("2 users have this role", company.path("/users?role=read_only"))
                .contains("Only the permissions that one of the two roles has");
        var matrix = page.substring(page.indexOf("<table class=\"matrix\""));
        assertThat(matrix).contains("Create users").doesNotContain("View the list of users");
        assertThat(administrator.get(company.path("/roles/new?copy=manager")).body())
                .contains("Manager (copy)");
    }

    @Test
    void a_new_role_that_governs_its_governor_must_govern_itself_like_that_one_does() {
        var company = SERVER.company("workspace");
        var all = operator.get(path(company, "/roles/admin"));
        var twin = new LinkedHashMap<String, Object>(Map.of("key", "twin", "name", "Twin"));
        twin.put("permissions", permissions(all));
        twin.put("governs", List.of("admin", "manager", "member", "external"));

        var refused = operator.post(path(company, "/roles"), json(twin));
        twin.put("governs", List.of("admin", "manager", "member", "external", "twin"));
        var made = operator.post(path(company, "/roles"), json(twin));

        assertThat(refused.code()).isEqualTo("would-escalate");
        assertThat(refused.text("/detail")).startsWith("Twin governs Admin, but Admin would govern Twin");
        assertThat(made.status()).isEqualTo(201);
    }

    @Test
    void nobody_adds_to_their_own_role_what_they_do_not_have() {
        var company = SERVER.company("workspace");
        var admin = company.client("admin");
        var own = fieldsOf(operator.get(path(company, "/roles/admin")));
        own.put("productPermissions", List.of("apps.view"));
        assertThat(put(admin, company, "admin", own).status()).isEqualTo(200);

        own.put("productPermissions", List.of("apps.view", "apps.edit"));
        var refused = put(admin, company, "admin", own);

        assertThat(refused.code()).isEqualTo("would-escalate");
        assertThat(refused.text("/field")).isEqualTo("productPermissions");
        assertThat(put(operator, company, "admin", own).status()).isEqualTo(200);
        own.put("permissions", List.of("users.view", "users.erase"));
        assertThat(put(admin, company, "admin", own).code()).isEqualTo("would-escalate");
    }

    @Test
    void product_permissions_are_those_of_the_policy() {
        var company = SERVER.company("workspace");
        var unknown = with(fields("member"), "productPermissions", List.of("apps.view", "apps.fly"));
        var made = operator.post(
                path(company, "/roles"),
                "{\"key\":\"pilot\",\"name\":\"Pilot\",\"productPermissions\":[\"apps.fly\"]}");

        assertThat(fieldErrors(put(operator, company, "member", unknown)))
                .containsExactly("productPermissions unknown");
        assertThat(fieldErrors(made)).containsExactly("productPermissions unknown");
        var known = with(fields("member"), "productPermissions", List.of("networks.view", "apps.edit", "apps.edit"));
        assertThat(put(operator, company, "member", known)
                        .json()
                        .at("/productPermissions")
                        .toString())
                .isEqualTo("[\"apps.edit\",\"networks.view\"]");
    }

    @Test
    void the_last_administrators_keep_their_role_the_right_to_administer() {
        var company = SERVER.company("workspace");
        company.quick("admin");
        var machine = company.client("admin");
        var without = fieldsOf(operator.get(path(company, "/roles/admin")));
        without.put("permissions", List.of("users.view", "roles.view", "roles.manage", "profile.edit"));

        var refused = put(machine, company, "admin", without);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("last-administrator");
        assertThat(refused.text("/detail")).contains(company.name() + " would have no administrator");

        create(operator, company, "owner", List.of("organization.administer"), List.of());
        company.quick("owner");
        assertThat(put(machine, company, "admin", without).status()).isEqualTo(200);
        assertThat(put(operator, company, "owner", fields("owner")).status()).isEqualTo(200);
    }

    @Test
    void a_put_is_the_whole_role_and_nothing_else() {
        var company = SERVER.company("partner");
        assertThat(fieldErrors(operator.put(path(company, "/roles/user"), "{}")))
                .containsExactlyInAnyOrder(
                        "key required",
                        "name required",
                        "description required",
                        "permissions required",
                        "productPermissions required",
                        "governs required");
        assertThat(fieldErrors(put(operator, company, "user", fields("member"))))
                .containsExactly("key fixed");
        var foreign = with(fields("user"), "id", "0198b7a0-0000-7000-8000-000000000000");
        assertThat(fieldErrors(put(operator, company, "user", foreign))).containsExactly("id fixed");
        var more = with(fields("user"), "rank", 1);
        assertThat(fieldErrors(put(operator, company, "user", more))).containsExactly("rank unknown");
        assertThat(fieldErrors(put(operator, company, "user", fields("user", "users.fly"))))
                .containsExactly("permissions unknown");
        var nameless = with(with(fields("user"), "name", " "), "governs", List.of("nobody"));
        assertThat(fieldErrors(put(operator, company, "user", nameless)))
                .containsExactlyInAnyOrder("name required", "governs unknown");
        assertThat(operator.put(path(company, "/roles/nobody"), "{}").status()).isEqualTo(404);
    }

    @Test
    void what_has_changed_since_is_not_overwritten() {
        var company = SERVER.company("partner");
        var tag = operator.get(path(company, "/roles/user")).header("ETag").orElseThrow();
        var first =
                operator.send("PUT", path(company, "/roles/user"), json(fields("user", "users.view")), "If-Match", tag);
        var second = operator.send("PUT", path(company, "/roles/user"), json(fields("user")), "If-Match", tag);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("ETag")).isPresent().isNotEqualTo(Optional.of(tag));
        assertThat(second.status()).isEqualTo(412);
        assertThat(permissions(operator.get(path(company, "/roles/user")))).containsExactly("users.view");
        assertThat(operator.delete(path(company, "/roles/user"), "If-Match", tag)
                        .status())
                .isEqualTo(412);
    }

    @Test
    void a_new_role_changes_the_version_of_those_that_govern_it() {
        var company = SERVER.company("partner");
        var tag = operator.get(path(company, "/roles/administrator")).header("ETag");
        create(operator, company, "guest", List.of("users.view"), List.of());
        var after = operator.get(path(company, "/roles/administrator"));

        assertThat(after.json().at("/governs").toString()).contains("guest");
        assertThat(after.header("ETag")).isNotEqualTo(tag);
        assertThat(operator.delete(path(company, "/roles/guest")).status()).isEqualTo(204);
        assertThat(operator.get(path(company, "/roles/administrator")).header("ETag"))
                .isNotEqualTo(after.header("ETag"));
    }

    // Deleting

    @Test
    void a_role_is_deleted_once_nobody_has_it() {
        var company = SERVER.company("partner");
        var administrator = company.client("administrator");
        create(administrator, company, "guest", List.of("users.view"), List.of());
        var person = company.quick("guest");
        var token = operator.post(path(company, "/api-tokens"), "{\"name\":\"t\",\"role\":\"guest\"}");
        var guest = path(company, "/roles/guest");

        var held = administrator.delete(guest);
        assertThat(held.status()).isEqualTo(409);
        assertThat(held.code()).isEqualTo("role-held");
        assertThat(held.text("/detail")).contains("one user", "one API token");

        move(company, person, "deleted");
        assertThat(administrator.delete(guest).code()).isEqualTo("role-held");
        move(company, person, "removed");
        assertThat(administrator.delete(guest).text("/detail")).contains("no users", "one API token");
        operator.delete(path(company, "/api-tokens/" + token.text("/id")));

        assertThat(administrator.delete(guest).status()).isEqualTo(204);
        assertThat(administrator.get(guest).status()).isEqualTo(404);
        assertThat(administrator.delete(guest).status()).isEqualTo(404);
        assertThat(administrator
                        .get(path(company, "/roles/administrator"))
                        .json()
                        .at("/governs")
                        .toString())
                .doesNotContain("guest");
    }

    @Test
    void the_roles_that_the_policy_names_stay() {
        var company = SERVER.company("partner");
        var user = operator.delete(path(company, "/roles/user"));
        var administrator = operator.delete(path(company, "/roles/administrator"));

        assertThat(user.status()).isEqualTo(409);
        assertThat(user.code()).isEqualTo("role-in-policy");
        assertThat(user.text("/detail")).contains("User", "new users");
        assertThat(administrator.text("/detail")).contains("the first user");
    }

    @Test
    void nobody_deletes_a_role_that_they_do_not_govern_or_that_they_have() {
        var company = SERVER.company("workspace");
        var all = operator.get(path(company, "/roles/admin"));
        create(operator, company, "deputy", permissions(all), List.of("deputy", "member"));
        create(operator, company, "apart", List.of("users.erase"), List.of());

        assertThat(company.client("deputy")
                        .delete(path(company, "/roles/deputy"))
                        .code())
                .isEqualTo("role-held");
        assertThat(company.client("deputy")
                        .delete(path(company, "/roles/apart"))
                        .code())
                .isEqualTo("role-not-governed");
    }

    // The audit log

    @Test
    void the_audit_log_says_what_changed_and_keeps_the_name_of_what_is_gone() {
        var company = SERVER.company("partner");
        var browser = company.person("administrator").signIn();
        create(operator, company, "guest", List.of("users.view"), List.of());
        put(operator, company, "guest", with(fields("guest"), "name", "Visitor"));
        operator.delete(path(company, "/roles/guest"));

        assertThat(actions(company)).startsWith("role.deleted", "role.changed", "role.created");
        var log = operator.get(path(company, "/audit-events"));
        assertThat(log.text("/items/1/before/name")).isEqualTo("guest");
        assertThat(log.text("/items/1/after/name")).isEqualTo("Visitor");
        assertThat(log.json().at("/items/1/before/permissions").toString()).isEqualTo("[\"users.view\"]");
        assertThat(log.json().at("/items/1/after/permissions").toString()).isEqualTo("[]");
        assertThat(log.text("/items/0/target/name")).isEqualTo("Visitor");
        assertThat(browser.get(company.path("/audit")).body())
                .contains("deleted the role Visitor.", "changed the role Visitor.", "created the role guest.");
    }

    // At once

    @RepeatedTest(10)
    void of_two_edits_at_once_one_is_refused() throws Exception {
        var company = SERVER.company("partner");
        var tag = operator.get(path(company, "/roles/manager")).header("ETag").orElseThrow();
        var body = json(fields("manager", "users.view", "profile.edit"));

        var statuses = atOnce(
                () -> operator.send("PUT", path(company, "/roles/manager"), body, "If-Match", tag),
                () -> operator.send("PUT", path(company, "/roles/manager"), body, "If-Match", tag));

        assertThat(statuses).containsExactlyInAnyOrder(200, 412);
    }

    /** Each alone keeps the governing rule; both together would break it. */
    @RepeatedTest(10)
    void of_two_edits_that_do_not_go_together_one_is_refused() throws Exception {
        var company = SERVER.company("partner");
        var more = json(fields("read_only", "users.view", "profile.edit", "users.create"));
        var less = with(
                fieldsOf(operator.get(path(company, "/roles/manager"))),
                "permissions",
                List.of("users.view", "profile.edit"));

        var statuses = atOnce(
                () -> operator.put(path(company, "/roles/read_only"), more),
                () -> put(operator, company, "manager", less));

        assertThat(statuses).containsExactlyInAnyOrder(200, 403);
    }

    @RepeatedTest(20)
    void a_role_is_not_deleted_while_it_is_being_assigned() throws Exception {
        var company = SERVER.company("partner");
        create(operator, company, "guest", List.of("users.view"), List.of());
        var person = company.quick("read_only");
        var newcomer =
                "{\"email\":\"%s\",\"displayName\":\"New\",\"role\":\"guest\"}".formatted(company.freshAddress());

        var statuses = atOnce(
                () -> operator.delete(path(company, "/roles/guest")),
                () -> operator.put(path(company, "/users/" + person.id() + "/role"), "{\"role\":\"guest\"}"),
                () -> operator.post(path(company, "/users"), newcomer));

        var held = SERVER.bean(JdbcClient.class)
                .sql("select count(*) from memberships m join roles r on r.id = m.role_id where r.key = 'guest'"
                        + " and m.organization_id = :here")
                .param("here", company.id().value())
                .query(Integer.class)
                .single();
        if (statuses.getFirst() == 204) {
            assertThat(held).isZero();
            assertThat(statuses.subList(1, 3)).allMatch(status -> status == 422 || status == 404);
        } else {
            assertThat(statuses.getFirst()).isEqualTo(409);
            assertThat(held).isPositive();
        }
    }

    // The console

    @Test
    void a_role_is_made_in_the_console_with_a_key_from_its_name() {
        var company = SERVER.company("workspace");
        var browser = company.person("admin").signIn();
        var typed = Map.of(
                "name",
                "Büro-Leitung",
                "permissions",
                "users.view,profile.edit",
                "governs",
                "member,external",
                "productPermissions",
                "apps.view");

        var made = browser.post(company.path("/roles"), typed);
        browser.post(company.path("/roles"), typed);
        browser.post(company.path("/roles"), Map.of("name", "支店長"));

        assertThat(made.status()).isEqualTo(303);
        assertThat(made.location()).isEqualTo(company.path("/roles"));
        var role = operator.get(path(company, "/roles/buro_leitung"));
        assertThat(role.text("/name")).isEqualTo("Büro-Leitung");
        assertThat(role.json().at("/governs").toString()).isEqualTo("[\"member\",\"external\"]");
        assertThat(operator.get(path(company, "/roles")).items("key"))
                .endsWith("buro_leitung", "buro_leitung_2", "role");
        assertThat(browser.get(company.path("/roles")).body()).contains("Role 支店長 created.", "<svg", ">支店長<");
    }

    @Test
    void a_refused_form_keeps_what_was_typed_and_says_why_where_it_belongs() {
        var company = SERVER.company("partner");
        var browser = company.person("administrator").signIn();
        var typed = Map.of("name", "Lead", "description", "Leads.", "permissions", "users.view", "governs", "manager");

        var refused = browser.post(company.path("/roles"), typed);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.fieldError("permissions"))
                .startsWith("Lead governs Manager, but Lead does not have all that Manager would have: Export");
        assertThat(refused.value("name")).isEqualTo("Lead");
        assertThat(refused.value("description")).isEqualTo("Leads.");
        assertThat(refused.body())
                .containsPattern("value=\"users.view\" checked")
                .containsPattern("value=\"manager\" checked")
                .containsPattern("value=\"users.erase\" disabled")
                .contains("You do not have this permission yourself", "Add what the governed roles have");

        var completed = new LinkedHashMap<>(typed);
        completed.put("action", "add-missing");
        assertThat(browser.post(company.path("/roles"), completed).body())
                .containsPattern("value=\"users.delete\" checked")
                .containsPattern("value=\"user\" checked");

        var nameless = browser.post(company.path("/roles"), Map.of("name", "", "permissions", "audit.view"));
        assertThat(nameless.status()).isEqualTo(422);
        assertThat(nameless.fieldError("name")).isNotEmpty();
        assertThat(nameless.body()).containsPattern("value=\"audit.view\" checked");
        var taken = browser.post(company.path("/roles"), Map.of("name", "Another", "key", "user"));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.fieldError("key")).contains("user");
        for (var key : List.of("new", "Not a key", "9")) {
            assertThat(browser.post(company.path("/roles"), Map.of("name", "Another", "key", key))
                            .fieldError("key"))
                    .contains("lowercase");
        }
    }

    @Test
    void a_role_is_changed_in_the_console_unless_there_was_a_concurrent_change() {
        var company = SERVER.company("partner");
        var browser = company.person("administrator").signIn();
        var page = browser.get(company.path("/roles/manager"));
        assertThat(page.value("name")).isEqualTo("Manager");
        assertThat(page.body()).containsPattern("value=\"users.create\" checked");
        var typed = new LinkedHashMap<>(
                Map.of("name", "Lead", "permissions", "users.view,profile.edit,users.create", "governs", "read_only"));
        typed.put("version", page.value("version"));

        assertThat(browser.post(company.path("/roles/manager"), typed).status()).isEqualTo(303);
        browser.get(company.path("/roles"));
        var stale = browser.post(company.path("/roles/manager"), typed);

        assertThat(operator.get(path(company, "/roles/manager"))
                        .json()
                        .at("/governs")
                        .toString())
                .isEqualTo("[\"read_only\"]");
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.sentence()).contains("This was changed in the meantime");
        assertThat(stale.value("name")).isEqualTo("Lead");
    }

    @Test
    void a_role_is_deleted_in_the_console_or_the_dialog_says_why_not() {
        var company = SERVER.company("partner");
        var browser = company.person("administrator").signIn();
        company.quick("manager");
        create(operator, company, "guest", List.of("users.view"), List.of());

        var refused = browser.post(company.path("/roles/manager/delete"), Map.of());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.sentence()).contains("one user");
        assertThat(browser.get(company.path("/roles/guest/delete")).body()).contains("Delete the role guest?");
        assertThat(browser.post(company.path("/roles/guest/delete"), Map.of()).status())
                .isEqualTo(303);
        assertThat(operator.get(path(company, "/roles")).items("key")).doesNotContain("guest");
    }

    @Test
    void the_page_offers_what_the_reader_may_do_and_says_why_not_the_rest() {
        var company = SERVER.company("partner");
        company.quick("manager");
        create(operator, company, "guest", List.of("users.view"), List.of());

        var page = company.person("administrator")
                .signIn()
                .get(company.path("/roles"))
                .body();
        assertThat(page)
                .contains(company.path("/roles/new"), company.path("/roles/manager\""))
                .contains(company.path("/roles/guest/delete"))
                .contains("You do not govern this role.", "The policy gives this role to new users by default.")
                .contains("A user, a group or an API token still has this role.")
                .doesNotContain(company.path("/roles/administrator"), company.path("/roles/user/delete"));
        assertThat(company.person("manager")
                        .signIn()
                        .get(company.path("/roles"))
                        .body())
                .doesNotContain("/roles/new", "/roles/user");
    }

    @ParameterizedTest
    @ValueSource(strings = {"partner", "workspace", "appliance", "marketplace"})
    void the_roles_of_every_preset_can_be_saved_as_they_are(String preset) {
        var company = SERVER.company(preset);
        var roles = operator.get(path(company, "/roles"));
        for (var role : roles.json().at("/items")) {
            var key = role.at("/key").asString();
            var changed = fieldsOf(operator.get(path(company, "/roles/" + key)));
            changed.put("description", "Changed.");
            assertThat(put(operator, company, key, changed).status()).as(key).isEqualTo(200);
        }
    }

    @Test
    void every_permission_has_a_place_in_the_form() {
        assertThat(Arrays.stream(Group.values()).flatMap(group -> group.permissions().stream()))
                .containsExactly(Permission.values());
    }

    private static void create(
            ApiClient client, Company company, String key, List<String> permissions, List<String> governs) {
        var role = Map.of("key", key, "name", key, "permissions", permissions, "governs", governs);
        assertThat(client.post(path(company, "/roles"), json(role)).status()).isEqualTo(201);
    }

    private static Answer put(ApiClient client, Company company, String role, Map<String, Object> fields) {
        return client.put(path(company, "/roles/" + role), json(fields));
    }

    private static Map<String, Object> fields(String key, String... permissions) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("key", key);
        fields.put("name", "New name");
        fields.put("description", "");
        fields.put("permissions", List.of(permissions));
        fields.put("productPermissions", List.of());
        fields.put("governs", List.of());
        return fields;
    }

    private static Map<String, Object> fieldsOf(Answer role) {
        return JSON.convertValue(role.json(), new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    private static Map<String, Object> with(Map<String, Object> fields, String field, Object value) {
        fields.put(field, value);
        return fields;
    }

    private static String json(Map<String, ?> fields) {
        return JSON.writeValueAsString(fields);
    }

    private static List<String> permissions(Answer role) {
        return role.json()
                .at("/permissions")
                .valueStream()
                .map(p -> p.asString())
                .toList();
    }

    private static List<String> fieldErrors(Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        return answer.json()
                .at("/errors")
                .valueStream()
                .map(error ->
                        error.at("/field").asString() + " " + error.at("/code").asString())
                .collect(Collectors.toList());
    }

    private List<String> actions(Company company) {
        return operator.get(path(company, "/audit-events")).items("action");
    }

    private static void move(Company company, Company.Person person, String status) {
        SERVER.bean(JdbcClient.class)
                .sql("update memberships set status = :status where organization_id = :here and user_id = :user")
                .param("status", status)
                .param("here", company.id().value())
                .param("user", person.id().value())
                .update();
    }

    @SafeVarargs
    private static List<Integer> atOnce(Callable<Answer>... requests) throws Exception {
        var gate = new CyclicBarrier(requests.length);
        try (var threads = Executors.newFixedThreadPool(requests.length)) {
            var answers = Arrays.stream(requests)
                    .map(request -> threads.submit(() -> {
                        gate.await();
                        return request.call().status();
                    }))
                    .toList();
            var statuses = new ArrayList<Integer>();
            for (var answer : answers) {
                statuses.add(answer.get());
            }
            return statuses;
        }
    }

    private static String path(Company company, String rest) {
        return "/organizations/" + company.slug() + rest;
    }
}
