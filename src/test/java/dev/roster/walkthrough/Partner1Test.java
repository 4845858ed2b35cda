package dev.roster.walkthrough;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.roster.support.Browser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import dev.roster.access.Expected;
import dev.roster.auditlog.AuditEvents;
import dev.roster.auditlog.AuditFilter;
import dev.roster.membership.Member;
import dev.roster.membership.MembershipStatus;
import dev.roster.password.Passwords;
import dev.roster.people.Memberships;
import dev.roster.people.RoleAssignments;
import dev.roster.people.Users;
import dev.roster.support.Browser;
import dev.roster.support.Browser.Window;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An administrator or manager of a company creates a user for it; the person sets a password and signs in. */
@Tag("browser")
class Partner1Test {
    private static final TestServer SERVER = TestServer.get();
    private static final Pattern FIELD = Pattern.compile("<input[^>]* name=\"(\\w+)\"[^>]*>");

    /** For a wrong password or an unknown user. */
    private static final int REFUSED = 422;

    private static Company company;
    private static Window administrator;

    @BeforeAll
    static void open() {
        company = SERVER.company("partner");
        administrator = Browser.get().open(SERVER).signIn(company.person("administrator"));
    }

    @AfterAll
    static void close() {
        administrator.close();
    }

    @Test
    void partner_1_the_whole_way_from_the_company_profile_to_the_first_sign_in() {
        var address = company.freshAddress();
        var page = administrator.go(company.path("")).page();

        page.getByRole(AriaRole.LINK, named(company.name() + " users")).click();
        page.getByRole(AriaRole.LINK, named("Create user")).click();
        page.getByLabel("Name").fill("Ada Lovelace");
        page.getByLabel("Email").fill(address);
        page.getByRole(AriaRole.BUTTON, named("Save")).click();
        assertThat(page.locator(".tab[aria-current=page]")).hasText("Role");
        assertThat(page.getByRole(AriaRole.RADIO, named("User"))).isChecked();
        page.getByRole(AriaRole.RADIO, named("Read-only")).check();
        page.getByRole(AriaRole.BUTTON, named("Save")).click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Ada Lovelace is now Read-only.");

        try (var person = Browser.get().open(SERVER)) {
            setPasswordAndSignIn(person, address);
        }
        assertThat(administrator.complaints()).isEmpty();
    }

    private static void setPasswordAndSignIn(Window person, String address) {
        var page = person.page();
        page.navigate(SERVER.mailbox(address).await(1).link());
        var rules = page.locator(".rules li.met");
        assertThat(rules).hasCount(0);
        var password = page.getByLabel("New password");
        password.pressSequentially("plum");
        assertThat(rules).hasCount(1);
        assertThat(rules).containsText("A lowercase letter");
        password.pressSequentially("-Kettle-42!");
        assertThat(rules).hasCount(5);
        page.getByRole(AriaRole.BUTTON, named("Set password")).click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Your password has been set. Sign in with it.");
        page.getByLabel("Email address or username").fill(address);
        page.locator("input[name=password]").fill("plum-Kettle-42!");
        page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
        assertThat(page.locator(".side-name").first()).hasText(company.name());
        assertThat(person.complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"administrator, true", "manager, true", "user, false", "read_only, false"})
    void partner_1_01_only_administrators_and_managers_create_users_and_everyone_sees_the_list(
            String role, boolean may) {
        var visitor = company.visitor(role);
        var address = company.freshAddress();

        var list = visitor.get(company.path("/users?search=administrator"));
        var created = visitor.post(company.path("/users"), Map.of("displayName", "Somebody", "email", address));

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.body()).contains(company.person("administrator").email());
        assertThat(list.body().contains("Create user")).isEqualTo(may);
        assertThat(visitor.get(company.path("/users/new")).status()).isEqualTo(may ? 200 : 403);
        assertThat(created.status()).isEqualTo(may ? 303 : 403);
        assertThat(isListed(address)).isEqualTo(may);
    }

    @Test
    void partner_1_02_the_tab_carries_the_companys_name_and_the_list_tells_name_address_and_role() {
        var somebody = company.another("read_only");
        var page = administrator
                .go(company.path("/users?search=" + somebody.email()))
                .page();

        assertThat(page.locator(".tab[aria-current=page]")).hasText(company.name() + " users");
        var row = page.locator("table.people tbody tr");
        assertThat(row).hasCount(1);
        assertThat(row).containsText(somebody.name());
        assertThat(row).containsText(somebody.email());
        assertThat(row).containsText("Read-only");
    }

    @Test
    void partner_1_03_the_form_asks_for_one_name_and_an_address_and_requires_both() {
        var visitor = company.visitor("administrator");
        var form = visitor.get(company.path("/users/new")).body();

        var refused = visitor.post(company.path("/users"), Map.of("displayName", " ", "email", ""));

        assertThat(FIELD.matcher(form).results().map(found -> found.group(1)).distinct())
                .contains("displayName", "email")
                .doesNotContain("firstName", "lastName", "username", "password");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("field-displayName-error", "field-email-error");
    }

    @Test
    void partner_1_04_the_address_is_what_the_person_signs_in_with() {
        var person = company.another("user");

        assertThat(SERVER.tryToSignIn(person.email(), Company.PASSWORD).status())
                .isEqualTo(303);
        assertThat(SERVER.tryToSignIn(" " + person.email().toUpperCase(Locale.ROOT), Company.PASSWORD)
                        .status())
                .isEqualTo(303);
        assertThat(SERVER.tryToSignIn(person.name(), Company.PASSWORD).status()).isEqualTo(REFUSED);
    }

    @Test
    void partner_1_05_saving_emails_a_link_and_only_the_person_ever_sees_the_password() {
        var address = company.freshAddress();
        var visitor = company.visitor("administrator");

        var created = visitor.post(company.path("/users"), Map.of("displayName", "Grace Hopper", "email", address));
        var shown = visitor.get(created.location());
        var letter = SERVER.mailbox(address).await(1);
        var withPassword = visitor.post(
                company.path("/users"),
                Map.of("displayName", "X", "email", company.freshAddress(), "password", Company.PASSWORD));

        assertThat(shown.body()).doesNotContain("type=\"password\"").doesNotContain(letter.linkPath());
        assertThat(letter.subject()).contains(company.name());
        assertThat(Visitor.of(SERVER).get(letter.linkPath()).body()).contains("Choose your password", address);
        assertThat(withPassword.status()).isEqualTo(422);
    }

    @Test
    void partner_1_06_the_address_of_an_active_user_is_refused_and_nothing_is_stored() {
        var taken = company.another("user");
        var before = company.visitor("administrator");

        var page = administrator.go(company.path("/users/new")).page();
        page.getByLabel("Name").fill("Second Owner");
        page.getByLabel("Email").fill(taken.email());
        page.getByLabel("Email").blur();
        assertThat(page.locator("#email-answer")).containsText("This email address is already in use here.");
        page.getByRole(AriaRole.BUTTON, named("Save")).click();

        assertThat(page.locator(".field-error")).containsText("Use another one.");
        assertThat(page.getByLabel("Name")).hasValue("Second Owner");
        assertThat(before.get(company.path("/users?search=Second+Owner")).body())
                .doesNotContain(taken.email() + "</bdi>");
    }

    @Test
    void partner_1_07_the_address_of_a_deleted_user_offers_to_restore_the_account() {
        var gone = deleted();

        var page = administrator.go(company.path("/users/new")).page();
        page.getByLabel("Name").fill("Back Again");
        page.getByLabel("Email").fill(gone.email());
        page.getByRole(AriaRole.BUTTON, named("Save")).click();
        page.getByRole(AriaRole.LINK, named("Restore this user")).click();
        page.getByRole(AriaRole.BUTTON, named("Restore")).click();

        assertThat(page.getByRole(AriaRole.STATUS)).containsText(gone.name() + " has been restored");
        assertThat(member(gone).status()).isEqualTo(MembershipStatus.PENDING);
    }

    @Test
    void partner_1_08_after_saving_the_role_tab_says_that_the_account_was_created_with_the_role_user() {
        var address = company.freshAddress();
        var visitor = company.visitor("manager");

        var created = visitor.post(company.path("/users"), Map.of("displayName", "Alan Turing", "email", address));
        var shown = visitor.get(created.location()).body();

        assertThat(created.location()).endsWith("/role");
        assertThat(shown).contains("Alan Turing has been created.").contains(address);
        assertThat(shown)
                .containsPattern("value=\"user\"[^>]* checked")
                .doesNotContainPattern("\"manager\"[^>]* checked");
    }

    @Test
    void partner_1_09_there_is_a_button_for_each_role_and_only_save_assigns_it() {
        var person = company.another("user");
        var page = administrator
                .go(company.path("/users/" + person.id() + "/role"))
                .page();

        assertThat(page.getByRole(AriaRole.RADIO)).hasCount(4);
        page.getByRole(AriaRole.RADIO, named("Manager")).check();
        assertThat(roleOf(person)).isEqualTo("user");
        page.getByRole(AriaRole.BUTTON, named("Save")).click();

        assertThat(page.getByRole(AriaRole.STATUS)).containsText("is now Manager");
        assertThat(roleOf(person)).isEqualTo("manager");
    }

    @ParameterizedTest
    @CsvSource({"user, manager", "read_only, manager", "manager, user", "user, read_only", "manager, read_only"})
    void partner_1_10_an_administrator_assigns_up_to_manager_and_lowers_who_is_no_administrator(
            String before, String after) {
        var person = company.another(before);

        var answer = changeRole(company.person("administrator"), person, after);

        assertThat(answer).isEqualTo(303);
        assertThat(roleOf(person)).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({"read_only, user", "user, read_only"})
    void partner_1_11_a_manager_assigns_up_to_user_and_lowers_who_is_below_manager(String before, String after) {
        var person = company.another(before);

        var answer = changeRole(company.person("manager"), person, after);

        assertThat(answer).isEqualTo(303);
        assertThat(roleOf(person)).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({
        "administrator, user, administrator",
        "administrator, manager, administrator",
        "manager, user, administrator",
        "manager, user, manager",
        "manager, manager, user",
        "manager, administrator, user",
        "administrator, administrator, user",
        "user, read_only, user",
        "read_only, user, read_only"
    })
    void partner_1_12_a_forged_form_beyond_ones_role_is_refused_and_changes_nothing(
            String actor, String before, String after) {
        var target = company.another(before);

        var answer = changeRole(company.person(actor), target, after);

        assertThat(answer).isEqualTo(403);
        assertThat(roleOf(target)).isEqualTo(before);
    }

    @Test
    void partner_1_12_a_stale_page_gives_a_failure_message_and_changes_nothing() {
        var manager = company.another("manager");
        var target = company.another("read_only");
        try (var window = Browser.get().open(SERVER).signIn(manager)) {
            var page =
                    window.go(company.path("/users/" + target.id() + "/role")).page();
            assertThat(page.getByRole(AriaRole.RADIO, named("Manager"))).isDisabled();
            page.getByRole(AriaRole.RADIO, named("User")).check();
            server(RoleAssignments.class)
                    .changeRole(TestServer.OPERATOR, company.id(), target.id(), "manager", Expected.ANY);

            page.getByRole(AriaRole.BUTTON, named("Save")).click();

            assertThat(page.getByRole(AriaRole.ALERT))
                    .containsText("With the role Manager, you cannot do this to a user with the role Manager.");
            assertThat(roleOf(target)).isEqualTo("manager");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"administrator", "manager", "user", "read_only"})
    void partner_1_13_nobody_changes_their_own_role(String role) {
        var person = company.another(role);
        var own = company.path("/users/" + person.id() + "/role");
        var visitor = person.visitor();

        assertThat(visitor.get(own).body())
                .contains("You cannot change it yourself.")
                .doesNotContain("type=\"radio\"");
        assertThat(changeRole(person, person, role.equals("user") ? "read_only" : "user"))
                .isEqualTo(403);
        assertThat(roleOf(person)).isEqualTo(role);
    }

    @Test
    void partner_1_14_a_person_signs_in_once_the_password_is_set_and_to_their_own_company_only() {
        var other = SERVER.company("partner");
        var person = company.pending("user");
        assertThat(SERVER.tryToSignIn(person.email(), Company.PASSWORD).status())
                .isEqualTo(REFUSED);

        var link = SERVER.mailbox(person.email()).await(1).linkPath();
        assertThat(Visitor.of(SERVER)
                        .post(link, Map.of("password", Company.PASSWORD))
                        .location())
                .isEqualTo("/login");
        var visitor = person.signIn();

        assertThat(visitor.get(company.path("/users")).status()).isEqualTo(200);
        assertThat(visitor.get(company.path("/users/new")).status()).isEqualTo(403);
        assertThat(visitor.get(other.path("/users")).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"administrator", "manager"})
    void partner_1_15_a_deleted_person_signs_in_again_only_after_restoring_and_a_new_password(String actor) {
        var person = company.another("user");
        var theirs = person.signIn();
        var visitor = company.visitor(actor);
        var path = company.path("/users/" + person.id());

        assertThat(visitor.get(path + "/delete").body()).contains("is signed out immediately");
        assertThat(visitor.post(path + "/delete", Map.of()).status()).isEqualTo(303);
        assertThat(theirs.get(company.path("/users")).status()).isNotEqualTo(200);
        assertThat(SERVER.tryToSignIn(person.email(), Company.PASSWORD).status())
                .isEqualTo(REFUSED);

        assertThat(visitor.post(path + "/restore", Map.of("mail", "true")).status())
                .isEqualTo(303);
        assertThat(member(person).email()).isEqualTo(person.email());
        assertThat(server(Passwords.class).find(person.id())).isEmpty();
        assertThat(SERVER.tryToSignIn(person.email(), Company.PASSWORD).status())
                .isEqualTo(REFUSED);

        var link = SERVER.mailbox(person.email()).await(2).linkPath();
        Visitor.of(SERVER).post(link, Map.of("password", "Teapot-Plum-77?"));
        assertThat(SERVER.tryToSignIn(person.email(), "Teapot-Plum-77?").status())
                .isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({
        "Plu-42!, at least 8 characters",
        "PLUM-KETTLE-42!, lowercase letter",
        "plum-kettle-42!, uppercase letter",
        "Plum-Kettle-!!, digit",
        "PlumKettle42, special character",
        "P@ssw0rd, known data breaches"
    })
    void partner_1_16_a_password_that_breaks_the_rule_is_refused_with_the_reason(String password, String reason) {
        var person = company.pending("user");
        var link = SERVER.mailbox(person.email()).await(1).linkPath();

        var answer = Visitor.of(SERVER).post(link, Map.of("password", password));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains(reason);
        assertThat(member(person).status()).isEqualTo(MembershipStatus.PENDING);
    }

    @Test
    void partner_1_every_step_is_in_the_audit_log_without_a_secret() {
        var person = company.another("user");
        changeRole(company.person("administrator"), person, "manager");

        var events = server(AuditEvents.class)
                .list(
                        TestServer.OPERATOR,
                        company.id(),
                        AuditFilter.target(person.id().value()),
                        null,
                        10)
                .items();

        assertThat(events).extracting(event -> event.action()).contains("user.created", "user.role_changed");
        assertThat(events.toString()).doesNotContain(Company.PASSWORD);
    }

    private static <T> T server(Class<T> type) {
        return SERVER.bean(type);
    }

    private static Person deleted() {
        var person = company.another("user");
        server(Memberships.class).delete(TestServer.OPERATOR, company.id(), person.id(), Expected.ANY);
        return person;
    }

    private static int changeRole(Person actor, Person target, String role) {
        return actor.visitor()
                .post(company.path("/users/" + target.id() + "/role"), Map.of("role", role))
                .status();
    }

    private static Member member(Person person) {
        return server(Users.class).get(TestServer.OPERATOR, company.id(), person.id());
    }

    private static String roleOf(Person person) {
        var role = member(person).role();
        return role == null ? "" : role.key();
    }

    private static boolean isListed(String address) {
        return company.visitor("administrator")
                .get(company.path("/users?search=" + address))
                .body()
                .contains("<bdi>" + address + "</bdi>");
    }
}
