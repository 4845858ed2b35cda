package dev.roster.walkthrough;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.roster.support.Browser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import dev.roster.access.Expected;
import dev.roster.company.Companies;
import dev.roster.company.Grants;
import dev.roster.people.Memberships;
import dev.roster.people.RoleAssignments;
import dev.roster.support.ApiClient;
import dev.roster.support.Browser;
import dev.roster.support.Browser.Window;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.Mailbox.Letter;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A team member of an agency resets the password of a linked company's user. */
@Tag("browser")
class Partner2Test {
    private static final TestServer SERVER = TestServer.get();
    private static final String ANOTHER_PASSWORD = "Fig-Lantern-77!";
    private static final Pattern REQUEST = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");

    private final Company agency = SERVER.company("partner");
    private final Company linked = SERVER.linkedTo(agency, "Bluebird Shoes");
    private final Person manager = agency.another("manager");

    /** The conditions for acting in a linked company, and how each of them ceases. */
    private enum Condition {
        MEMBER {
            @Override
            void lose(Company agency, Company linked, Person person) {
                SERVER.bean(Memberships.class).delete(TestServer.OPERATOR, agency.id(), person.id(), Expected.ANY);
            }
        },
        LINKED {
            @Override
            void lose(Company agency, Company linked, Person person) {
                SERVER.bean(Companies.class).unlink(TestServer.OPERATOR, agency.id(), linked.slug());
            }
        },
        ROLE {
            @Override
            void lose(Company agency, Company linked, Person person) {
                SERVER.bean(RoleAssignments.class)
                        .changeRole(TestServer.OPERATOR, agency.id(), person.id(), "user", Expected.ANY);
            }
        },
        GRANT {
            @Override
            void lose(Company agency, Company linked, Person person) {
                SERVER.bean(Grants.class).revoke(TestServer.OPERATOR, agency.id(), person.id(), linked.slug());
            }
        };

        abstract void lose(Company agency, Company linked, Person person);
    }

    @Test
    void partner_2_the_whole_way_from_the_companies_to_the_persons_sign_in() {
        agency.grant(manager, linked);
        var insider = linked.another("user");
        try (var window = Browser.get().open(SERVER).signIn(manager)) {
            var page = window.go(agency.path("")).page();

            page.getByRole(AriaRole.LINK, named("Companies")).click();
            page.locator("td.act a[href='" + linked.path("") + "']").click();
            assertThat(page.locator(".tab[aria-current=page]")).hasText("Bluebird Shoes users");
            page.getByRole(AriaRole.LINK, named(insider.name())).click();
            assertThat(page.locator(".bar-acting")).containsText("You are managing Bluebird Shoes");
            page.getByRole(AriaRole.LINK, named("Reset password")).click();
            page.locator("dialog button[type=submit]").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText(insider.email());

            try (var person = Browser.get().open(SERVER)) {
                setPasswordAndSignIn(person, insider);
            }
            page.getByRole(AriaRole.LINK, named("Back to " + agency.name())).click();
            assertThat(page.locator(".side-name").first()).hasText(agency.name());
            assertThat(page.locator(".bar-acting")).hasCount(0);
            assertThat(window.complaints()).isEmpty();
        }
    }

    private static void setPasswordAndSignIn(Window window, Person person) {
        var page = window.page();
        page.navigate(resetMail(person, 1).link());
        page.getByLabel("New password").fill(ANOTHER_PASSWORD);
        page.getByRole(AriaRole.BUTTON, named("Set password")).click();
        page.getByLabel("Email address or username").fill(person.email());
        page.locator("input[name=password]").fill(ANOTHER_PASSWORD);
        page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
        assertThat(page.locator(".side-name").first()).hasText("Bluebird Shoes");
        assertThat(page.locator(".bar-acting")).hasCount(0);
        assertThat(window.complaints()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Condition.class)
    void partner_2_01_with_any_of_the_four_conditions_missing_the_company_is_not_there(Condition missing) {
        agency.grant(manager, linked);
        var somebody = linked.quick("user");
        var path = linked.path("/users/" + somebody.id());
        var visitor = manager.signIn();
        assertThat(visitor.get(linked.path("/users")).status()).isEqualTo(200);
        assertThat(visitor.get(path).status()).isEqualTo(200);

        missing.lose(agency, linked, manager);

        if (missing == Condition.MEMBER) {
            assertThat(visitor.get(linked.path("/users")).location()).startsWith("/login");
            assertThat(SERVER.tryToSignIn(manager.email(), Company.PASSWORD).status())
                    .isEqualTo(422);
        } else {
            assertThat(visitor.get(path).status()).isEqualTo(404);
            assertThat(visitor.post(path + "/reset-password", Map.of()).status())
                    .isEqualTo(404);
            assertThat(visitor.get(linked.path("/users?search=x")).status()).isEqualTo(404);
            assertThat(visitor.get(agency.path("/users")).status()).isEqualTo(200);
            var there = visitor.get(linked.path("/users")).body();
            var nowhere = visitor.get("/o/no-such-company/users").body();
            assertThat(like(there, linked.slug())).isEqualTo(like(nowhere, "no-such-company"));
        }
        assertThat(mailsTo(somebody)).isZero();
    }

    /** A page without what differs at each request. */
    private static String like(String body, String slug) {
        var alike = REQUEST.matcher(body.replace(slug, "")).replaceAll("");
        return alike.replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
    }

    @Test
    void partner_2_01_no_role_lets_a_program_of_the_agency_into_the_company() {
        var person = linked.quick("user");
        var users = "/organizations/" + linked.slug() + "/users";

        for (var role : List.of("administrator", "manager")) {
            var program = agency.client(role);
            assertThat(program.get(users).status()).isEqualTo(404);
            assertThat(program.get(users + "/" + person.id()).status()).isEqualTo(404);
            assertThat(program.post(users + "/" + person.id() + "/password-reset", "{}")
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void partner_2_02_one_tab_lists_the_insiderusers_the_other_the_team_members_and_who_may_manage() {
        agency.grant(manager, linked);
        var administrator = agency.another("administrator");
        var colleague = agency.another("user");
        var insider = linked.another("user");
        var boss = linked.another("administrator");
        try (var window = Browser.get().open(SERVER).signIn(manager)) {
            var page = window.go(linked.path("/users")).page();
            assertThat(page.locator("td.who .person-name")).containsText(new String[] {insider.name(), boss.name()});
            assertThat(page.locator("td.who")).hasCount(2);

            page.getByRole(AriaRole.LINK, named("Team members with access")).click();
            assertThat(page.locator("td.who")).hasCount(3);
            assertThat(row(window, manager)).containsText("Yes");
            assertThat(row(window, administrator)).containsText("No");
            assertThat(row(window, colleague)).containsText("No");
            page.getByLabel("Can manage").selectOption("yes");
            assertThat(page.locator("td.who")).hasCount(1);
            assertThat(row(window, manager)).containsText("Manager");
            assertThat(window.complaints()).isEmpty();
        }
    }

    private static com.microsoft.playwright.Locator row(Window window, Person person) {
        return window.page()
                .locator("tbody tr")
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(person.name()));
    }

    @Test
    void partner_2_03_the_email_goes_to_the_users_own_address_and_the_team_member_sees_neither_link_nor_password() {
        agency.grant(manager, linked);
        var insider = linked.another("user");
        var visitor = manager.visitor();
        var path = linked.path("/users/" + insider.id());

        var asked = visitor.get(path + "/reset-password");
        var sent = visitor.post(path + "/reset-password", Map.of());
        var after = visitor.get(sent.location());
        var link = resetMail(insider, 1).linkPath();
        var log = visitor.get(linked.path("/audit"));

        assertThat(sent.status()).isEqualTo(303);
        assertThat(resetMails(manager)).isEmpty();
        for (var page : List.of(asked, after, log)) {
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).doesNotContain("/links/", link.substring(link.lastIndexOf('/') + 1), "Plum-Kettle");
        }
        assertThat(resetMail(insider, 1).text())
                .contains(manager.name() + " (" + agency.name() + ") asked us to send you a link");
        assertThat(SERVER.tryToSignIn(insider.email(), Company.PASSWORD).status())
                .as("the old password works until the new one is set")
                .isEqualTo(303);
    }

    @Test
    void partner_2_04_the_link_works_for_24_hours_and_a_new_reset_kills_the_earlier_one() {
        agency.grant(manager, linked);
        var insider = linked.another("user");
        var reset = linked.path("/users/" + insider.id() + "/reset-password");
        manager.visitor().post(reset, Map.of());
        var first = resetMail(insider, 1).linkPath();
        manager.visitor().post(reset, Map.of());
        var second = resetMail(insider, 2).linkPath();
        var person = Visitor.of(SERVER);

        assertThat(person.get(first).status()).isEqualTo(404);
        assertThat(person.get(first).body()).contains("Get a new link");
        SERVER.clock().advance(Duration.ofHours(24).minusMinutes(1));
        assertThat(person.get(second).status()).isEqualTo(200);
        SERVER.clock().advance(Duration.ofSeconds(61));
        var late = person.get(second);
        assertThat(late.status()).isEqualTo(410);
        assertThat(late.body()).contains("Get a new link");
        assertThat(person.post(second, Map.of("password", ANOTHER_PASSWORD)).status())
                .isEqualTo(410);

        manager.signIn().post(reset, Map.of());
        var third = resetMail(insider, 3).linkPath();
        assertThat(person.post(third, Map.of("password", ANOTHER_PASSWORD)).status())
                .isEqualTo(303);
        assertThat(SERVER.tryToSignIn(insider.email(), ANOTHER_PASSWORD).status())
                .isEqualTo(303);
    }

    @Test
    void partner_2_05_the_person_can_do_the_same_alone() {
        var insider = linked.another("user");
        var person = Visitor.of(SERVER);

        assertThat(person.get("/login").body()).contains("Forgot password?");
        person.post("/forgot-password", Map.of("email", insider.email()));
        var link = resetMail(insider, 1).linkPath();

        assertThat(person.post(link, Map.of("password", ANOTHER_PASSWORD)).status())
                .isEqualTo(303);
        assertThat(SERVER.tryToSignIn(insider.email(), ANOTHER_PASSWORD).status())
                .isEqualTo(303);
    }

    @Test
    void partner_2_06_every_page_there_names_the_organization_one_acts_for_and_leads_back() {
        agency.grant(agency.person("administrator"), linked);
        var insider = linked.quick("user");
        var visitor = agency.visitor("administrator");
        var user = "/users/" + insider.id();

        for (var path : List.of(
                "/users",
                "/users?status=deleted",
                "/users/new",
                "/team",
                user,
                user + "/role",
                user + "/sessions",
                user + "/companies",
                user + "/activity",
                user + "/reset-password",
                user + "/delete",
                "/roles",
                "/roles/new",
                "/companies",
                "/audit",
                "/settings",
                "/settings/policy",
                "/companies/new",
                "/users/" + agency.person("user").id())) {
            assertThat(visitor.get(linked.path(path)).body())
                    .as(path)
                    .contains("You are managing Bluebird Shoes as " + agency.name())
                    .contains("href=\"/o/" + agency.slug() + "\">Back to " + agency.name());
        }
        assertThat(visitor.get(agency.path("/users")).body()).doesNotContain("You are managing");
        assertThat(linked.visitor("administrator").get(linked.path("/users")).body())
                .doesNotContain("You are managing");
    }

    @Test
    void partner_2_06_what_is_done_lands_there_and_names_actor_home_and_company_on_both_sides() {
        agency.grant(manager, linked);
        var visitor = manager.visitor();
        var address = linked.freshAddress();

        visitor.post(linked.path("/users"), Map.of("displayName", "Nia Native", "email", address));

        var operator = ApiClient.operator();
        var there = operator.get("/organizations/" + linked.slug() + "/audit-events?action=user.created&limit=1");
        assertThat(there.text("/items/0/actor/id")).isEqualTo(manager.id().toString());
        assertThat(there.text("/items/0/actor/name")).isEqualTo(manager.name());
        assertThat(there.text("/items/0/homeOrganization"))
                .isEqualTo(agency.id().toString());
        assertThat(there.text("/items/0/organization")).isEqualTo(linked.id().toString());
        assertThat(there.text("/items/0/target/name")).isEqualTo("Nia Native");
        assertThat(operator.get("/organizations/" + agency.slug() + "/users?search=" + address.replace("@", "%40"))
                        .items("email"))
                .isEmpty();
        assertThat(linked.visitor("administrator").get(linked.path("/audit")).text())
                .contains(manager.name() + " created Nia Native.")
                .contains("On behalf of " + agency.name());
        var own = agency.visitor("administrator");
        assertThat(own.get(agency.path("/audit")).body()).doesNotContain("created (not shown)");
        for (var company : List.of("all", linked.slug())) {
            assertThat(visitor.get(agency.path("/audit?company=" + company)).text())
                    .contains(manager.name() + " created Nia Native.")
                    .contains("In Bluebird Shoes");
            assertThat(own.get(agency.path("/audit?company=" + company)).text())
                    .as("users who may not manage the company see that it was done, but not to whom")
                    .contains(manager.name() + " created (not shown).")
                    .doesNotContain("Nia Native");
        }
    }

    @Test
    void partner_2_06_two_companies_in_two_tabs_of_one_browser_do_not_mix_up() {
        var other = SERVER.linkedTo(agency, "Larkspur Books");
        agency.grant(manager, linked);
        agency.grant(manager, other);
        var here = linked.quick("user");
        var there = other.quick("user");
        try (var window = Browser.get().open(SERVER).signIn(manager)) {
            var first = window.go(linked.path("/users/" + here.id() + "/role")).page();
            var second = window.context().newPage();
            second.navigate(other.path("/users/" + there.id() + "/role"));
            assertThat(second.locator(".bar-acting")).containsText("Larkspur Books");

            first.getByRole(AriaRole.RADIO, named("Read-only")).check();
            first.getByRole(AriaRole.BUTTON, named("Save")).click();

            assertThat(first.locator(".bar-acting")).containsText("Bluebird Shoes");
            assertThat(first.getByRole(AriaRole.STATUS)).containsText("Read-only");
            second.reload();
            assertThat(second.locator(".bar-acting")).containsText("Larkspur Books");
            assertThat(second.getByRole(AriaRole.RADIO, named("User"))).isChecked();
        }
        assertThat(manager.visitor()
                        .post(linked.path("/users/" + there.id() + "/role"), Map.of("role", "read_only"))
                        .status())
                .as("a user of one company under the path of another")
                .isEqualTo(404);
    }

    @Test
    void partner_2_07_granting_requires_a_grant_and_a_receiver_with_at_least_manager() {
        var administrator = agency.another("administrator");
        var colleague = agency.another("user");
        var visitor = administrator.visitor();
        var add = agency.path("/users/" + manager.id() + "/companies/add");
        var toColleague = agency.path("/users/" + colleague.id() + "/companies/add");
        var form = Map.of("companies", linked.slug());

        var nobodyYet = visitor.post(add, form);
        assertThat(nobodyYet.status()).isEqualTo(403);
        assertThat(nobodyYet.sentence())
                .contains("You don't have access to Bluebird Shoes")
                .contains("The operator of this installation can help");
        agency.grant(agency.person("manager"), linked);
        assertThat(visitor.post(add, form).sentence())
                .contains(agency.person("manager").name() + " can.");

        agency.grant(administrator, linked);
        var refused = visitor.post(toColleague, form);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.sentence())
                .isEqualTo(colleague.name() + " has the role User, which cannot manage companies. Someone with the role"
                        + " Administrator at " + agency.name() + " can give them a role that does.");
        assertThat(visitor.get(agency.path("/users/" + colleague.id() + "/companies"))
                        .sentence())
                .isEqualTo(refused.sentence());
        assertThat(visitor.post(add, form).status()).isEqualTo(303);
        assertThat(manager.visitor().get(linked.path("/users")).status()).isEqualTo(200);
        assertThat(colleague.visitor().get(linked.path("/users")).status()).isEqualTo(404);
    }

    @Test
    void partner_2_08_revoking_ends_the_access_at_the_next_request_and_not_the_sign_in() {
        var administrator = agency.another("administrator");
        agency.grant(administrator, linked);
        agency.grant(manager, linked);
        var visitor = manager.signIn();
        assertThat(visitor.get(linked.path("/users")).status()).isEqualTo(200);
        try (var window = Browser.get().open(SERVER).signIn(administrator)) {
            var page = window.go(agency.path("/users/" + manager.id() + "/companies"))
                    .page();
            page.locator("td.act a").click();
            assertThat(page.locator("dialog")).containsText("This does not end the sign-in");
            page.locator("dialog button[type=submit]").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("no longer has access to Bluebird Shoes");
            assertThat(window.complaints()).isEmpty();
        }
        assertThat(visitor.get(linked.path("/users")).status()).isEqualTo(404);
        assertThat(visitor.get(agency.path("/users")).status()).isEqualTo(200);
    }

    @Test
    void partner_2_08_removing_the_team_member_ends_the_sign_in_and_every_access() {
        agency.grant(manager, linked);
        var visitor = manager.signIn();
        var administrator = agency.visitor("administrator");
        var path = agency.path("/users/" + manager.id());

        assertThat(administrator.get(path + "/delete").body())
                .contains("is signed out immediately")
                .contains("Any access to linked companies ends permanently too");
        administrator.post(path + "/delete", Map.of());
        assertThat(visitor.get(linked.path("/users")).location()).startsWith("/login");

        var mails = SERVER.mailbox(manager.email()).letters().size();
        administrator.post(path + "/restore", Map.of("mail", "on"));
        var link = SERVER.mailbox(manager.email()).await(mails + 1).linkPath();
        visitor.post(link, Map.of("password", ANOTHER_PASSWORD));
        var back = Visitor.of(SERVER).signIn(manager.email(), ANOTHER_PASSWORD);
        assertThat(back.get(agency.path("/users")).status()).isEqualTo(200);
        assertThat(back.get(linked.path("/users")).status())
                .as("ended for good, not only until the restoration")
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"administrator,303", "manager,403", "user,403", "read_only,403"})
    void partner_2_09_only_an_administrator_can_make_a_team_member_manager(String role, int status) {
        var colleague = agency.quick("user");

        assertThat(agency.another(role)
                        .visitor()
                        .post(agency.path("/users/" + colleague.id() + "/role"), Map.of("role", "manager"))
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "read_only", "manager", "administrator"})
    void any_insideruser_can_be_sent_a_reset_whatever_they_are(String role) {
        agency.grant(manager, linked);
        var insider = linked.another(role);

        assertThat(manager.visitor()
                        .post(linked.path("/users/" + insider.id() + "/reset-password"), Map.of())
                        .status())
                .isEqualTo(303);
        assertThat(resetMail(insider, 1).link()).contains("/links/");
    }

    /** The newest of the emails with a reset link, once there are this many. */
    private static Letter resetMail(Person person, int number) {
        Awaitility.await().until(() -> resetMails(person).size() >= number);
        return resetMails(person).getLast();
    }

    private static List<Letter> resetMails(Person person) {
        return SERVER.mailbox(person.email()).letters().stream()
                .filter(letter -> letter.text().contains("to reset the password"))
                .toList();
    }

    private static long mailsTo(Person person) {
        return SERVER.bean(JdbcClient.class)
                .sql("select count(*) from mails where user_id = :user and kind = 'reset_password'")
                .param("user", person.id().value())
                .query(Long.class)
                .single();
    }
}
