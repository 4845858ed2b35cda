package dev.roster.walkthrough;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.roster.support.Browser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.roster.support.Browser;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The console without JavaScript, without a mouse, and while typing. */
@Tag("browser")
class ConsoleBehaviourTest {
    private static final TestServer SERVER = TestServer.get();

    private static Company company;

    @BeforeAll
    static void open() {
        company = SERVER.company("partner");
        company.person("manager");
        company.person("user");
    }

    @Test
    void without_scripts_a_user_is_created_and_given_a_role_and_comes_in() {
        var address = company.freshAddress();
        try (var window = Browser.get().openWithoutJavaScript(SERVER).signIn(company.person("administrator"))) {
            var page = window.go(company.path("/users")).page();
            page.getByRole(AriaRole.LINK, named("Create user")).click();
            page.getByLabel("Name").fill("Katherine Johnson");
            page.getByLabel("Email").fill(address);
            page.getByRole(AriaRole.RADIO, named("Read-only")).check();
            page.getByRole(AriaRole.BUTTON, named("Save")).click();
            assertThat(page.getByRole(AriaRole.RADIO, named("Read-only"))).isChecked();
            page.getByRole(AriaRole.RADIO, named("Manager")).check();
            page.getByRole(AriaRole.BUTTON, named("Save")).click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("is now Manager");
        }
        try (var window = Browser.get().openWithoutJavaScript(SERVER)) {
            var page = window.page();
            page.navigate(SERVER.mailbox(address).await(1).link());
            page.getByLabel("New password").fill(Company.PASSWORD);
            page.getByRole(AriaRole.BUTTON, named("Set password")).click();
            window.signIn(address, Company.PASSWORD);
            assertThat(page).hasURL(Pattern.compile(company.path("/users") + "$"));
        }
    }

    @Test
    void without_scripts_menus_open_filters_apply_and_theme_and_language_change() {
        try (var window = Browser.get().openWithoutJavaScript(SERVER)) {
            var page = window.go("/forgot-password").page();
            page.getByRole(AriaRole.BUTTON, named("Deutsch")).click();
            assertThat(page).hasURL(Pattern.compile("/forgot-password$"));
            assertThat(page.locator("html")).hasAttribute("lang", "de");
            page.getByRole(AriaRole.BUTTON, named("English")).click();

            window.signIn(company.person("administrator")).go(company.path("/users"));
            page.getByPlaceholder("Search name or email").fill("manager");
            page.getByRole(AriaRole.BUTTON, named("Apply")).first().click();
            assertThat(page.locator("table.people tbody tr")).hasCount(1);

            page.locator("td.act summary").click();
            page.getByRole(AriaRole.LINK, named("Reset password")).click();
            assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(2)))
                    .containsText("Reset the password of");

            page.locator(".top summary").first().click();
            page.getByRole(AriaRole.BUTTON, named("Dark")).click();
            assertThat(page).hasURL(Pattern.compile("/reset-password$"));
            assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        }
    }

    @Test
    void people_are_ticked_looked_at_and_deleted_with_the_keyboard() {
        var here = SERVER.company("partner");
        var manager = here.person("manager");
        var gone = here.quick("user");
        var stays = here.quick("administrator");
        try (var window = Browser.get().open(SERVER)) {
            var page = window.signIn(manager).go(here.path("/users")).page();
            var bar = page.locator(".bulk");
            assertThat(bar).isHidden();
            page.getByLabel("Select " + gone.name()).focus();
            page.keyboard().press("Space");
            assertThat(bar).containsText("1 selected");
            page.getByLabel("Select all").focus();
            page.keyboard().press("Space");
            assertThat(bar).containsText("3 selected");
            page.getByRole(AriaRole.BUTTON, named("Delete")).focus();
            page.keyboard().press("Enter");

            var dialog = page.locator("dialog[open]");
            assertThat(dialog).containsText("One user will be signed out immediately");
            assertThat(dialog).containsText("2 users will be skipped:");
            page.keyboard().press("Escape");
            assertThat(dialog).hasCount(0);
            assertThat(bar).containsText("3 selected");

            page.getByRole(AriaRole.BUTTON, named("Delete")).click();
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete (1)"))
                    .click();
            assertThat(dialog).containsText("One user was changed.");
            dialog.getByText("Close", new Locator.GetByTextOptions().setExact(true))
                    .click();

            assertThat(page.getByText(stays.name(), new Page.GetByTextOptions().setExact(true)))
                    .isVisible();
            assertThat(page.getByText(gone.name(), new Page.GetByTextOptions().setExact(true)))
                    .hasCount(0);
        }
    }

    @Test
    void without_scripts_people_are_given_another_role_at_once() {
        var here = SERVER.company("partner");
        var person = here.quick("user");
        try (var window = Browser.get().openWithoutJavaScript(SERVER)) {
            var page = window.signIn(here.person("manager"))
                    .go(here.path("/users"))
                    .page();
            page.getByLabel("Select " + person.name()).check();
            page.getByRole(AriaRole.BUTTON, named("Change role")).click();
            page.locator("select[name=newRole]").selectOption("read_only");
            page.getByRole(AriaRole.BUTTON, named("Continue")).click();
            page.getByRole(AriaRole.BUTTON, named("Change role (1)")).click();
            assertThat(page.locator("main")).containsText("One user was changed.");
            page.getByRole(AriaRole.LINK, named("Close")).click();

            assertThat(page).hasURL(Pattern.compile("/users$"));
            assertThat(page.locator("tr", new Page.LocatorOptions().setHasText(person.name())))
                    .containsText("Read-only");
        }
    }

    @Test
    void the_error_of_a_field_goes_once_the_field_is_changed() {
        try (var window = Browser.get().open(SERVER)) {
            var page = window.signIn(company.person("administrator"))
                    .go(company.path("/users/new"))
                    .page();
            page.getByLabel("Email").fill("ada");
            page.getByRole(AriaRole.BUTTON, named("Save")).click();
            assertThat(page.locator("#field-email-error")).isVisible();
            assertThat(page.locator("#field-displayName-error")).isVisible();

            page.getByLabel("Email").pressSequentially("@example.com");
            assertThat(page.locator("#field-email-error")).hasCount(0);
            assertThat(page.getByLabel("Email")).not().hasAttribute("aria-invalid", "true");
            assertThat(page.locator("#field-displayName-error")).isVisible();
        }
    }

    @Test
    void what_the_list_shows_is_exported_while_it_is_being_searched() {
        try (var window = Browser.get().open(SERVER)) {
            var page = window.signIn(company.person("administrator"))
                    .go(company.path("/users"))
                    .page();
            page.getByPlaceholder("Search name or email").fill("manager");
            assertThat(page.locator("table.people tbody tr")).hasCount(1);
            page.getByText("Export", new Page.GetByTextOptions().setExact(true)).click();
            var file = page.waitForDownload(() -> page.getByRole(AriaRole.BUTTON, named("CSV, for spreadsheets"))
                    .click());

            assertThat(file.suggestedFilename()).isEqualTo("users-" + company.slug() + ".csv");
            assertThat(file.url()).contains("search=manager");
        }
    }

    @Test
    void a_person_signs_in_and_creates_a_user_with_the_keyboard_alone() {
        var administrator = company.person("administrator");
        try (var window = Browser.get().open(SERVER)) {
            var page = window.go("/login").page();
            assertThat(page.getByLabel("Email address or username")).isFocused();
            page.keyboard().type(administrator.email());
            page.keyboard().press("Tab");
            page.keyboard().type(Company.PASSWORD);
            page.keyboard().press("Enter");
            page.waitForURL("**/users");

            tabTo(page, "Create user");
            page.keyboard().press("Enter");
            page.waitForURL("**/users/new");
            assertThat(page.getByLabel("Name")).isFocused();
            page.keyboard().type("Hedy Lamarr");
            page.keyboard().press("Tab");
            page.keyboard().type(company.freshAddress());
            page.keyboard().press("Tab");
            page.keyboard().press("ArrowRight");
            assertThat(page.getByRole(AriaRole.RADIO, named("Read-only"))).isChecked();
            tabTo(page, "Save");
            page.keyboard().press("Enter");

            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Hedy Lamarr has been created.");
        }
    }

    @Test
    void keys_skip_to_the_content_focus_the_search_and_close_a_menu() {
        try (var window = Browser.get().open(SERVER).signIn(company.person("administrator"))) {
            var page = window.go(company.path("/users")).page();
            page.keyboard().press("Tab");
            assertThat(page.getByText("Skip to content")).isFocused();
            page.keyboard().press("Enter");
            assertThat(page.locator("main")).isFocused();

            page.keyboard().press("/");
            assertThat(page.getByPlaceholder("Search name or email")).isFocused();

            var menu = page.locator("td.act details").first();
            menu.locator("summary").focus();
            page.keyboard().press("Enter");
            assertThat(menu.getByText("Change role")).isVisible();
            page.keyboard().press("ArrowDown");
            assertThat(menu.getByText("Change role")).isFocused();
            page.keyboard().press("Escape");
            assertThat(menu.getByText("Change role")).isHidden();
            assertThat(menu.locator("summary")).isFocused();
        }
    }

    @Test
    void the_list_follows_the_typing_keeps_its_address_and_goes_back() {
        try (var window = Browser.get().open(SERVER).signIn(company.person("administrator"))) {
            var page = window.go(company.path("/users")).page();
            var rows = page.locator("table.people tbody tr");
            var all = rows.count();
            page.evaluate("document.body.dataset.same = 'page'");

            page.getByPlaceholder("Search name or email").pressSequentially("manager");
            assertThat(rows).hasCount(1);
            assertThat(page).hasURL(Pattern.compile("/users\\?search=manager$"));
            assertThat(page.locator("body")).hasAttribute("data-same", "page");
            page.getByPlaceholder("Search name or email").pressSequentially(" nobody");
            assertThat(page.getByText("No matching users")).isVisible();
            assertThat(page.getByPlaceholder("Search name or email")).isFocused();

            page.goBack();
            assertThat(rows).hasCount(1);
            assertThat(page.getByPlaceholder("Search name or email")).hasValue("manager");
            page.goBack();
            assertThat(rows).hasCount(all);
            assertThat(window.complaints()).isEmpty();
        }
    }

    private static void tabTo(Page page, String name) {
        for (int i = 0; i < 40; i++) {
            page.keyboard().press("Tab");
            var focused = String.valueOf(page.evaluate("document.activeElement.textContent.trim()"));
            if (focused.equals(name)) {
                return;
            }
        }
        throw new AssertionError("the tab key does not lead to " + name);
    }
}
