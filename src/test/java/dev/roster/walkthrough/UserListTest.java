package dev.roster.walkthrough;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.roster.support.Browser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.KeyboardModifier;
import dev.roster.support.Accessibility;
import dev.roster.support.Browser;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What administrators do in the list of users all day: select, change a role in its row, look beside the list, undo, jump. */
@Tag("browser")
class UserListTest {
    private static final TestServer SERVER = TestServer.get();

    private static Company company;

    @BeforeAll
    static void open() {
        company = SERVER.company("partner");
        company.person("administrator");
        for (int i = 0; i < 52; i++) {
            company.quick("user");
        }
    }

    private static Page users(Browser.Window window) {
        return window.signIn(company.person("administrator"))
                .go(company.path("/users"))
                .page();
    }

    @Test
    void a_selection_spans_a_range_and_pages_and_ends_with_another_filter() {
        try (var window = Browser.get().open(SERVER)) {
            var page = users(window);
            var boxes = page.locator("td.pick input");
            boxes.nth(1).click();
            boxes.nth(4).click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
            assertThat(page.locator(".bulk-count")).containsText("4 selected");

            page.getByRole(AriaRole.LINK, named("Next")).click();
            assertThat(page.locator(".bulk-count")).containsText("4 selected");
            boxes.first().check();
            page.getByRole(AriaRole.BUTTON, named("Delete")).click();
            var dialog = page.locator("dialog[open]");
            assertThat(dialog).containsText("5 users will be signed out immediately");
            page.keyboard().press("Escape");

            page.getByRole(AriaRole.LINK, named("Previous")).click();
            assertThat(page.locator("td.pick input:checked")).hasCount(4);
            page.locator("select[name=status]").selectOption("active");
            assertThat(page).hasURL(Pattern.compile("status=active"));
            assertThat(page.locator(".bulk")).isHidden();
        }
    }

    @Test
    void a_role_is_changed_in_its_row_and_changed_back() {
        var somebody = company.quick("user");
        try (var window = Browser.get().open(SERVER)) {
            var page = users(window);
            page.navigate(company.path("/users?search=" + somebody.email()));
            page.locator("a.role-link").click();
            page.locator("select.role-select").selectOption("read_only");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText(somebody.name() + " is now Read-only.");
            assertThat(page.locator("a.role-link")).containsText("Read-only");

            page.getByRole(AriaRole.BUTTON, named("Undo")).click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("has the same role as before");
            assertThat(page.locator("a.role-link")).containsText("User");
            assertThat(page).hasURL(Pattern.compile("search="));
            assertThat(window.complaints()).isEmpty();
        }
    }

    @Test
    void a_row_opens_the_user_beside_the_list() {
        var somebody = company.quick("user");
        try (var window = Browser.get().open(SERVER)) {
            var page = users(window);
            page.setViewportSize(1440, 900);
            page.navigate(company.path("/users?search=" + somebody.email()));
            page.locator("tr[data-href] td[data-label=Added]").click();
            var panel = page.locator("#panel");
            assertThat(panel.locator(".panel-title")).isFocused();
            assertThat(panel).containsText(somebody.email());
            assertThat(Accessibility.violations(page)).isEmpty();

            panel.getByRole(
                            AriaRole.LINK,
                            new Locator.GetByRoleOptions().setName("Role").setExact(true))
                    .click();
            panel.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName("Read-only"))
                    .check();
            panel.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                    .click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("is now Read-only");
            assertThat(page.locator("a.role-link")).containsText("Read-only");
            assertThat(panel).containsText(somebody.email());

            page.locator("h1").click();
            page.keyboard().press("Escape");
            assertThat(panel).isHidden();
            assertThat(page).hasURL(Pattern.compile("/users\\?search=[^#]*$"));
        }
    }

    @Test
    void control_k_leads_anywhere_with_the_keyboard_alone() {
        var somebody = company.quick("user");
        try (var window = Browser.get().open(SERVER)) {
            var page = users(window);
            page.keyboard().press("Control+k");
            assertThat(page.locator(".found").getByText("Audit log")).isVisible();
            page.keyboard().type(somebody.email());
            assertThat(page.locator(".found").getByText(somebody.name())).isVisible();
            assertThat(page.locator(".found-entry")).hasCount(1);
            page.keyboard().press("ArrowDown");
            page.keyboard().press("Enter");

            assertThat(page).hasURL(Pattern.compile("/users/" + somebody.id() + "$"));
            page.keyboard().press("Control+k");
            page.keyboard().press("Escape");
            assertThat(page.locator(".finder-found")).isHidden();
        }
    }
}
