package dev.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.creation.UserDraft;
import dev.roster.password.Passwords;
import dev.roster.people.Users;
import dev.roster.person.Phone;
import dev.roster.person.ProfileInput;
import dev.roster.shared.Ids;
import dev.roster.shared.OrganizationId;
import dev.roster.support.ApiClient;
import dev.roster.support.ApiClient.Answer;
import dev.roster.support.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** The REST API, route by route, as a program uses it. */
class ApiContractTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ApiClient operator = ApiClient.operator();

    // Organizations

    @Test
    void the_operator_creates_an_organization_and_finds_it_by_slug_and_by_id() {
        var slug = "north-%d".formatted(NUMBER.incrementAndGet());
        var created = operator.post(
                "/organizations",
                "{\"name\":\"Northwind %s\",\"slug\":\"%s\",\"preset\":\"partner\"}".formatted(slug, slug));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).contains("/api/v1/organizations/" + slug);
        assertThat(created.json().properties().stream().map(e -> e.getKey()))
                .containsExactly("id", "slug", "name", "preset", "parent", "createdAt");
        assertThat(created.json().at("/parent").isNull()).isTrue();

        assertThat(operator.get("/organizations/" + slug).text("/id")).isEqualTo(created.text("/id"));
        assertThat(operator.get("/organizations/" + created.text("/id")).text("/slug"))
                .isEqualTo(slug);
        var found = operator.get("/organizations?search=" + slug + "&count=true&sort=name");
        assertThat(found.items("slug")).containsExactly(slug);
        assertThat(found.json().at("/total").asInt()).isOne();
        assertThat(found.json().at("/next").isNull()).isTrue();
    }

    @Test
    void a_child_names_its_parent_by_slug_and_shows_its_id() {
        var parent = organization("partner");
        var child = operator.post(
                "/organizations",
                "{\"name\":\"Child of %s\",\"preset\":\"workspace\",\"parent\":\"%s\"}".formatted(parent, parent));
        var id = operator.get("/organizations/" + parent).text("/id");
        assertThat(child.text("/parent")).isEqualTo(id);
        assertThat(operator.get("/organizations?search=" + child.text("/slug")).text("/items/0/parent"))
                .isEqualTo(id);
    }

    @Test
    void a_slug_is_given_once() {
        var slug = organization("partner");
        var again = operator.post(
                "/organizations", "{\"name\":\"Again\",\"slug\":\"%s\",\"preset\":\"partner\"}".formatted(slug));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("slug-taken");
        assertThat(again.text("/detail")).contains(slug);
    }

    @Test
    void an_organization_is_renamed_and_shows_its_policy() {
        var slug = organization("workspace");
        var renamed = operator.patch("/organizations/" + slug, "{\"name\":\"Südwind\"}");
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.text("/name")).isEqualTo("Südwind");
        var policy = operator.get("/organizations/" + slug + "/policy").json();
        assertThat(policy.at("/onboarding/0").asString()).isEqualTo("generated_password");
        assertThat(policy.at("/defaultRole").isNull()).isTrue();
        assertThat(policy.at("/links/setPassword").asInt()).isEqualTo(24);
    }

    @Test
    void only_operators_learn_about_organizations() {
        var slug = organization("partner");
        var administrator = ApiClient.of(slug, "administrator");
        assertThat(administrator.get("/organizations").code()).isEqualTo("not-found");
        assertThat(administrator.get("/organizations?sort=nonsense").code()).isEqualTo("not-found");
        assertThat(administrator
                        .post("/organizations", "{\"name\":\"X\",\"preset\":\"partner\"}")
                        .code())
                .isEqualTo("not-found");
    }

    // Users

    @Test
    void a_created_user_looks_as_the_contract_says() {
        var slug = organization("partner");
        var created = operator.post(
                users(slug), "{\"email\":\" %s \",\"displayName\":\"Ada  Byron\"}".formatted(address(slug, "ada")));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).contains("/api/v1" + users(slug) + "/" + created.text("/id"));
        assertThat(created.header("ETag")).isPresent();
        assertThat(created.json().properties().stream().map(e -> e.getKey()))
                .containsExactly(
                        "id",
                        "organization",
                        "email",
                        "emailVerified",
                        "username",
                        "firstName",
                        "lastName",
                        "displayName",
                        "phone",
                        "locale",
                        "timeZone",
                        "status",
                        "role",
                        "groups",
                        "home",
                        "onboarding",
                        "createdAt",
                        "joinedAt",
                        "lastSignInAt",
                        "twoFactor",
                        "invitation");
        assertThat(created.text("/email")).isEqualTo(address(slug, "ada"));
        assertThat(created.text("/displayName")).isEqualTo("Ada Byron");
        assertThat(created.text("/status")).isEqualTo("pending");
        assertThat(created.text("/role")).isEqualTo("user");
        assertThat(created.text("/onboarding")).isEqualTo("email_link");
        assertThat(created.text("/createdAt")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
        assertThat(created.json().at("/groups").isArray()).isTrue();

        var read = operator.get(users(slug) + "/" + created.text("/id"));
        assertThat(read.text("/mail/to")).isEqualTo(address(slug, "ada"));
        assertThat(((ObjectNode) read.json()).without("mail").equals(created.json()))
                .isTrue();
        assertThat(read.header("ETag")).isEqualTo(created.header("ETag"));
    }

    @Test
    void a_generated_password_is_shown_once() {
        var slug = organization("workspace");
        var created = operator.post(
                users(slug),
                "{\"email\":\"%s\",\"firstName\":\"Ada\",\"lastName\":\"Byron\",\"role\":\"member\"}"
                        .formatted(address(slug, "ada")));
        assertThat(created.text("/generatedPassword")).hasSizeGreaterThanOrEqualTo(8);
        assertThat(created.text("/status")).isEqualTo("active");
        assertThat(created.text("/displayName")).isEqualTo("Ada Byron");
        assertThat(operator.get(users(slug) + "/" + created.text("/id")).json().has("generatedPassword"))
                .isFalse();
    }

    @Test
    void a_password_is_typed_where_the_policy_says_so_and_must_be_good() {
        var slug = organization("appliance");
        var body = "{\"email\":\"%s\",\"username\":\"%s\",\"role\":\"admin\",\"password\":\"%s\"}";
        var weak = operator.post(users(slug), body.formatted(address(slug, "ada"), "ada." + slug, "short"));
        assertThat(weak.status()).isEqualTo(422);
        assertThat(weak.text("/errors/0/field")).isEqualTo("password");
        assertThat(weak.text("/errors/0/code")).isEqualTo("too-short");
        assertThat(weak.text("/errors/0/message")).contains("8");
        var good =
                operator.post(users(slug), body.formatted(address(slug, "ada"), "ada." + slug, "Mauve otter 97 sings"));
        assertThat(good.status()).isEqualTo(201);
        assertThat(good.text("/username")).isEqualTo("ada." + slug);
        assertThat(good.response().body()).doesNotContain("otter");
        var taken =
                operator.post(users(slug), body.formatted(address(slug, "eve"), "ADA." + slug, "Mauve otter 97 sings"));
        assertThat(taken.code()).isEqualTo("username-taken");
    }

    @Test
    void an_address_is_taken_here_deleted_here_or_known_elsewhere() {
        var here = organization("partner");
        var elsewhere = organization("partner");
        var ada = user(here, "ada");
        var body = "{\"email\":\"%s\",\"displayName\":\"Ada\"}".formatted(address(here, "ADA"));
        assertThat(operator.post(users(here), body).code()).isEqualTo("address-active-here");
        assertThat(answer(here, "ada")).isEqualTo("active_here");
        var known = operator.post(users(elsewhere), body);
        assertThat(known.status()).isEqualTo(409);
        assertThat(known.code()).isEqualTo("address-known-elsewhere");
        assertThat(answer(here, "nobody")).isEqualTo("free");

        assertThat(operator.delete(users(here) + "/" + ada).status()).isEqualTo(204);
        var deleted = operator.post(users(here), body);
        assertThat(deleted.code()).isEqualTo("address-deleted-here");
        assertThat(deleted.text("/restorable/user")).isEqualTo(ada);
        assertThat(answer(here, "ada")).isEqualTo("deleted_here");
    }

    @Test
    void a_manager_cannot_hand_out_manager_and_is_told_who_can() {
        var slug = organization("partner");
        var refused = ApiClient.of(slug, "manager")
                .post(
                        users(slug),
                        "{\"email\":\"%s\",\"displayName\":\"Eve\",\"role\":\"manager\"}"
                                .formatted(address(slug, "eve")));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("role-not-governed");
        assertThat(refused.text("/detail"))
                .isEqualTo("With the role Manager, you cannot assign the role Manager."
                        + " Someone with the role Administrator at %s can.".formatted(slug));
        assertThat(answer(slug, "eve")).isEqualTo("free");
    }

    @Test
    void only_the_operator_hands_out_what_no_role_governs() {
        var slug = organization("partner");
        var refused = ApiClient.of(slug, "administrator")
                .post(
                        users(slug),
                        "{\"email\":\"%s\",\"displayName\":\"Eve\",\"role\":\"administrator\"}"
                                .formatted(address(slug, "eve")));
        assertThat(refused.text("/detail")).endsWith("Only the operator of this installation can.");
    }

    @Test
    void a_token_acts_only_on_those_its_role_governs() {
        var slug = organization("partner");
        var administrator = user(slug, "adam", "administrator");
        var manager = ApiClient.of(slug, "manager");
        assertThat(manager.delete(users(slug) + "/" + administrator).code()).isEqualTo("person-not-governed");
        assertThat(manager.patch(users(slug) + "/" + administrator, "{\"displayName\":\"X\"}")
                        .code())
                .isEqualTo("person-not-governed");
        assertThat(manager.put(users(slug) + "/" + administrator + "/role", "{\"role\":\"user\"}")
                        .code())
                .isEqualTo("person-not-governed");
        var reader = ApiClient.of(slug, "read_only");
        var refused = reader.delete(users(slug) + "/" + administrator);
        assertThat(refused.code()).isEqualTo("forbidden");
        assertThat(refused.text("/detail")).contains("“Delete and restore users”");
    }

    @Test
    void a_profile_changes_field_by_field_and_null_empties() {
        var slug = organization("marketplace");
        var body = """
                {"email":"%s","firstName":"Ada","lastName":"Byron",
                 "phone":{"countryCode":"+44","number":"20 7946 0018"}}
                """.formatted(address(slug, "ada"));
        var refused = operator.post(users(slug), body);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/field")).isEqualTo("groups");
        var organization = Ids.read(operator.get("/organizations/" + slug).text("/id"))
                .map(OrganizationId::new)
                .orElseThrow();
        var typed = new UserDraft(
                ProfileInput.named(address(slug, "ada"), "Ada", "Byron").with(new Phone("+44", "20 7946 0018")),
                null,
                List.of("Administrators"),
                null,
                null);
        var hashed = TestServer.get().bean(Passwords.class).hash("Plum-Kettle-42!");
        var ada = TestServer.get().bean(Users.class).create(TestServer.OPERATOR, organization, typed, hashed);
        var path = users(slug) + "/" + ada.id();
        assertThat(operator.get(path).text("/phone/countryCode")).isEqualTo("+44");
        var changed = operator.patch(path, "{\"lastName\":\"Lovelace\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("/displayName")).isEqualTo("Ada Lovelace");
        assertThat(changed.text("/phone/number")).isEqualTo("20 7946 0018");
        assertThat(operator.patch(path, "{\"phone\":null}").json().at("/phone").isNull())
                .isTrue();
        var emptied = operator.patch(path, "{\"firstName\":null}");
        assertThat(emptied.status()).isEqualTo(422);
        assertThat(emptied.text("/errors/0/field")).isEqualTo("firstName");
    }

    @Test
    void if_match_refuses_what_has_changed_in_the_meantime() {
        var slug = organization("partner");
        var path = users(slug) + "/" + user(slug, "ada");
        var old = operator.get(path).header("ETag").orElseThrow();
        var changed = operator.patch(path, "{\"displayName\":\"Ada L.\"}", "If-Match", old);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isPresent().isNotEqualTo(Optional.of(old));

        assertThat(operator.patch(path, "{\"displayName\":\"Ada B.\"}", "If-Match", old)
                        .status())
                .isEqualTo(412);
        assertThat(operator.send("PUT", path + "/role", "{\"role\":\"manager\"}", "If-Match", old)
                        .code())
                .isEqualTo("precondition-failed");
        assertThat(operator.delete(path, "If-Match", old).status()).isEqualTo(412);
        assertThat(operator.get(path).text("/displayName")).isEqualTo("Ada L.");
        var current = operator.get(path).header("ETag").orElseThrow();
        assertThat(operator.delete(path, "If-Match", "\"0\", " + current).status())
                .isEqualTo(204);
    }

    @Test
    void a_role_changes() {
        var slug = organization("partner");
        var path = users(slug) + "/" + user(slug, "ada");
        var changed = operator.put(path + "/role", "{\"role\":\"manager\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("/role")).isEqualTo("manager");
        assertThat(operator.put(path + "/role", "{\"role\":\"emperor\"}").text("/errors/0/code"))
                .isEqualTo("unknown");
        assertThat(operator.put(path + "/role", "{}").text("/errors/0/code")).isEqualTo("required");
    }

    @Test
    void a_deleted_user_leaves_the_list_and_is_restored_without_a_password() {
        var slug = organization("partner");
        var ada = user(slug, "ada");
        var path = users(slug) + "/" + ada;
        assertThat(operator.delete(path).status()).isEqualTo(204);
        assertThat(operator.get(users(slug)).items("id")).isEmpty();
        assertThat(operator.get(users(slug) + "?status=deleted").items("id")).containsExactly(ada);
        var twice = operator.delete(path);
        assertThat(twice.code()).isEqualTo("not-in-this-status");
        assertThat(twice.text("/detail")).isEqualTo("This user is deleted, so you cannot delete them.");

        var restored = operator.send("POST", path + "/restoration", null);
        assertThat(restored.status()).isEqualTo(200);
        assertThat(restored.text("/status")).isEqualTo("pending");
        assertThat(operator.get(users(slug)).items("id")).containsExactly(ada);
    }

    @Test
    void a_restoration_can_be_silent() {
        var slug = organization("partner");
        var ada = user(slug, "ada");
        var eve = user(slug, "eve");
        operator.delete(users(slug) + "/" + ada);
        operator.delete(users(slug) + "/" + eve);
        assertThat(operator.post(users(slug) + "/" + ada + "/restoration", "{\"mail\":false}")
                        .status())
                .isEqualTo(200);
        assertThat(operator.post(users(slug) + "/" + eve + "/restoration", "{}").status())
                .isEqualTo(200);
        assertThat(queuedFor(ada)).isEqualTo(1);
        assertThat(queuedFor(eve)).isEqualTo(2);
    }

    @Test
    void a_user_is_deactivated_and_activated_where_the_policy_offers_it() {
        var slug = organization("workspace");
        var created = operator.post(
                users(slug),
                "{\"email\":\"%s\",\"firstName\":\"Ada\",\"lastName\":\"Byron\",\"role\":\"member\"}"
                        .formatted(address(slug, "ada")));
        var path = users(slug) + "/" + created.text("/id");
        assertThat(operator.send("PUT", path + "/deactivation", null).text("/status"))
                .isEqualTo("inactive");
        assertThat(operator.send("PUT", path + "/deactivation", null).status()).isEqualTo(409);
        assertThat(operator.delete(path + "/deactivation").text("/status")).isEqualTo("active");
        var never = operator.delete(path);
        assertThat(never.code()).isEqualTo("not-offered");
        assertThat(never.text("/detail")).contains("does not allow users to be deleted");
    }

    @Test
    void a_password_reset_is_accepted_and_emailed() {
        var slug = organization("partner");
        var ada = user(slug, "ada");
        var sent = operator.send("POST", users(slug) + "/" + ada + "/password-reset", null);
        assertThat(sent.status()).isEqualTo(202);
        assertThat(sent.response().body()).isEmpty();
        assertThat(queuedFor(ada)).isEqualTo(2);
    }

    @Test
    void sessions_are_listed_and_ended() {
        var slug = organization("partner");
        var path = users(slug) + "/" + user(slug, "ada") + "/sessions";
        assertThat(operator.get(path).items("id")).isEmpty();
        assertThat(operator.delete(path).status()).isEqualTo(204);
        assertThat(ApiClient.of(slug, "user").get(path).code()).isEqualTo("forbidden");
    }

    @Test
    void a_list_of_120_users_pages_without_gap_or_repetition_in_every_order() {
        var slug = organization("partner");
        for (int i = 0; i < 120; i++) {
            user(slug, "user%03d".formatted((i * 37) % 120));
        }
        var byName = walk(users(slug) + "?limit=50&count=true&sort=name");
        assertThat(byName).hasSize(120).doesNotHaveDuplicates().isSorted();
        assertThat(walk(users(slug) + "?limit=50&sort=-name")).isEqualTo(byName.reversed());
        var newest = walk(users(slug) + "?limit=50&sort=-createdAt");
        assertThat(newest).hasSize(120).doesNotHaveDuplicates();
        assertThat(newest.getLast()).isEqualTo("user000");
        assertThat(walk(users(slug) + "?limit=200&sort=createdAt")).isEqualTo(newest.reversed());
        assertThat(walk(users(slug) + "?sort=lastSignInAt&limit=7"))
                .hasSize(120)
                .doesNotHaveDuplicates();

        var first = operator.get(users(slug) + "?count=true");
        assertThat(first.items("id")).hasSize(50);
        assertThat(first.json().at("/total").asInt()).isEqualTo(120);
        assertThat(operator.get(users(slug)).json().has("total")).isFalse();
        assertThat(operator.get(users(slug) + "?search=USER01&count=true")
                        .json()
                        .at("/total")
                        .asInt())
                .isEqualTo(10);
        assertThat(operator.get(users(slug) + "?role=manager&count=true")
                        .json()
                        .at("/total")
                        .asInt())
                .isZero();
        assertThat(operator.get(users(slug) + "?role=user&status=pending&limit=3")
                        .items("role"))
                .containsExactly("user", "user", "user");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,limit,out-of-range",
        "limit=201,limit,out-of-range",
        "limit=many,limit,out-of-range",
        "after=nonsense,after,cursor",
        "sort=password,sort,unknown",
        "sort=--name,sort,unknown",
        "status=removed,status,unknown",
        "status=sleepy,status,unknown",
        "role=emperor,role,unknown",
        "group=anything,group,unknown",
        "count=yes,count,true-or-false",
        "page=2,page,unknown",
        "search=a%00b,search,control-characters",
        "limit=1&limit=2,limit,repeated",
    })
    void a_list_refuses_what_it_does_not_know(String query, String field, String code) {
        var answer = operator.get(users(organization("partner")) + "?" + query);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("invalid");
        assertThat(answer.text("/errors/0/field")).isEqualTo(field);
        assertThat(answer.text("/errors/0/code")).isEqualTo(code);
        assertThat(answer.text("/errors/0/message")).isNotEmpty();
    }

    @Test
    void a_cursor_of_another_order_is_refused() {
        var slug = organization("partner");
        user(slug, "ada");
        user(slug, "eve");
        var next = operator.get(users(slug) + "?limit=1&sort=name").text("/next");
        assertThat(operator.get(users(slug) + "?limit=1&sort=createdAt&after=" + next)
                        .text("/errors/0/field"))
                .isEqualTo("after");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"displayName\":\"A\",\"colour\":\"red\"}|colour|unknown",
                "{\"displayName\":7}|displayName|type",
                "{\"displayName\":[\"A\"]}|displayName|type",
                "{\"displayName\":true}|displayName|type",
                "{\"phone\":\"+44 20\"}|phone|type",
                "{\"phone\":{\"number\":1}}|phone.number|type",
                "{\"phone\":{\"area\":\"x\"}}|phone.area|unknown",
                "{\"groups\":\"x\"}|groups|type",
                "{\"groups\":[null]}|groups.0|type",
                "{\"displayName\":\"A\",\"email\":\"a@x.example\",\"groups\":[\"x\"]}|groups|unknown",
                "{\"role\":\"a\\u0000\"}|role|control-characters",
                "{\"role\":\"\\ud800\"}|role|control-characters",
            })
    void a_body_with_what_is_not_asked_for_is_refused_at_its_field(String body, String field, String code) {
        var answer = operator.post(users(organization("partner")), body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/field")).isEqualTo(field);
        assertThat(answer.text("/errors/0/code")).isEqualTo(code);
    }

    @Test
    void everything_that_is_wrong_is_named_at_once() {
        var answer = operator.post(
                users(organization("workspace")),
                "{\"email\":\"nobody\",\"onboarding\":\"by_pigeon\",\"locale\":\"tlh\"}");
        assertThat(answer.json()
                        .at("/errors")
                        .valueStream()
                        .map(e -> e.at("/field").asString()))
                .containsExactlyInAnyOrder("email", "firstName", "lastName", "locale", "onboarding", "role");
    }

    // Problems

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{} {}", "[]", "\"text\"", "null", "", "{\"name\":\"a\",\"name\":\"b\"}", "{'name':'a'}"})
    void a_body_that_is_no_json_object_is_a_400(String body) {
        var answer = operator.post("/organizations", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed");
    }

    @Test
    void a_problem_carries_its_type_and_a_request_id() {
        var answer = operator.get("/organizations/nowhere");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("/type")).isEqualTo("/problems/not-found");
        assertThat(answer.text("/title")).isEqualTo("Not found");
        assertThat(answer.json().at("/status").asInt()).isEqualTo(404);
        assertThat(answer.header("X-Request-Id")).contains(answer.text("/requestId"));
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong", "roster_wrong"})
    void without_a_valid_token_everything_is_a_401(String token) {
        var nobody = ApiClient.with(token);
        for (var path : List.of("/me", "/organizations", "/organizations/nowhere/users", "/no/such/route")) {
            var answer = nobody.get(path);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("unauthenticated");
            assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
        }
    }

    @Test
    void methods_formats_and_sizes_that_do_not_fit_are_problems_too() {
        var method = operator.delete("/organizations");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.code()).isEqualTo("method-not-allowed");
        assertThat(method.header("Allow").orElseThrow()).contains("GET").contains("POST");
        var accept = operator.send("GET", "/me", null, "Accept", "text/html");
        assertThat(accept.status()).isEqualTo(406);
        assertThat(accept.code()).isEqualTo("not-acceptable");
        var type = operator.send("POST", "/organizations", "name=X", "Content-Type", "text/plain");
        assertThat(type.status()).isEqualTo(415);
        assertThat(type.code()).isEqualTo("unsupported-media-type");
        var form =
                operator.send("POST", "/organizations", "name=X", "Content-Type", "application/x-www-form-urlencoded");
        assertThat(form.code()).isEqualTo("unsupported-media-type");
        assertThat(operator.get("/no/such/route").code()).isEqualTo("not-found");
        assertThat(operator.get("/me?verbose=true").text("/errors/0/field")).isEqualTo("verbose");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json;charset=utf-16", "application/json;version=2", "*/*;q=0.1"})
    void a_client_that_accepts_json_gets_it_whatever_the_parameters(String accepted) {
        var answer = operator.send("GET", "/me", null, "Accept", accepted);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).contains("application/json");
    }

    @Test
    void yaml_is_not_taken_for_json() {
        var answer = operator.send(
                "POST", "/organizations", "name: Yam\npreset: partner", "Content-Type", "application/yaml");
        assertThat(answer.code()).isEqualTo("unsupported-media-type");
        assertThat(answer.header("Accept").orElseThrow()).doesNotContain("yaml");
    }

    @Test
    void what_the_container_refuses_by_itself_is_a_problem_like_any_other() {
        var address = operator.get("/organizations/a%2Fb");
        var headers = operator.send("GET", "/me", null, "X-Long", "x".repeat(100_000));
        var method = operator.send("TRACE", "/me", null);

        assertThat(List.of(address.code(), headers.code(), method.code()))
                .containsExactly("malformed", "malformed", "method-not-allowed");
        assertThat(List.of(address, headers, method)).allSatisfy(answer -> {
            assertThat(answer.text("/requestId")).isNotBlank();
            assertThat(answer.header("X-Request-Id")).contains(answer.text("/requestId"));
        });
    }

    @Test
    void a_body_that_is_too_large_is_refused_whether_it_says_its_size_or_not() {
        var body = "{\"name\":\"%s\"}".formatted("x".repeat(1024 * 1024));
        var announced = operator.post("/organizations", body);
        assertThat(announced.status()).isEqualTo(413);
        assertThat(announced.code()).isEqualTo("too-large");
        var chunked = HttpRequest.newBuilder(URI.create(TestServer.get().url("/api/v1/organizations")))
                .header("Authorization", "Bearer " + TestServer.get().operatorToken())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(body)))
                .build();
        assertThat(ApiClient.send(chunked).code()).isEqualTo("too-large");
    }

    @Test
    void an_id_that_is_none_names_nobody() {
        var slug = organization("partner");
        for (var id : List.of("ada", "1-1-1-1-1", UUID.randomUUID().toString())) {
            assertThat(operator.get(users(slug) + "/" + id).code()).isEqualTo("not-found");
            assertThat(operator.delete("/organizations/" + slug + "/api-tokens/" + id)
                            .code())
                    .isEqualTo("not-found");
        }
    }

    @Test
    void another_organization_is_not_there_whatever_the_route() {
        var own = organization("partner");
        var foreign = organization("partner");
        var ada = user(foreign, "ada");
        var administrator = ApiClient.of(own, "administrator");
        var id = operator.get("/organizations/" + foreign).text("/id");
        for (var name : List.of(foreign, id)) {
            for (var route : List.of(
                    "",
                    "/policy",
                    "/users",
                    "/users/" + ada,
                    "/users/" + ada + "/sessions",
                    "/address?email=a@b.example",
                    "/roles",
                    "/roles/user",
                    "/audit-events",
                    "/api-tokens")) {
                assertThat(administrator.get("/organizations/" + name + route).code())
                        .as(route)
                        .isEqualTo("not-found");
            }
        }
        // The id of someone elsewhere, in a path of one's own organization.
        assertThat(administrator.get(users(own) + "/" + ada).code()).isEqualTo("not-found");
        assertThat(administrator.delete(users(own) + "/" + ada).code()).isEqualTo("not-found");
        assertThat(administrator
                        .put(users(own) + "/" + ada + "/role", "{\"role\":\"user\"}")
                        .code())
                .isEqualTo("not-found");
    }

    @Test
    void asking_for_addresses_all_the_time_is_slowed_down() {
        var slug = organization("partner");
        var manager = ApiClient.of(slug, "manager");
        Answer last = null;
        for (int i = 0; i < 320 && (last == null || last.status() == 200); i++) {
            last = manager.get("/organizations/" + slug + "/address?email=a%d@b.example".formatted(i));
        }
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.code()).isEqualTo("too-many-requests");
        assertThat(Integer.parseInt(last.header("Retry-After").orElseThrow())).isBetween(1, 60);
        assertThat(last.text("/detail")).contains("a minute");
        TestServer.get().clock().advance(Duration.ofMinutes(1));
        assertThat(manager.get("/organizations/" + slug + "/address?email=a@b.example")
                        .status())
                .isEqualTo(200);
        assertThat(manager.get("/organizations/" + slug + "/address").text("/errors/0/code"))
                .isEqualTo("required");
    }

    @Test
    void every_type_of_problem_has_a_page_in_both_languages() {
        for (var code : List.of("role-not-governed", "precondition-failed", "link-expired")) {
            var english = page("/problems/" + code, "en");
            assertThat(english.status()).isEqualTo(200);
            assertThat(english.response().body()).contains(code);
            assertThat(page("/problems/" + code, "de").response().body())
                    .contains(code)
                    .isNotEqualTo(english.response().body());
        }
        assertThat(page("/problems/no-such-code", "en").status()).isEqualTo(404);
    }

    // Roles, tokens, the audit log

    @Test
    void roles_are_named_by_their_keys() {
        var slug = organization("partner");
        var roles = operator.get("/organizations/" + slug + "/roles");
        assertThat(roles.items("key")).containsExactly("administrator", "manager", "user", "read_only");
        var manager = operator.get("/organizations/" + slug + "/roles/manager");
        assertThat(manager.json().at("/governs").valueStream().map(g -> g.asString()))
                .containsExactly("user", "read_only");
        assertThat(manager.json().at("/permissions").valueStream().map(g -> g.asString()))
                .contains("users.create")
                .doesNotContain("roles.manage");
        assertThat(operator.get("/organizations/" + slug + "/roles/emperor").code())
                .isEqualTo("not-found");
        var page = operator.get("/organizations/" + slug + "/roles?limit=3&count=true");
        assertThat(page.json().at("/total").asInt()).isEqualTo(4);
        assertThat(operator.get("/organizations/" + slug + "/roles?limit=3&after=" + page.text("/next"))
                        .items("key"))
                .containsExactly("read_only");
    }

    @Test
    void a_role_is_made_and_cannot_exceed_its_maker() {
        var slug = organization("partner");
        var path = "/organizations/" + slug + "/roles";
        var made = ApiClient.of(slug, "administrator").post(path, """
                        {"key":"auditor","name":"Auditor","permissions":["users.view","audit.view","profile.edit"],"governs":["read_only"]}
                        """);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).contains("/api/v1" + path + "/auditor");
        assertThat(made.text("/governs/0")).isEqualTo("read_only");
        assertThat(operator.post(path, "{\"key\":\"auditor\",\"name\":\"Again\"}")
                        .code())
                .isEqualTo("role-key-taken");
        var more = ApiClient.of(slug, "administrator")
                .post(path, "{\"key\":\"eraser\",\"name\":\"Eraser\",\"permissions\":[\"users.erase\"]}");
        assertThat(more.code()).isEqualTo("would-escalate");
        assertThat(operator.post(path, "{\"key\":\"Bad Key\",\"name\":\"\",\"permissions\":[\"users.fly\"]}")
                        .json()
                        .at("/errors")
                        .valueStream()
                        .map(e -> e.at("/field").asString()))
                .containsExactly("key", "name", "permissions");
    }

    @Test
    void a_token_has_a_role_that_its_maker_governs_and_dies_when_it_is_revoked() {
        var slug = organization("partner");
        var path = "/organizations/" + slug + "/api-tokens";
        var administrator = ApiClient.of(slug, "administrator");
        var made = administrator.post(path, "{\"name\":\"CI\",\"role\":\"manager\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().properties().stream().map(e -> e.getKey()))
                .containsExactly(
                        "id", "name", "role", "createdAt", "createdBy", "expiresAt", "lastUsedAt", "state", "secret");
        assertThat(administrator
                        .post(path, "{\"name\":\"CI\",\"role\":\"administrator\"}")
                        .code())
                .isEqualTo("role-not-governed");
        assertThat(ApiClient.of(slug, "manager")
                        .post(path, "{\"name\":\"CI\",\"role\":\"user\"}")
                        .code())
                .isEqualTo("forbidden");

        var listed = administrator.get(path);
        assertThat(listed.items("id")).contains(made.text("/id"));
        assertThat(listed.response().body()).doesNotContain("secret").doesNotContain(made.text("/secret"));
        var client = ApiClient.with(made.text("/secret"));
        assertThat(client.get(users(slug)).status()).isEqualTo(200);
        assertThat(administrator.delete(path + "/" + made.text("/id")).status()).isEqualTo(204);
        assertThat(client.get(users(slug)).status()).isEqualTo(401);
        assertThat(administrator.delete(path + "/" + made.text("/id")).status()).isEqualTo(404);
    }

    @Test
    void a_token_lives_as_long_as_it_was_meant_to() {
        var path = "/organizations/" + organization("partner") + "/api-tokens";
        var body = "{\"name\":\"CI\",\"role\":\"user\",\"expiresAt\":\"%s\"}";
        assertThat(operator.post(path, body.formatted("2001-01-01T00:00:00Z")).text("/errors/0/code"))
                .isEqualTo("past");
        assertThat(operator.post(path, body.formatted("2099")).text("/errors/0/code"))
                .isEqualTo("time");
        assertThat(operator.post(path, body.formatted("2099-01-01T01:00:00+01:00"))
                        .text("/expiresAt"))
                .isEqualTo("2099-01-01T00:00:00Z");
    }

    @Test
    void a_token_learns_who_it_is_and_what_it_may_do_where() {
        var slug = organization("partner");
        var me = ApiClient.of(slug, "manager").get("/me");
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.json().at("/operator").asBoolean()).isFalse();
        assertThat(me.text("/organizations/0/slug")).isEqualTo(slug);
        assertThat(me.text("/organizations/0/role")).isEqualTo("manager");
        assertThat(me.json().at("/organizations/0/governs").valueStream().map(g -> g.asString()))
                .containsExactly("user", "read_only");
        assertThat(me.json().at("/organizations/0/permissions").valueStream().map(g -> g.asString()))
                .contains("users.create");
        var operators = operator.get("/me");
        assertThat(operators.json().at("/operator").asBoolean()).isTrue();
        assertThat(operators.json().at("/organizations")).isEmpty();
    }

    @Test
    void the_audit_log_tells_who_did_what_the_newest_first() {
        var slug = organization("partner");
        var ada = user(slug, "ada");
        operator.put(users(slug) + "/" + ada + "/role", "{\"role\":\"manager\"}");
        var path = "/organizations/" + slug + "/audit-events";
        var log = operator.get(path + "?count=true");
        assertThat(log.items("action")).containsExactly("user.role_changed", "user.created", "organization.created");
        assertThat(log.json().at("/total").asInt()).isEqualTo(3);
        assertThat(log.text("/items/0/actor/kind")).isEqualTo("api_token");
        assertThat(log.text("/items/0/target/id")).isEqualTo(ada);
        assertThat(log.text("/items/0/before/role")).isEqualTo("user");
        assertThat(log.text("/items/0/after/role")).isEqualTo("manager");

        assertThat(operator.get(path + "?action=user.created").items("action")).containsExactly("user.created");
        assertThat(operator.get(path + "?target=" + ada + "&limit=1").items("action"))
                .containsExactly("user.role_changed");
        assertThat(operator.get(path + "?to=" + log.text("/items/1/at")).items("action"))
                .containsExactly("organization.created");
        assertThat(operator.get(path + "?actor=" + UUID.randomUUID()).items("id"))
                .isEmpty();
        var first = operator.get(path + "?limit=2");
        assertThat(operator.get(path + "?limit=2&after=" + first.text("/next")).items("action"))
                .containsExactly("organization.created");
        for (var query : List.of("from=yesterday", "actor=ada", "action=Drop%20Table", "sort=at")) {
            assertThat(operator.get(path + "?" + query).status()).isEqualTo(422);
        }
        var forbidden = ApiClient.of(slug, "user").get(path);
        assertThat(forbidden.code()).isEqualTo("forbidden");
        assertThat(forbidden.text("/detail")).contains("the permission “View the audit log”");
    }

    private String organization(String preset) {
        var slug = "org-%d".formatted(NUMBER.incrementAndGet());
        var created = operator.post(
                "/organizations", "{\"name\":\"%s\",\"slug\":\"%s\",\"preset\":\"%s\"}".formatted(slug, slug, preset));
        assertThat(created.status()).isEqualTo(201);
        return slug;
    }

    private String user(String slug, String name) {
        return user(slug, name, "user");
    }

    private String user(String slug, String name, String role) {
        var created = operator.post(
                users(slug),
                "{\"email\":\"%s\",\"displayName\":\"%s\",\"role\":\"%s\"}".formatted(address(slug, name), name, role));
        assertThat(created.status()).isEqualTo(201);
        return created.text("/id");
    }

    private List<String> walk(String path) {
        var names = new ArrayList<String>();
        var page = operator.get(path);
        names.addAll(page.items("displayName"));
        while (!page.json().at("/next").isNull()) {
            page = operator.get(path + "&after=" + page.text("/next"));
            names.addAll(page.items("displayName"));
        }
        return names;
    }

    private String answer(String slug, String name) {
        return operator.get("/organizations/" + slug + "/address?email=" + address(slug, name))
                .text("/answer");
    }

    private static int queuedFor(String user) {
        return TestServer.get()
                .bean(JdbcClient.class)
                .sql("select count(*) from mails where user_id = :user::uuid")
                .param("user", user)
                .query(Integer.class)
                .single();
    }

    private static Answer page(String path, String language) {
        return ApiClient.send(HttpRequest.newBuilder(URI.create(TestServer.get().url(path)))
                .header("Accept-Language", language)
                .build());
    }

    private static String users(String slug) {
        return "/organizations/" + slug + "/users";
    }

    private static String address(String slug, String name) {
        return "%s@%s.example".formatted(name, slug);
    }
}
