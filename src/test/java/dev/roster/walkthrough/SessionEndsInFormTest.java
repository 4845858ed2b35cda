package dev.roster.walkthrough;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.roster.support.Browser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.roster.support.Browser;
import dev.roster.support.Browser.Window;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Case 103: the session ends while a form is open. */
@Tag("browser")
class SessionEndsInFormTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Pattern SIGN_IN = Pattern.compile("/login");

    private static Company company;

    @BeforeAll
    static void open() {
        company = SERVER.company("partner");
        company.person("administrator");
    }

    private static Page form(Window window) {
        var page = window.signIn(company.person("administrator"))
                .go(company.path("/users/new"))
                .page();
        page.getByLabel("Name").fill("Katherine Johnson");
        page.getByRole(AriaRole.RADIO, named("Read-only")).check();
        page.getByLabel("Email").fill("katherine@" + company.slug() + ".example");
        return page;
    }

    private static void endSession(Window window) {
        window.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName(Pattern.compile(".*session")));
    }

    private static void signIn(Page page, Person person) {
        page.getByLabel("Email address or username").fill(person.email());
        page.locator("input[name=password]").fill(Company.PASSWORD);
        page.locator("main button[type=submit]").click();
    }

    private static void assertTyped(Page page) {
        assertThat(page).hasURL(Pattern.compile(company.path("/users/new") + "$"));
        assertThat(page.getByLabel("Name")).hasValue("Katherine Johnson");
        assertThat(page.getByLabel("Email")).hasValue("katherine@" + company.slug() + ".example");
        assertThat(page.getByRole(AriaRole.RADIO, named("Read-only"))).isChecked();
    }

    @Test
    void leaving_a_field_that_is_looked_up_leads_to_the_sign_in_page_and_back() {
        try (var window = Browser.get().open(SERVER)) {
            var page = form(window);
            endSession(window);
            page.keyboard().press("Tab");
            assertThat(page).hasURL(SIGN_IN);

            signIn(page, company.person("administrator"));

            assertTyped(page);
            assertThat(page.locator("#email-answer")).containsText("available");
            assertThat(window.complaints()).isEmpty();
        }
    }

    @Test
    void submitting_the_form_does_so_as_well() {
        try (var window = Browser.get().open(SERVER)) {
            var page = form(window);
            page.keyboard().press("Tab");
            assertThat(page.locator("#email-answer")).containsText("available");
            endSession(window);
            page.getByRole(AriaRole.BUTTON, named("Save")).click();
            page.getByRole(AriaRole.LINK, named("Sign in")).click();

            signIn(page, company.person("administrator"));

            assertTyped(page);
            page.getByRole(AriaRole.BUTTON, named("Save")).click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Katherine Johnson");
            assertThat(page.evaluate("sessionStorage.getItem('typed')")).isNull();
        }
    }

    @Test
    void nobody_else_sees_what_was_typed_and_it_is_not_kept_for_later() {
        var other = company.another("administrator");
        try (var window = Browser.get().open(SERVER)) {
            var page = form(window);
            endSession(window);
            page.getByLabel("Name").focus();
            assertThat(page).hasURL(SIGN_IN);

            signIn(page, other);

            assertThat(page).hasURL(Pattern.compile(company.path("/users/new") + "$"));
            assertThat(page.getByLabel("Name")).hasValue("");
            assertThat(page.evaluate("sessionStorage.getItem('typed')")).isNull();
        }
    }
}
