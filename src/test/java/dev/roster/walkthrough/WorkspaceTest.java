package dev.roster.walkthrough;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.roster.support.Browser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.roster.membership.Member;
import dev.roster.membership.MembershipStatus;
import dev.roster.people.Memberships;
import dev.roster.people.Users;
import dev.roster.shared.UserId;
import dev.roster.support.ApiClient;
import dev.roster.support.Browser;
import dev.roster.support.Browser.Window;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** An Admin creates a user and hands over a generated password. */
@Tag("browser")
class WorkspaceTest {
    private static final TestServer SERVER = TestServer.get();
    private static final String OWN_PASSWORD = "tidal violet banjo 81";
    private static final int REFUSED = 422;

    private static Company company;
    private static Window admin;

    @BeforeAll
    static void open() {
        company = SERVER.company("workspace");
        admin = Browser.get().open(SERVER).signIn(company.person("admin"));
    }

    @AfterAll
    static void close() {
        admin.close();
    }

    @Test
    void workspace_the_whole_way_from_the_dialog_to_the_first_sign_in() {
        var address = company.freshAddress();
        var page = admin.go(company.path("")).page();

        page.getByRole(AriaRole.LINK, named("Users")).click();
        page.getByRole(AriaRole.LINK, named("Create user")).click();
        assertThat(page.locator("dialog[open]")).containsText("Create user");
        assertThat(page.locator("dialog[open]")).containsText("In " + company.name());
        fill(page, address);
        page.getByRole(AriaRole.RADIO, named("Member")).check();
        page.getByRole(AriaRole.BUTTON, named("Create")).click();
        var password = page.locator("dialog[open] #generated-password").textContent();
        assertThat(page.locator("dialog[open]")).containsText("This password is shown only once.");
        page.getByRole(AriaRole.LINK, named("I have handed it over")).click();
        assertThat(page.locator(".tab[aria-current=page]")).hasText("Role");
        assertThat(page.content()).doesNotContain(password);
        page.goBack();
        assertThat(page.locator("h1")).hasText("Users");
        assertThat(page.content()).doesNotContain(password);

        try (var person = Browser.get().open(SERVER)) {
            signInForTheFirstTime(person, address, password);
        }
        assertThat(SERVER.tryToSignIn(address, password).status()).isEqualTo(REFUSED);
        assertThat(admin.complaints()).isEmpty();
    }

    private static void signInForTheFirstTime(Window person, String address, String password) {
        person.signIn(address, password);
        assertThat(person.page()).hasURL(Pattern.compile(".*/me/password"));
        var theirs = person.page();
        theirs.navigate(company.path("/users"));
        assertThat(theirs).hasURL(Pattern.compile(".*/me/password"));
        theirs.getByLabel("Current password").fill(password);
        theirs.getByLabel("New password").fill(OWN_PASSWORD);
        theirs.locator("main button[type=submit]").click();
        assertThat(theirs).hasURL(Pattern.compile(".*/me"));
        assertThat(person.complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"manager", "member", "external"})
    void workspace_01_for_everyone_but_admins_the_list_does_not_exist(String role) {
        var visitor = company.visitor(role);
        var api = company.client(role);

        assertThat(visitor.get(company.path("")).location()).isEqualTo("/me");
        assertThat(visitor.get("/me").body()).doesNotContain(company.path("/users"));
        assertThat(visitor.get(company.path("/users")).status()).isEqualTo(403);
        assertThat(visitor.get(company.path("/users/new")).status()).isEqualTo(403);
        assertThat(visitor.post(company.path("/users"), form(company.freshAddress(), "external"))
                        .status())
                .isEqualTo(403);
        assertThat(api.get(users()).status()).isEqualTo(403);
        assertThat(api.get(users() + "/" + company.person("admin").id()).status())
                .isEqualTo(403);
    }

    @Test
    void workspace_02_nothing_limits_how_many_there_are() {
        var crowd = SERVER.company("workspace");
        for (int i = 0; i < 60; i++) {
            crowd.pending("external");
        }

        var answer = ApiClient.operator().get("/organizations/" + crowd.slug() + "/users?count=true&limit=200");

        assertThat(answer.text("/total")).isEqualTo("60");
        assertThat(answer.items("email")).hasSize(60);
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void workspace_03_the_password_is_shown_once_readable_aloud_and_only_its_hash_is_kept(CapturedOutput log) {
        var address = company.freshAddress();
        var created = company.visitor("admin").post(company.path("/users"), form(address, "member"));
        var password = password(created);
        var user = member(address).id();

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Cache-Control")).contains("no-store");
        assertThat(created.body())
                .contains("data-copy=\"" + password + "\"")
                .contains("This password is shown only once.");
        assertThat(password).matches("[a-zA-Z0-9]{4}(-[a-zA-Z0-9]{4}){3}").doesNotContainPattern("[0OoQD1lIi5Ss2Zz8B]");
        for (var page : List.of("", "/role", "/activity")) {
            assertThat(company.visitor("admin")
                            .get(company.path("/users/" + user + page))
                            .body())
                    .doesNotContain(password);
        }
        assertThat(log.getAll()).doesNotContain(password);
        assertThat(SERVER.everythingStored()).doesNotContain(password).contains("$argon2id$");
        assertThat(SERVER.mailbox(address).letters()).isEmpty();
    }

    @Test
    void workspace_03_leaving_before_the_password_was_copied_asks_first() {
        var page = openDialog();
        fill(page, company.freshAddress());
        page.getByRole(AriaRole.RADIO, named("Member")).check();
        page.getByRole(AriaRole.BUTTON, named("Create")).click();
        assertThat(page.locator("#generated-password")).isVisible();
        var asked = new AtomicBoolean();
        page.onceDialog(question -> {
            asked.set(question.message().contains("cannot be shown again"));
            question.dismiss();
        });

        page.keyboard().press("Escape");

        assertThat(page.locator("#generated-password")).isVisible();
        assertThat(asked.get()).isTrue();
        page.getByRole(AriaRole.LINK, named("I have handed it over")).click();
    }

    @Test
    void workspace_04_one_of_four_roles_must_be_chosen_and_each_says_what_it_may_edit_and_view() {
        var page = openDialog();
        var dialog = page.locator("dialog[open]");
        assertThat(dialog.getByRole(AriaRole.RADIO)).hasCount(4);
        assertThat(dialog.locator("input[type=radio]:checked")).hasCount(0);
        fill(page, company.freshAddress());

        page.getByRole(AriaRole.BUTTON, named("Create")).click();
        assertThat(dialog.locator("#field-role-error")).containsText("required");
        assertThat(page.getByLabel("First name")).hasValue("Grace");

        page.getByRole(AriaRole.RADIO, named("External")).check();
        assertThat(dialog.locator(".areas:visible")).hasCount(1);
        assertThat(dialog.locator(".areas:visible tbody th")).hasText(new String[] {"Apps", "Networks", "Creatives"});
        assertThat(dialog.locator(".areas:visible thead th")).hasText(new String[] {"edit", "view"});
        assertThat(dialog.locator(".areas:visible .held")).hasCount(1);
        page.getByRole(AriaRole.RADIO, named("Member")).check();
        assertThat(dialog.locator(".areas:visible .held")).hasCount(3);
        page.getByRole(AriaRole.RADIO, named("Manager")).check();
        assertThat(dialog.locator(".areas:visible .held")).hasCount(6);
        page.keyboard().press("Escape");
    }

    @Test
    void workspace_04_no_role_is_a_default_by_api() {
        var answer = company.client("admin")
                .post(users(), "{\"firstName\":\"A\",\"lastName\":\"B\",\"email\":\"" + company.freshAddress() + "\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/field")).isEqualTo("role");
    }

    @Test
    void workspace_05_users_who_were_handed_a_password_choose_their_own_first() {
        var address = company.freshAddress();
        var created = company.client("admin")
                .post(
                        users(),
                        "{\"firstName\":\"A\",\"lastName\":\"B\",\"email\":\"%s\",\"role\":\"admin\"}"
                                .formatted(address));
        var password = created.text("/generatedPassword");
        var visitor = Visitor.of(SERVER).signIn(address, password);

        assertThat(created.text("/status")).isEqualTo("active");
        for (var path : List.of(company.path("/users"), "/me", "/organizations")) {
            assertThat(visitor.get(path).location()).as(path).isEqualTo("/me/password");
        }
        assertThat(visitor.post(company.path("/users"), form(company.freshAddress(), "member"))
                        .location())
                .isEqualTo("/me/password");
        assertThat(visitor.post("/me/password", Map.of("present", password, "password", password))
                        .status())
                .isEqualTo(422);
        assertThat(visitor.post("/me/password", Map.of("present", password, "password", OWN_PASSWORD))
                        .status())
                .isEqualTo(303);
        assertThat(visitor.get(company.path("/users")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"admin, 303", "manager, 403", "member, 403", "external, 403"})
    void workspace_06_only_admins_give_another_user_a_password(String role, int status) {
        var person = company.another("member");
        var path = company.path("/users/" + person.id());
        var actor = company.visitor(role);

        var set = actor.post(path + "/set-password", Map.of("password", OWN_PASSWORD));
        var byApi = company.client(role).put(users() + "/" + person.id() + "/password", "{\"generate\":true}");

        assertThat(set.status()).isEqualTo(status);
        assertThat(byApi.status()).isEqualTo(status == 303 ? 200 : 403);
        assertThat(SERVER.tryToSignIn(person.email(), Company.PASSWORD).status())
                .isEqualTo(status == 303 ? REFUSED : 303);
        if (status == 303) {
            assertThat(SERVER.tryToSignIn(person.email(), OWN_PASSWORD).status())
                    .isEqualTo(REFUSED);
            assertThat(SERVER.tryToSignIn(person.email(), byApi.text("/generatedPassword"))
                            .status())
                    .isEqualTo(303);
        }
    }

    @Test
    void workspace_07_the_list_tells_name_address_role_last_sign_in_and_status() {
        var person = company.another("external");
        var row =
                admin.go(company.path("/users?search=" + person.email())).page().locator("table.people tbody tr");

        assertThat(row).hasCount(1);
        assertThat(row).containsText(person.name());
        assertThat(row).containsText(person.email());
        assertThat(row).containsText("External");
        assertThat(row).containsText("Never");
        assertThat(row).containsText("Active");
    }

    @Test
    void workspace_08_deactivating_in_the_row_ends_an_open_session_with_its_next_request() {
        var person = company.another("manager");
        var theirs = person.signIn();
        assertThat(theirs.get("/me").status()).isEqualTo(200);
        var page = admin.go(company.path("/users?search=" + person.email())).page();

        page.getByTitle("Actions for " + person.name()).click();
        page.getByRole(AriaRole.LINK, named("Deactivate")).click();
        assertThat(page.locator("dialog[open]")).containsText("is signed out immediately");
        page.getByRole(AriaRole.BUTTON, named("Deactivate")).click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("has been deactivated");
        assertThat(page).hasURL(Pattern.compile(".*/users\\?search=.*"));

        assertThat(theirs.get("/me").status()).isNotEqualTo(200);
        assertThat(SERVER.tryToSignIn(person.email(), Company.PASSWORD).status())
                .isEqualTo(REFUSED);
    }

    @Test
    void workspace_08_activating_on_the_users_page_gives_back_role_and_password() {
        var person = company.another("manager");
        SERVER.bean(Memberships.class).deactivate(TestServer.OPERATOR, company.id(), person.id());
        var page = admin.go(company.path("/users/" + person.id())).page();

        page.getByRole(AriaRole.LINK, named("Activate")).click();
        page.getByRole(AriaRole.BUTTON, named("Activate")).click();

        assertThat(page.getByRole(AriaRole.STATUS)).containsText("can sign in again");
        assertThat(member(person.email()).role())
                .extracting(Member.HeldRole::key)
                .isEqualTo("manager");
        assertThat(SERVER.tryToSignIn(person.email(), Company.PASSWORD).status())
                .isEqualTo(303);
    }

    @Test
    void workspace_09_nobody_is_ever_deleted() {
        var person = company.another("member");
        var path = company.path("/users/" + person.id());
        var actor = company.visitor("admin");

        assertThat(actor.get(path).body()).doesNotContain(path + "/delete").doesNotContain(path + "/erase");
        for (var action : List.of("/delete", "/erase")) {
            assertThat(actor.post(path + action, Map.of("confirm", person.email()))
                            .status())
                    .isEqualTo(403);
        }
        var operator = ApiClient.operator();
        assertThat(operator.delete(users() + "/" + person.id()).code()).isEqualTo("not-offered");
        assertThat(operator.post(users() + "/" + person.id() + "/erasure", "{\"confirm\":\"" + person.email() + "\"}")
                        .code())
                .isEqualTo("not-offered");
        assertThat(member(person.email()).status()).isEqualTo(MembershipStatus.ACTIVE);
    }

    @Test
    void workspace_10_an_admin_changes_role_and_details() {
        var person = company.another("member");
        var path = company.path("/users/" + person.id());
        var page = admin.go(path).page();

        page.getByLabel("First name").fill("Katherine");
        page.getByLabel("Last name").fill("Johnson");
        page.getByRole(AriaRole.BUTTON, named("Save")).click();
        assertThat(page.getByRole(AriaRole.HEADING, named("Katherine Johnson"))).isVisible();
        page.navigate(path + "/role");
        page.getByRole(AriaRole.RADIO, named("Manager")).check();
        page.getByRole(AriaRole.BUTTON, named("Save")).click();

        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Katherine Johnson is now Manager.");
        assertThat(member(person.email()).displayName()).isEqualTo("Katherine Johnson");
    }

    @ParameterizedTest
    @CsvSource({"admin, 303", "manager, 303", "member, 403", "external, 403"})
    void workspace_10_own_details_are_for_admins_and_managers_to_edit(String role, int status) {
        var person = company.another(role);
        var visitor = person.signIn();
        var typed = Map.of("firstName", "New", "lastName", "Name");

        assertThat(visitor.get("/me").body().contains("name=\"firstName\"")).isEqualTo(status == 303);
        assertThat(visitor.post("/me", typed).status()).isEqualTo(status);
        assertThat(visitor.post(company.path("/users/" + person.id()), typed).status())
                .isEqualTo(status);
        assertThat(member(person.email()).displayName().equals("New Name")).isEqualTo(status == 303);
    }

    @Test
    void workspace_11_an_admin_of_several_adds_to_the_one_that_is_selected_and_sees_which() {
        var person = company.another("admin");
        var second = SERVER.company("workspace");
        second.makeGuest(person, "admin");
        try (var window = Browser.get().open(SERVER).signIn(person)) {
            var page = window.go("/organizations").page();
            page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(second.name()))
                    .click();
            page.getByRole(AriaRole.LINK, named("Create user")).click();
            assertThat(page.locator("dialog[open]")).containsText("In " + second.name());
            var address = second.freshAddress();
            fill(page, address);
            page.getByRole(AriaRole.RADIO, named("Member")).check();
            page.getByRole(AriaRole.BUTTON, named("Create")).click();
            assertThat(page.locator("#generated-password")).isVisible();

            assertThat(found(second, address)).isTrue();
            assertThat(found(company, address)).isFalse();
        }
    }

    @Test
    void workspace_12_nobody_deactivates_themselves_or_the_last_active_admin() {
        var single = SERVER.company("workspace");
        var last = single.person("admin");
        var own = single.path("/users/" + last.id());
        var visitor = last.visitor();
        var machine = single.client("admin");
        var users = "/organizations/" + single.slug() + "/users/" + last.id();

        assertThat(visitor.post(own + "/deactivate", Map.of()).sentence()).contains("yourself");
        assertThat(visitor.post(own + "/change-role", Map.of("role", "member")).status())
                .isEqualTo(403);
        assertThat(machine.put(users + "/deactivation", "{}").code()).isEqualTo("last-administrator");
        assertThat(machine.put(users + "/role", "{\"role\":\"member\"}").code()).isEqualTo("last-administrator");
        assertThat(visitor.get(single.path("/users")).status()).isEqualTo(200);
    }

    private static Page openDialog() {
        var page = admin.go(company.path("/users")).page();
        page.getByRole(AriaRole.LINK, named("Create user")).click();
        assertThat(page.locator("dialog[open]")).containsText("Create user");
        return page;
    }

    private static void fill(Page page, String address) {
        var dialog = page.locator("dialog[open]");
        dialog.getByLabel("First name").fill("Grace");
        dialog.getByLabel("Last name").fill("Hopper");
        dialog.getByLabel("Email").fill(address);
    }

    private static Map<String, String> form(String address, String role) {
        return Map.of("firstName", "Grace", "lastName", "Hopper", "email", address, "role", role);
    }

    private static String password(Visitor.Answer answer) {
        var shown = Pattern.compile("id=\"generated-password\">([^<]+)<").matcher(answer.body());
        assertThat(shown.find()).isTrue();
        return shown.group(1);
    }

    private static boolean found(Company where, String address) {
        return !ApiClient.operator()
                .get("/organizations/" + where.slug() + "/users?search=" + address)
                .items("email")
                .isEmpty();
    }

    private static Member member(String address) {
        var id = ApiClient.operator()
                .get(users() + "?search=" + address)
                .items("id")
                .getFirst();
        return SERVER.bean(Users.class).get(TestServer.OPERATOR, company.id(), new UserId(UUID.fromString(id)));
    }

    private static String users() {
        return "/organizations/" + company.slug() + "/users";
    }
}
