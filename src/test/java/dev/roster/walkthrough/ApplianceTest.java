package dev.roster.walkthrough;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.roster.support.Browser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.roster.support.ApiClient;
import dev.roster.support.Browser;
import dev.roster.support.Browser.Window;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An administrator manages the user list: usernames, typed passwords, permanent deletion. */
@Tag("browser")
class ApplianceTest {
    private static final TestServer SERVER = TestServer.get();
    private static final String TYPED = "Copper-Kiln-Orbit-9";
    private static final int REFUSED = 422;

    private static Company company;
    private static Window systemAdmin;

    @BeforeAll
    static void open() {
        company = SERVER.company("appliance");
        systemAdmin = Browser.get().open(SERVER).signIn(company.person("system_admin"));
    }

    @AfterAll
    static void close() {
        systemAdmin.close();
    }

    @Test
    void appliance_the_whole_way_from_creating_to_deleting() {
        var page = systemAdmin.go(company.path("")).page();
        page.getByRole(AriaRole.LINK, named("Users")).click();
        page.getByRole(AriaRole.LINK, named("Create user")).click();
        page.getByLabel("Username").fill("grace.h");
        var address = company.freshAddress();
        page.getByLabel("Email").fill(address);
        page.locator("input[name=password]").fill(TYPED);
        page.getByLabel("User role").selectOption("Ledger manager");
        page.getByRole(AriaRole.BUTTON, named("Create user")).click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("grace.h has been created");
        assertThat(page.locator("body")).not().containsText(TYPED);

        assertThat(firstSignIn("grace.h", TYPED)).isEqualTo(303);
        page.navigate(company.path("/users?search=grace.h"));
        choose(page, "grace.h", "Change role");
        page.getByRole(AriaRole.RADIO, named("Admin")).check();
        page.locator("dialog[open]")
                .getByRole(AriaRole.BUTTON, inside("Change role"))
                .click();
        assertThat(page.locator("table.people tbody tr")).containsText("Admin");

        choose(page, "grace.h", "Delete user");
        page.getByLabel("Type grace.h to confirm").fill("grace.h");
        page.locator("dialog[open]")
                .getByRole(AriaRole.BUTTON, inside("Delete user"))
                .click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("has been permanently deleted");
        assertThat(SERVER.tryToSignIn("grace.h", TYPED).status()).isEqualTo(REFUSED);
        assertThat(systemAdmin.complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"username", "password", "role"})
    void appliance_01_a_missing_one_is_named_at_its_field_and_what_was_typed_stays(String missing) {
        var typed = new HashMap<>(form("some.one" + missing));
        typed.put(missing, "");

        var answer = company.visitor("system_admin").post(company.path("/users"), typed);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.fieldError(missing)).contains("required");
        for (var field : List.of("username", "email")) {
            assertThat(answer.value(field)).isEqualTo(typed.get(field));
        }
        assertThat(answer.body()).doesNotContain(TYPED);
    }

    @Test
    void appliance_01_first_and_last_name_may_be_left_out() {
        var answer = company.visitor("system_admin").post(company.path("/users"), form("nameless.one"));
        var user = ApiClient.operator().get(users() + "?search=nameless.one");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(user.items("displayName")).containsExactly("nameless.one");
        assertThat(user.json().at("/items/0/firstName").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "system_admin, system_admin, 303",
        "system_admin, admin, 303",
        "system_admin, ledger_manager, 303",
        "admin, system_admin, 403",
        "admin, admin, 403",
        "admin, ledger_manager, 303",
        "ledger_manager, ledger_manager, 403"
    })
    void appliance_02_a_system_admin_governs_everyone_an_admin_only_ledger_managers(
            String actor, String role, int status) {
        var typed = new HashMap<>(form("by." + actor.replace('_', '.') + "." + role.replace('_', '.')));
        typed.put("role", role);
        var target = company.quick(role);
        var path = company.path("/users/" + target.id());

        assertThat(company.visitor(actor).post(company.path("/users"), typed).status())
                .isEqualTo(status);
        assertThat(company.visitor(actor).get(company.path("/users")).status())
                .isEqualTo(actor.equals("ledger_manager") ? 403 : 200);
        assertThat(company.visitor(actor)
                        .post(path + "/change-email", Map.of("email", company.freshAddress()))
                        .status())
                .isEqualTo(status);
        assertThat(company.visitor(actor)
                        .post(path + "/regenerate-password", Map.of())
                        .status())
                .isEqualTo(status == 303 ? 200 : status);
    }

    @Test
    void appliance_03_the_rule_is_ticked_off_while_typing_and_the_password_can_be_seen_until_it_is_sent() {
        var page = systemAdmin.go(company.path("/users/new")).page();
        var password = page.locator("input[name=password]");

        password.pressSequentially("short");
        assertThat(page.locator(".rules li.met")).hasCount(0);
        password.pressSequentially("-but-longer-now");
        assertThat(page.locator(".rules li.met")).hasCount(1);
        assertThat(password).hasAttribute("type", "password");
        assertThat(password).hasAttribute("autocomplete", "new-password");
        page.locator("[data-reveal]").click();
        assertThat(password).hasAttribute("type", "text");
        var weak = company.visitor("system_admin")
                .post(company.path("/users"), with(form("weak.one"), "password", "password1"));
        assertThat(weak.status()).isEqualTo(422);
        assertThat(weak.fieldError("password")).contains("known data breaches");
    }

    @Test
    void appliance_04_a_person_signs_in_with_username_or_email_and_chooses_their_own_password_first() {
        var address = company.freshAddress();
        company.visitor("system_admin").post(company.path("/users"), with(form("two.ways"), "email", address));

        for (var name : List.of("two.ways", "TWO.Ways", address, address.toUpperCase(Locale.ROOT))) {
            assertThat(SERVER.tryToSignIn(name, TYPED).status()).as(name).isEqualTo(303);
        }
        var visitor = Visitor.of(SERVER).signIn("two.ways", TYPED);
        assertThat(visitor.get("/me").location()).isEqualTo("/me/password");
    }

    @Test
    void appliance_05_the_gear_has_those_four_actions_less_those_that_the_actor_may_not_do() {
        var person = company.another("ledger_manager");
        var page =
                systemAdmin.go(company.path("/users?search=" + person.email())).page();
        page.getByTitle("Actions for " + person.name()).click();
        assertThat(page.locator("details[open] .dropdown-item"))
                .hasText(new String[] {"Change role", "Change email", "Regenerate password", "Delete user"});

        var admins = company.visitor("admin")
                .get(company.path("/users?search=person"))
                .body();
        var colleague = company.person("system_admin").id();
        assertThat(admins).contains("/users/" + person.id() + "/erase").contains("/users/" + colleague + "\"");
        assertThat(admins).doesNotContain("/users/" + colleague + "/erase");
        assertThat(company.visitor("system_admin").get(company.path("/users")).body())
                .doesNotContain("/users/" + colleague + "/erase");
    }

    @Test
    void appliance_06_the_new_address_signs_in_the_old_one_does_not_and_both_are_notified() {
        var person = company.another("ledger_manager");
        var theirs = person.signIn();
        var address = company.freshAddress();
        var page =
                systemAdmin.go(company.path("/users?search=" + person.email())).page();

        choose(page, person.name(), "Change email");
        page.getByLabel("New email address").fill("not an address");
        page.locator("dialog[open]")
                .getByRole(AriaRole.BUTTON, inside("Change email"))
                .click();
        assertThat(page.locator("#field-email-error")).isVisible();
        page.getByLabel("New email address").fill(address);
        page.locator("dialog[open]")
                .getByRole(AriaRole.BUTTON, inside("Change email"))
                .click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("signs in with " + address);

        assertThat(SERVER.tryToSignIn(address, Company.PASSWORD).status()).isEqualTo(303);
        assertThat(SERVER.tryToSignIn(person.email(), Company.PASSWORD).status())
                .isEqualTo(REFUSED);
        assertThat(theirs.get("/me").status()).isNotEqualTo(200);
        var told = SERVER.mailbox(person.email()).await(1);
        assertThat(told.subject()).contains("was changed");
        assertThat(told.text()).contains(company.person("system_admin").name()).doesNotContain(address);
        assertThat(SERVER.mailbox(address).await(1).text()).contains("You now sign in with " + address);
        assertThat(isVerified(person)).isEqualTo("false");
    }

    @Test
    void appliance_06_the_new_address_is_unverified_until_its_owner_confirms_it_by_the_emailed_link() {
        var person = company.another("ledger_manager");
        var address = company.freshAddress();
        company.client("system_admin").patch(users() + "/" + person.id(), "{\"email\":\"" + address + "\"}");
        var link = SERVER.mailbox(address).await(1).linkPath();
        var visitor = Visitor.of(SERVER);

        assertThat(visitor.get(link).body()).contains("Confirm your email address", address);
        assertThat(visitor.post(link, Map.of()).status()).isNotEqualTo(303);
        assertThat(visitor.post(link, Map.of("confirm", "")).status()).isNotEqualTo(303);
        assertThat(visitor.post(link, Map.of("password", TYPED)).status()).isEqualTo(404);
        assertThat(isVerified(person)).isEqualTo("false");
        assertThat(visitor.post(link, Map.of("confirm", "address")).status()).isEqualTo(303);
        assertThat(isVerified(person)).isEqualTo("true");
        assertThat(visitor.post(link, Map.of("confirm", "address")).status()).isEqualTo(410);
    }

    @Test
    void appliance_06_another_spelling_of_the_same_address_is_no_other_address() {
        var person = company.another("ledger_manager");
        var theirs = person.signIn();
        var spelled = person.email().toUpperCase(Locale.ROOT);

        var changed =
                company.client("system_admin").patch(users() + "/" + person.id(), "{\"email\":\"" + spelled + "\"}");

        assertThat(changed.text("/email")).isEqualTo(spelled);
        assertThat(theirs.get("/me").status()).isEqualTo(200);
        assertThat(SERVER.mailbox(person.email()).letters()).isEmpty();
    }

    @Test
    void appliance_09_saving_the_language_changes_no_name_and_does_not_ask_for_a_missing_username() {
        var person = company.quick("ledger_manager");
        var path = company.path("/users/" + person.id());
        SERVER.bean(JdbcClient.class)
                .sql("""
                        with person as (
                            update users set username = null, username_key = null where id = :user returning id)
                        update profiles set first_name = null, last_name = null, display_name = 'Dr. Ada Byron'
                          from person where user_id = person.id
                        """)
                .param("user", person.id().value())
                .update();

        var saved = company.visitor("system_admin")
                .post(path, Map.of("username", "", "firstName", "", "lastName", "", "locale", "de"));

        assertThat(saved.status()).isEqualTo(303);
        var user = ApiClient.operator().get(users() + "/" + person.id());
        assertThat(user.text("/displayName")).isEqualTo("Dr. Ada Byron");
        assertThat(user.text("/locale")).isEqualTo("de");
    }

    private static String isVerified(Person person) {
        return ApiClient.operator().get(users() + "/" + person.id()).text("/emailVerified");
    }

    @Test
    void appliance_06_an_address_in_use_is_refused_here_as_in_a_creation() {
        var person = company.quick("ledger_manager");
        var taken = company.quick("ledger_manager");
        var elsewhere = SERVER.company("partner").quick("user");
        var path = users() + "/" + person.id();
        var machine = company.client("system_admin");

        assertThat(machine.patch(path, "{\"email\":\"" + taken.email() + "\"}").code())
                .isEqualTo("address-active-here");
        assertThat(machine.patch(path, "{\"email\":\"" + elsewhere.email() + "\"}")
                        .code())
                .isEqualTo("address-known-elsewhere");
        assertThat(machine.patch(path, "{\"email\":\"" + company.freshAddress() + "\",\"firstName\":\"Eva\"}")
                        .text("/firstName"))
                .isEqualTo("Eva");
        assertThat(machine.patch(path, "{\"username\":\"" + taken.email().replace('@', '.') + "\"}")
                        .code())
                .isEqualTo("username-taken");
    }

    @Test
    void appliance_07_a_regenerated_password_is_shown_once_and_ends_the_old_one_and_the_sessions() {
        var person = company.another("ledger_manager");
        var theirs = person.signIn();
        var page =
                systemAdmin.go(company.path("/users?search=" + person.email())).page();

        choose(page, person.name(), "Regenerate password");
        page.locator("dialog[open]")
                .getByRole(AriaRole.BUTTON, inside("Regenerate password"))
                .click();
        var password = page.locator("#generated-password").textContent();
        page.getByRole(AriaRole.LINK, named("I have handed it over")).click();

        assertThat(page.content()).doesNotContain(password);
        assertThat(theirs.get("/me").status()).isNotEqualTo(200);
        assertThat(SERVER.tryToSignIn(person.email(), Company.PASSWORD).status())
                .isEqualTo(REFUSED);
        assertThat(Visitor.of(SERVER)
                        .signIn(person.email(), password)
                        .get("/me")
                        .location())
                .isEqualTo("/me/password");
        assertThat(systemAdmin.complaints()).isEmpty();
    }

    @Test
    void appliance_08_deleting_asks_for_the_username_and_cannot_be_undone() {
        var typed = form("final.farewell");
        var visitor = company.visitor("system_admin");
        var path = visitor.post(company.path("/users"), typed).location().replace("/role", "");
        var theirs = Visitor.of(SERVER).signIn("final.farewell", TYPED);

        assertThat(visitor.get(path + "/erase").body()).contains("Type final.farewell to confirm", "cannot be undone");
        var wrong = visitor.post(path + "/erase", Map.of("confirm", "final"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.fieldError("confirm")).contains("final.farewell");
        assertThat(visitor.post(path + "/erase", Map.of("confirm", "Final.Farewell"))
                        .status())
                .isEqualTo(303);

        assertThat(theirs.get("/me").status()).isNotEqualTo(200);
        assertThat(visitor.get(path).status()).isEqualTo(404);
        assertThat(visitor.post(path + "/restore", Map.of()).status()).isIn(403, 404);
        assertThat(SERVER.tryToSignIn("final.farewell", TYPED).status()).isEqualTo(REFUSED);
        assertThat(visitor.post(company.path("/users"), typed).status()).isEqualTo(303);
    }

    @Test
    void appliance_08_nothing_that_is_kept_names_who_was_deleted_and_the_audit_trail_stays() {
        var address = company.freshAddress();
        var typed = with(
                with(with(form("xylophon.quartz"), "firstName", "Xylophon"), "lastName", "Quartzberg"),
                "email",
                address);
        var visitor = company.visitor("system_admin");
        var path = visitor.post(company.path("/users"), typed).location().replace("/role", "");
        visitor.post(path, Map.of("username", "xylophon.quartz", "firstName", "Xylophona", "lastName", "Quartzberg"));
        visitor.post(path + "/change-email", Map.of("email", "xylophon." + address));
        var id = path.substring(path.lastIndexOf('/') + 1);
        var before = events(id);
        assertThat(SERVER.everythingStored()).contains("Quartzberg", address);

        visitor.post(path + "/erase", Map.of("confirm", "xylophon.quartz"));

        assertThat(SERVER.everythingStored().toLowerCase(Locale.ROOT)).doesNotContain("xylophon", "quartz", address);
        assertThat(events(id)).hasSize(before.size() + 1).containsAll(before).contains("user.erased");
        assertThat(visitor.get(company.path("/users")).body()).contains("has been permanently deleted");
        var log = visitor.get(company.path("/audit")).body();
        assertThat(log).contains("permanently deleted").doesNotContain("Xylophon");
    }

    @Test
    void appliance_09_everything_can_be_changed_later() {
        var person = company.another("ledger_manager");
        var path = company.path("/users/" + person.id());
        var page = systemAdmin.go(path).page();

        page.getByLabel("Username").fill("renamed.person");
        page.getByLabel("First name").fill("Re");
        page.getByLabel("Last name").fill("");
        page.getByRole(AriaRole.BUTTON, named("Save")).click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Saved.");
        page.getByRole(AriaRole.LINK, named("Set password")).click();
        page.locator("dialog[open] input[name=password]").fill("short");
        page.locator("dialog[open]")
                .getByRole(AriaRole.BUTTON, inside("Set password"))
                .click();
        assertThat(page.locator("dialog[open] #field-password-error")).containsText("at least 8");
        page.locator("dialog[open] input[name=password]").fill(TYPED);
        page.locator("dialog[open]")
                .getByRole(AriaRole.BUTTON, inside("Set password"))
                .click();

        assertThat(page.getByRole(AriaRole.STATUS)).containsText("has a new password");
        assertThat(SERVER.tryToSignIn("renamed.person", TYPED).status()).isEqualTo(303);
        assertThat(ApiClient.operator().get(users() + "/" + person.id()).text("/displayName"))
                .isEqualTo("Re");
    }

    @Test
    void appliance_10_without_the_right_there_is_neither_page_nor_action_and_the_api_refuses() {
        var person = company.person("ledger_manager");
        var target = company.quick("ledger_manager");
        var path = company.path("/users/" + target.id());
        var visitor = company.visitor("ledger_manager");
        var api = company.client("ledger_manager");
        var user = users() + "/" + target.id();

        assertThat(visitor.get("/me").body()).doesNotContain(company.path("/users"));
        assertThat(visitor.get(path).status()).isEqualTo(403);
        for (var action : List.of("change-role", "change-email", "regenerate-password", "set-password", "erase")) {
            assertThat(visitor.get(path + "/" + action).status()).as(action).isEqualTo(403);
            assertThat(visitor.post(path + "/" + action, Map.of("confirm", target.email()))
                            .status())
                    .as(action)
                    .isEqualTo(403);
        }
        assertThat(visitor.get(company.path("/users/" + person.id())).body()).doesNotContain("/erase");
        assertThat(api.get(users()).status()).isEqualTo(403);
        assertThat(api.put(user + "/password", "{\"generate\":true}").status()).isEqualTo(403);
        assertThat(api.post(user + "/erasure", "{\"confirm\":\"x\"}").status()).isEqualTo(403);
        assertThat(api.patch(user, "{\"email\":\"x@y.example\"}").status()).isEqualTo(403);
    }

    @Test
    void appliance_11_the_last_system_admin_stays_and_nobody_does_it_to_themselves() {
        var single = SERVER.company("appliance");
        var last = single.person("system_admin");
        var visitor = last.signIn();
        var own = single.path("/users/" + last.id());
        var machine = single.client("system_admin");
        var user = "/organizations/" + single.slug() + "/users/" + last.id();

        assertThat(visitor.get(single.path("/users")).body()).doesNotContain(own + "/erase");
        assertThat(visitor.post(own + "/erase", Map.of("confirm", last.email())).sentence())
                .contains("yourself");
        assertThat(visitor.post(own + "/change-role", Map.of("role", "admin")).sentence())
                .contains("yourself");
        assertThat(machine.post(user + "/erasure", "{\"confirm\":\"" + last.email() + "\"}")
                        .code())
                .isEqualTo("last-administrator");
        assertThat(machine.put(user + "/role", "{\"role\":\"admin\"}").code()).isEqualTo("last-administrator");
        single.quick("system_admin");
        assertThat(machine.post(user + "/erasure", "{\"confirm\":\"" + last.email() + "\"}")
                        .status())
                .isEqualTo(204);
    }

    private static void choose(Page page, String name, String action) {
        page.getByTitle("Actions for " + name).click();
        page.locator("details[open]").getByRole(AriaRole.LINK, inside(action)).click();
        assertThat(page.locator("dialog[open]")).isVisible();
    }

    private static List<String> events(String user) {
        return SERVER.bean(JdbcClient.class)
                .sql("select action from audit_events where target_id = :user::uuid order by id")
                .param("user", user)
                .query(String.class)
                .list();
    }

    private static Map<String, String> form(String username) {
        var form = new HashMap<String, String>();
        form.put("username", username);
        form.put("email", company.freshAddress());
        form.put("password", TYPED);
        form.put("role", "ledger_manager");
        return form;
    }

    private static Map<String, String> with(Map<String, String> form, String field, String value) {
        var changed = new HashMap<>(form);
        changed.put(field, value);
        return changed;
    }

    private static int firstSignIn(String name, String password) {
        var visitor = Visitor.of(SERVER).signIn(name, password);
        return visitor.post("/me/password", Map.of("present", password, "password", "Other-Copper-Kiln-7"))
                .status();
    }

    private static String users() {
        return "/organizations/" + company.slug() + "/users";
    }

    private static Locator.GetByRoleOptions inside(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
