package dev.roster.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.groups.Groups;
import dev.roster.groups.NewGroup;
import dev.roster.organization.NewOrganization;
import dev.roster.organization.Organizations;
import dev.roster.support.ApiClient;
import dev.roster.support.ApiClient.Answer;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A policy is replaced as a whole, takes effect with the next request, and never locks anyone out. */
class PolicyTest {
    private static final TestServer SERVER = TestServer.get();
    private static final ApiClient OPERATOR = ApiClient.operator();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    // What is read can be written

    @ParameterizedTest
    @ValueSource(strings = {"partner", "workspace", "appliance", "marketplace"})
    void what_was_read_can_be_written_back_and_changes_nothing(String preset) {
        var company = SERVER.company(preset);
        var read = OPERATOR.get(path(company));

        var written = OPERATOR.put(path(company), read.response().body());

        assertThat(written.status()).isEqualTo(200);
        assertThat(written.response().body()).isEqualTo(read.response().body());
        assertThat(written.header("ETag")).isEqualTo(read.header("ETag")).contains("\"1\"");
        assertThat(changes(company)).isEmpty();
    }

    @Test
    void a_change_is_recorded_with_the_lines_that_changed_and_no_other() {
        var company = SERVER.company("partner");

        var changed = replace(company, policy -> {
            policy.putArray("onboarding").add("generated_password").add("email_link");
            object(policy, "/password").put("minLength", 12).putArray("requires");
            policy.put("linkedCompanies", false);
        });

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("/onboarding/0")).isEqualTo("generated_password");
        assertThat(changed.header("ETag")).contains("\"2\"");
        assertThat(OPERATOR.get(path(company)).response().body())
                .isEqualTo(changed.response().body());
        var event = changes(company).getFirst();
        assertThat(event.at("/before")).isEqualTo(JSON.readTree("""
                        {"onboarding": "email_link", "password.minLength": 8,
                         "password.requires": "lower, upper, digit, special", "linkedCompanies": true}"""));
        assertThat(event.at("/after")).isEqualTo(JSON.readTree("""
                        {"onboarding": "generated_password, email_link", "password.minLength": 12,
                         "password.requires": null, "linkedCompanies": false}"""));
    }

    // What it changes

    @Test
    void another_way_in_is_what_the_next_user_gets() {
        var company = SERVER.company("partner");
        assertThat(create(company, "").json().has("generatedPassword")).isFalse();

        replace(company, policy -> {
            policy.putArray("onboarding").add("generated_password");
            policy.put("changeGeneratedPassword", true);
        });

        var created = create(company, "");
        assertThat(created.text("/status")).isEqualTo("active");
        var visitor = Visitor.of(SERVER).signIn(created.text("/email"), created.text("/generatedPassword"));
        assertThat(visitor.get(company.path("/users")).location()).isEqualTo("/me/password");
        assertThat(field(create(company, ",\"onboarding\":\"email_link\""))).isEqualTo("onboarding unknown");
    }

    @Test
    void a_handed_over_password_may_stay_where_the_policy_lets_it() {
        var company = SERVER.company("workspace");
        replace(company, policy -> policy.put("changeGeneratedPassword", false));

        var created = create(company, ",\"firstName\":\"Ada\",\"lastName\":\"Byron\",\"role\":\"admin\"");

        var visitor = Visitor.of(SERVER).signIn(created.text("/email"), created.text("/generatedPassword"));
        assertThat(visitor.get(company.path("/users")).status()).isEqualTo(200);
    }

    @Test
    void what_is_asked_of_a_new_user_is_asked() {
        var company = SERVER.company("partner");

        replace(company, policy -> {
            object(policy, "/newUser")
                    .put("name", "first_and_last")
                    .put("username", true)
                    .put("phone", true);
            policy.putNull("defaultRole");
        });

        var refused = create(company, ",\"displayName\":\"Ada Byron\"");
        assertThat(refused.json()
                        .at("/errors")
                        .valueStream()
                        .map(e ->
                                e.at("/field").asString() + " " + e.at("/code").asString()))
                .containsExactlyInAnyOrder(
                        "username required", "firstName required", "lastName required", "role required");
        var form = company.person("administrator").signIn().get(company.path("/users/new"));
        assertThat(form.body()).contains("name=\"username\"", "name=\"firstName\"", "name=\"phoneNumber\"");
    }

    @Test
    void the_default_role_is_given_where_none_is_chosen_and_the_first_user_gets_the_first_role() {
        var company = SERVER.company("workspace");

        replace(company, policy -> policy.put("defaultRole", "external").put("firstRole", "manager"));

        assertThat(SERVER.operator().get(company.path("/users/new")).body())
                .containsPattern("id=\"field-role-manager\"[^>]* checked");
        assertThat(create(company, ",\"firstName\":\"Ada\",\"lastName\":\"Byron\"")
                        .text("/role"))
                .isEqualTo("external");
    }

    @Test
    void a_stricter_rule_refuses_the_next_password_and_leaves_those_that_are_set() {
        var company = SERVER.company("appliance");
        var person = company.person("admin");
        var typed = ",\"username\":\"ada-%d\",\"role\":\"admin\",\"password\":\"Fig-Lantern-77!\"";
        assertThat(create(company, typed.formatted(System.nanoTime())).status()).isEqualTo(201);

        replace(company, policy -> object(policy, "/password").put("minLength", 20));

        assertThat(field(create(company, typed.formatted(System.nanoTime())))).isEqualTo("password too-short");
        assertThat(person.signIn().get(company.path("/users")).status()).isEqualTo(200);
    }

    @Test
    void only_the_ways_to_leave_that_are_offered_are_open() {
        var company = SERVER.company("partner");
        var user = "/organizations/" + company.slug() + "/users/"
                + company.quick("user").id();

        replace(company, policy -> policy.putArray("departures").add("deactivate"));

        assertThat(OPERATOR.delete(user).code()).isEqualTo("not-offered");
        assertThat(OPERATOR.put(user + "/deactivation", "{}").status()).isEqualTo(200);
    }

    @Test
    void a_username_is_refused_if_people_sign_in_with_their_address() {
        var company = SERVER.company("appliance");
        var person = company.person("admin");
        var username = person.email().replace('@', '.');
        Visitor.of(SERVER).signIn(username, Company.PASSWORD);

        replace(company, policy -> policy.putArray("signInWith").add("email"));

        var refused = SERVER.tryToSignIn(username, Company.PASSWORD);
        assertThat(refused.status()).isEqualTo(422);
        person.signIn();
    }

    @Test
    void a_link_works_as_long_as_the_policy_says() {
        var company = SERVER.company("partner");

        replace(company, policy -> object(policy, "/links").put("setPassword", 72));

        var person = company.pending("user");
        var hours = SERVER.bean(JdbcClient.class)
                .sql("select extract(epoch from expires_at - created_at) / 3600 from links where user_id = :user")
                .param("user", person.id().value())
                .query(Integer.class)
                .single();
        assertThat(hours).isEqualTo(72);
    }

    @Test
    void areas_of_the_product_stand_with_the_roles() {
        var company = SERVER.company("partner");

        replace(
                company,
                policy -> policy.putArray("productPermissions")
                        .addObject()
                        .put("key", "reports")
                        .put("name", "Reports")
                        .putArray("levels")
                        .add("view"));

        assertThat(company.person("administrator")
                        .signIn()
                        .get(company.path("/roles"))
                        .body())
                .contains("Reports: view");
    }

    @Test
    void the_terms_of_use_are_an_address_or_none() {
        var company = SERVER.company("marketplace");
        assertThat(OPERATOR.get(path(company)).json().at("/termsUrl").isNull()).isTrue();

        var changed = replace(company, policy -> policy.put("termsUrl", " https://meridian.example/terms?v=2 "));

        assertThat(changed.text("/termsUrl")).isEqualTo("https://meridian.example/terms?v=2");
        assertThat(SERVER.bean(Organizations.class).get(company.id()).policy().termsUrl())
                .isEqualTo("https://meridian.example/terms?v=2");
        var cleared = PolicyForms.open(SERVER.operator(), company.path("/settings/policy"))
                .with("termsUrl", "")
                .save();
        assertThat(cleared.status()).isEqualTo(303);
        assertThat(OPERATOR.get(path(company)).json().at("/termsUrl").isNull()).isTrue();
    }

    @Test
    void invitations_can_be_offered_beside_other_ways_and_each_has_its_place_at_the_button() {
        var company = SERVER.company("partner");
        var administrator = company.visitor("administrator");
        replace(
                company,
                policy -> policy.putArray("onboarding")
                        .add("email_link")
                        .add("generated_password")
                        .add("invitation"));

        var list = administrator.get(company.path("/users")).body();

        assertThat(list)
                .containsPattern("(?s)btn-primary\" href=\"" + company.path("/users/new") + "\"[^>]*>.*Create user")
                .contains("href=\"" + company.path("/users/new?onboarding=generated_password") + "\"")
                .contains("href=\"" + company.path("/invitations/new") + "\"");
        var form = administrator.get(company.path("/users/new?onboarding=generated_password"));
        assertThat(form.body())
                .containsPattern("id=\"field-onboarding-generated_password\"[^>]* checked")
                .doesNotContain("id=\"field-onboarding-invitation\"");
        assertThat(administrator
                        .get(company.path("/users/new?onboarding=typed_password"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void where_people_are_invited_the_button_leads_there() {
        var company = SERVER.company("partner");
        var administrator = company.visitor("administrator");
        replace(
                company,
                policy -> policy.putArray("onboarding").add("invitation").add("email_link"));

        var list = administrator.get(company.path("/users")).body();

        assertThat(list)
                .containsPattern(
                        "(?s)btn-primary\" href=\"" + company.path("/invitations/new") + "\"[^>]*>.*Invite user")
                .contains("href=\"" + company.path("/users/new?onboarding=email_link") + "\"");
        assertThat(administrator
                        .get(company.path("/users/new?onboarding=invitation"))
                        .location())
                .isEqualTo(company.path("/invitations/new"));
        replace(company, policy -> policy.putArray("onboarding").add("invitation"));
        assertThat(administrator.get(company.path("/users/new")).location())
                .isEqualTo(company.path("/invitations/new"));
        assertThat(administrator.get(company.path("/users")).body()).doesNotContain("?onboarding=");
    }

    @Test
    void groups_are_asked_for_once_there_is_one_and_chosen_on_the_form() {
        var company = SERVER.company("partner");
        var administrator = company.visitor("administrator");
        var asking = PolicyForms.open(SERVER.operator(), company.path("/settings/policy"))
                .with("newUser.groups", "true");
        assertThat(asking.save().fieldError("newUser.groups-true")).contains("Create a group first");
        var groups = SERVER.bean(Groups.class);
        var sellers = groups.create(
                TestServer.OPERATOR, company.id(), new NewGroup("Sellers", "", List.of("user"), Set.of()));
        var bosses = groups.create(
                TestServer.OPERATOR, company.id(), new NewGroup("Bosses", "", List.of("administrator"), Set.of()));

        assertThat(asking.save().status()).isEqualTo(303);

        assertThat(administrator.get(company.path("/users/new")).body())
                .contains("value=\"%s\" aria".formatted(sellers.id()))
                .contains("value=\"%s\" disabled".formatted(bosses.id()));
        var address = company.freshAddress();
        var form = Map.of("displayName", "Ada Byron", "email", address);
        var without = administrator.post(company.path("/users"), form);
        assertThat(without.fieldError("groups")).isNotBlank();
        var typed = new HashMap<>(form);
        typed.put("groups", sellers.id().toString());
        assertThat(administrator.post(company.path("/users"), typed).status()).isEqualTo(303);
        var created = OPERATOR.get("/organizations/" + company.slug() + "/users?search=" + address);
        assertThat(created.text("/items/0/groups/0")).isEqualTo(sellers.id().toString());
    }

    // What it refuses

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/onboarding                  | []                           | onboarding                       | none-chosen",
                "/onboarding                  | [`email_link`, `email_link`] | onboarding.1                     | repeated",
                "/onboarding                  | [`pigeon`]                   | onboarding.0                     | unknown",
                "/onboarding                  | [`EMAIL_LINK`]               | onboarding.0                     | unknown",
                "/onboarding                  | `email_link`                 | onboarding                       | type",
                "/newUser/name                | `nickname`                   | newUser.name                     | unknown",
                "/newUser/form                | ``                           | newUser.form                     | required",
                "/newUser/groups              | true                         | newUser.groups                   | no-groups",
                "/newUser/phone               | `yes`                        | newUser.phone                    | type",
                "/defaultRole                 | `emperor`                    | defaultRole                      | unknown",
                "/firstRole                   | `emperor`                    | firstRole                        | unknown",
                "/signInWith                  | [`username`]                 | signInWith                       | always-email",
                "/departures                  | []                           | departures                       | none-chosen",
                "/departures                  | [`delete`, `vanish`]         | departures.1                     | unknown",
                "/addressKnownElsewhere       | `invite`                     | addressKnownElsewhere            | needs-invitation",
                "/othersPasswords             | [`guess`]                    | othersPasswords.0                | unknown",
                "/password/minLength          | 7                            | password.minLength               | out-of-range",
                "/password/minLength          | 65                           | password.minLength               | out-of-range",
                "/password/minLength          | `8`                          | password.minLength               | type",
                "/password/minLength          | 8.5                          | password.minLength               | type",
                "/password/minLength          | 99999999999                  | password.minLength               | type",
                "/password/maxLength          | 129                          | password.maxLength               | out-of-range",
                "/password/minStrength        | 5                            | password.minStrength             | out-of-range",
                "/password/requires           | [`lower`, `runes`]           | password.requires.1              | unknown",
                "/links/setPassword           | 0                            | links.setPassword                | out-of-range",
                "/links/invitation            | 2161                         | links.invitation                 | out-of-range",
                "/productPermissions/0/key    | `Apps`                       | productPermissions.0.key         | key",
                "/productPermissions/0/name   | ` `                          | productPermissions.0.name        | required",
                "/productPermissions/0/levels | []                           | productPermissions.0.levels      | required",
                "/productPermissions/0/levels | [`view`, `view`]             | productPermissions.0.levels.1    | repeated",
                "/productPermissions/0/levels | [`vi ew`]                    | productPermissions.0.levels.0    | key",
                "/productPermissions/1/key    | `apps`                       | productPermissions.1.key         | repeated",
                "/termsUrl                    | `http://terms.example/`      | termsUrl                         | https-url",
                "/termsUrl                    | `javascript:alert(1)`        | termsUrl                         | https-url",
                "/termsUrl                    | `https:///terms`             | termsUrl                         | https-url",
                "/termsUrl                    | `https://ada@terms.example`  | termsUrl                         | https-url",
                "/termsUrl                    | `https://terms.example/ a`   | termsUrl                         | https-url",
                "/homeAddress                 | `http://app.example/`        | homeAddress                      | https-url",
                "/colour                      | `red`                        | colour                           | unknown",
                "/password/colour             | `red`                        | password.colour                  | unknown",
            })
    void what_does_not_fit_is_refused_at_its_line(String pointer, String value, String field, String code) {
        var company = SERVER.company("partner");
        var before = OPERATOR.get(path(company)).response().body();

        var refused = replace(company, policy -> {
            var areas = policy.putArray("productPermissions");
            for (var key : List.of("apps", "networks")) {
                areas.addObject()
                        .put("key", key)
                        .put("name", key)
                        .putArray("levels")
                        .add("view");
            }
            var parent = pointer.substring(0, pointer.lastIndexOf('/'));
            var name = pointer.substring(pointer.lastIndexOf('/') + 1);
            object(policy, parent).set(name, JSON.readTree(value.replace('`', '"')));
        });

        assertThat(refused.status()).as(refused.response().body()).isEqualTo(422);
        assertThat(field(refused)).isEqualTo(field + " " + code);
        assertThat(OPERATOR.get(path(company)).response().body()).isEqualTo(before);
    }

    @Test
    void every_line_must_be_there() {
        var company = SERVER.company("workspace");
        var lines = new ArrayList<String>();
        leaves(OPERATOR.get(path(company)).json(), "", lines);

        assertThat(lines).hasSizeGreaterThan(25);
        for (var line : lines) {
            var refused = replace(company, policy -> {
                var parent = line.substring(0, line.lastIndexOf('/'));
                object(policy, parent).remove(line.substring(line.lastIndexOf('/') + 1));
            });
            assertThat(field(refused)).isEqualTo(line.substring(1).replace('/', '.') + " required");
        }
        assertThat(OPERATOR.put(path(company), "{}").json().at("/errors")).hasSizeGreaterThan(20);
    }

    @Test
    void who_read_an_older_version_overwrites_nothing() {
        var company = SERVER.company("partner");
        var seen = OPERATOR.get(path(company)).header("ETag").orElseThrow();
        var changed = replace(company, policy -> policy.put("linkedCompanies", false))
                .response()
                .body();

        var late = OPERATOR.send("PUT", path(company), changed.replace("false", "true"), "If-Match", seen);

        assertThat(late.code()).isEqualTo("precondition-failed");
        assertThat(late.status()).isEqualTo(412);
        assertThat(OPERATOR.get(path(company)).response().body()).isEqualTo(changed);
        assertThat(OPERATOR.send("PUT", path(company), changed, "If-Match", "\"2\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void only_administrators_change_the_policy() {
        var company = SERVER.company("partner");
        var body = OPERATOR.get(path(company)).response().body();

        assertThat(company.client("manager").put(path(company), body).code()).isEqualTo("forbidden");
        var page = company.person("manager").signIn().get(company.path("/settings/policy"));
        assertThat(page.status()).isEqualTo(403);
    }

    @Test
    void usernames_stay_while_a_user_has_nothing_else_to_sign_in_with() {
        var company = SERVER.company("appliance");
        var person = company.quick("admin");
        company.quick("admin");
        SERVER.bean(JdbcClient.class)
                .sql("update users set email = null, email_key = null where id = :user")
                .param("user", person.id().value())
                .update();

        var refused = replace(company, policy -> policy.putArray("signInWith").add("email"));

        assertThat(field(refused)).isEqualTo("signInWith people-without-address");
        assertThat(refused.text("/errors/0/message")).startsWith("One person here has no email address");
    }

    @Test
    void deactivating_stays_while_a_user_is_deactivated() {
        var company = SERVER.company("workspace");
        for (var role : List.of("member", "external")) {
            var user = company.quick(role).id();
            OPERATOR.put("/organizations/" + company.slug() + "/users/" + user + "/deactivation", "{}");
        }

        var refused = replace(company, policy -> policy.putArray("departures").add("delete"));

        assertThat(field(refused)).isEqualTo("departures people-deactivated");
        assertThat(refused.text("/errors/0/message")).startsWith("2 people here are deactivated");
    }

    @Test
    void deleting_stays_while_a_user_is_deleted() {
        var company = SERVER.company("partner");
        OPERATOR.delete("/organizations/" + company.slug() + "/users/"
                + company.quick("user").id());

        var refused = replace(company, policy -> policy.putArray("departures").add("deactivate"));

        assertThat(field(refused)).isEqualTo("departures people-deleted");
    }

    @Test
    void an_administrator_cannot_offer_what_no_role_here_may_do() {
        var company = SERVER.company("partner");
        var visitor = company.person("administrator").signIn();
        var before = OPERATOR.get("/organizations/" + company.slug() + "/policy")
                .response()
                .body();

        var refused = PolicyForms.open(visitor, company.path("/settings/policy"))
                .with("departures", "deactivate")
                .save();

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("No role here has this permission: Deactivate and activate users");
        assertThat(OPERATOR.get("/organizations/" + company.slug() + "/policy")
                        .response()
                        .body())
                .isEqualTo(before);
    }

    @Test
    void linked_companies_stay_while_there_is_one() {
        var company = SERVER.company("partner");
        SERVER.bean(Organizations.class)
                .create(TestServer.OPERATOR, new NewOrganization("Child", null, "partner", company.slug()));

        var refused = replace(company, policy -> policy.put("linkedCompanies", false));

        assertThat(field(refused)).isEqualTo("linkedCompanies companies-linked");
    }

    @Test
    void an_area_stays_while_a_role_holds_something_of_it() {
        var company = SERVER.company("workspace");

        var refused = replace(company, policy -> policy.putArray("productPermissions"));

        assertThat(field(refused)).isEqualTo("productPermissions held-by-roles");
        assertThat(refused.text("/errors/0/message")).contains("creatives.view", "Admin, Manager, Member, External");
    }

    // In the console

    @ParameterizedTest
    @ValueSource(strings = {"partner", "workspace", "appliance"})
    void the_page_shows_the_policy_and_saving_it_as_it_is_changes_nothing(String preset) {
        var company = SERVER.company(preset);
        var administrator = SERVER.operator();
        var path = company.path("/settings/policy");

        var saved = PolicyForms.open(administrator, path).save();

        assertThat(saved.status()).isEqualTo(303);
        assertThat(administrator.get(path).sentence()).contains("Nothing was changed");
        assertThat(changes(company)).isEmpty();
    }

    @Test
    void an_administrator_changes_lines_and_sees_which() {
        var company = SERVER.company("partner");
        var administrator = company.person("administrator").signIn();
        var path = company.path("/settings/policy");

        var saved = PolicyForms.open(administrator, path)
                .with("onboarding", "email_link", "typed_password")
                .with("defaultOnboarding", "typed_password")
                .with("password.minLength", "14")
                .withArea("reports", "Reports", "view, edit")
                .save();

        assertThat(saved.location()).isEqualTo(path);
        var page = administrator.get(path);
        assertThat(page.sentence())
                .isEqualTo("Saved. Changed: First password, Minimum password length, Product permissions.");
        assertThat(page.value("password.minLength")).isEqualTo("14");
        assertThat(page.body()).contains("value=\"view, edit\"", "Manager can manage User, Read-only.");
        assertThat(OPERATOR.get(path(company)).json().at("/onboarding").toString())
                .isEqualTo("[\"typed_password\",\"email_link\"]");
        var log = administrator.get(company.path("/audit?action=organization.policy_changed"));
        assertThat(log.body()).contains("changed the policy", "Minimum password length");
    }

    @Test
    void an_area_is_removed_by_its_box() {
        var company = SERVER.company("partner");
        var operator = SERVER.operator();
        var path = company.path("/settings/policy");
        PolicyForms.open(operator, path).withArea("reports", "Reports", "view").save();

        PolicyForms.open(operator, path).with("area.remove", "0").save();

        assertThat(OPERATOR.get(path(company)).json().at("/productPermissions")).isEmpty();
    }

    @Test
    void invalid_input_is_shown_again_with_an_error_at_its_field() {
        var company = SERVER.company("partner");
        var administrator = company.person("administrator").signIn();

        var refused = PolicyForms.open(administrator, company.path("/settings/policy"))
                .with("departures")
                .with("links.setPassword", "soon")
                .with("password.maxLength", "100")
                .withArea("Reports!", "Reports", "view")
                .save();

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.fieldError("departures")).isEqualTo("Choose at least one.");
        assertThat(refused.fieldError("links.setPassword")).contains("from 1 to 2160");
        assertThat(refused.fieldError("productPermissions.0.key")).contains("lowercase letters");
        assertThat(refused.value("links.setPassword")).isEqualTo("soon");
        assertThat(refused.value("password.maxLength")).isEqualTo("100");
        assertThat(refused.value("area.key")).isEqualTo("Reports!");
        assertThat(changes(company)).isEmpty();
    }

    @Test
    void the_default_must_be_offered() {
        var company = SERVER.company("partner");
        var administrator = company.person("administrator").signIn();

        var refused = PolicyForms.open(administrator, company.path("/settings/policy"))
                .with("onboarding", "typed_password")
                .save();

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.fieldError("onboarding")).contains("choose another default");
    }

    @Test
    void an_outdated_page_overwrites_nothing() {
        var company = SERVER.company("partner");
        var administrator = company.person("administrator").signIn();
        var late = PolicyForms.open(administrator, company.path("/settings/policy"));
        replace(company, policy -> object(policy, "/links").put("setPassword", 48));

        var refused = late.with("links.resetPassword", "12").save();

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.sentence()).contains("This was changed in the meantime");
        assertThat(refused.value("links.resetPassword")).isEqualTo("12");
        assertThat(OPERATOR.get(path(company)).json().at("/links/resetPassword").asInt())
                .isEqualTo(24);
    }

    private static String path(Company company) {
        return "/organizations/" + company.slug() + "/policy";
    }

    private static Answer replace(Company company, Consumer<ObjectNode> change) {
        var policy = (ObjectNode) OPERATOR.get(path(company)).json();
        change.accept(policy);
        return OPERATOR.put(path(company), policy.toString());
    }

    private static Answer create(Company company, String more) {
        var name = more.contains("Name\"") || more.contains("username") ? "" : ",\"displayName\":\"Ada Byron\"";
        return OPERATOR.post(
                "/organizations/" + company.slug() + "/users",
                "{\"email\":\"%s\"%s%s}".formatted(company.freshAddress(), name, more));
    }

    /** The first invalid field, and the reason. */
    private static String field(Answer refused) {
        assertThat(refused.code()).isEqualTo("invalid");
        return refused.text("/errors/0/field") + " " + refused.text("/errors/0/code");
    }

    private static List<JsonNode> changes(Company company) {
        return OPERATOR.get("/organizations/" + company.slug() + "/audit-events?action=organization.policy_changed")
                .json()
                .at("/items")
                .valueStream()
                .toList();
    }

    private static ObjectNode object(ObjectNode policy, String pointer) {
        return (ObjectNode) policy.at(pointer);
    }

    private static void leaves(JsonNode node, String pointer, List<String> found) {
        if (node.isObject()) {
            node.propertyStream().forEach(p -> leaves(p.getValue(), pointer + "/" + p.getKey(), found));
            return;
        }
        found.add(pointer);
        for (int i = 0; pointer.equals("/productPermissions") && i < node.size(); i++) {
            leaves(node.get(i), pointer + "/" + i, found);
        }
    }
}
