package dev.roster.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.roster.oidc.AppClient;
import dev.roster.support.Accessibility;
import dev.roster.support.ApiClient;
import dev.roster.support.Browser;
import dev.roster.support.Browser.Window;
import dev.roster.support.Company;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every page of the console, wide and narrow, light and dark. If {@code ROSTER_TEST_PICTURES} is set to anything, screenshots
 * are saved in {@code target/screenshots}.
 */
@Tag("browser")
class ConsolePagesTest {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final int WIDE = 1440;
    private static final int NARROW = 360;

    private static ConsoleCast cast;

    /** A page, and how to get there. */
    record Scene(String name, Window window, int status, Consumer<Page> enter) {
        Scene(String name, Window window, Consumer<Page> enter) {
            this(name, window, 200, enter);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void open() {
        cast = new ConsoleCast();
    }

    static Stream<Scene> scenes() {
        return Stream.of(
                        signedOut(),
                        users(),
                        aUser(),
                        dialogs(),
                        company(),
                        otherWaysOfWorking(),
                        overThePage(),
                        manyAtOnce(),
                        importing(),
                        invitations(),
                        groups(),
                        companies(),
                        mine(),
                        operator())
                .flatMap(scenes -> scenes);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenes")
    void every_page_fits_every_screen_and_is_accessible(Scene scene) {
        var page = scene.window().page();
        scene.window().complaints().clear();
        page.setViewportSize(WIDE, 900);

        scene.enter().accept(page);

        assertThat(scene.window().status()).as("status").hasValue(scene.status());
        assertThat(page.locator("h1").count()).as("first headings").isEqualTo(1);
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
        assertThat(Accessibility.violations(page)).as("axe-core").isEmpty();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        // The dark theme differs only in colours.
        assertThat(Accessibility.violations(page, "color-contrast"))
                .as("axe-core in the dark")
                .isEmpty();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        for (int width : new int[] {WIDE, NARROW}) {
            page.setViewportSize(width, 900);
            assertThat((Integer) page.evaluate("document.scrollingElement.scrollWidth"))
                    .as("width that the page needs")
                    .isLessThanOrEqualTo(width);
            photograph(page, scene.name() + "-" + width);
        }
        assertThat(scene.window().complaints()).isEmpty();
    }

    private static void photograph(Page page, String name) {
        if (System.getenv("ROSTER_TEST_PICTURES") == null) {
            return;
        }
        for (var theme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve(name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png"))
                    .setFullPage(true)
                    // The API reference is a hundred screens long.
                    .setTimeout(60_000));
        }
    }

    private static Stream<Scene> signedOut() {
        var nobody = cast.nobody;
        return Stream.of(
                at("sign-in", nobody, "/login"),
                at("sign-in-username", nobody, "/login?organization=northwind"),
                at("api", nobody, "/api"),
                new Scene("sign-in-refused", nobody, 422, page -> {
                    page.navigate("/login");
                    page.getByLabel("Email address or username").fill("ada@example.com");
                    page.locator("input[name=password]").fill("wrong");
                    page.locator("main button[type=submit]").click();
                    page.getByRole(AriaRole.ALERT).waitFor();
                }),
                at("forgot-password", nobody, "/forgot-password"),
                new Scene("forgot-password-done", nobody, page -> {
                    page.navigate("/forgot-password");
                    page.locator("input[name=email]").fill("ada@example.com");
                    page.locator("main button[type=submit]").click();
                    page.getByText("Check your email").waitFor();
                }),
                new Scene("set-password", nobody, page -> {
                    page.navigate(
                            cast.server.mailbox(cast.pendingAddress).await(1).linkPath());
                    page.locator("input[name=password]").fill("plumkettle4");
                }),
                at("dead-link", nobody, 404, "/links/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
    }

    private static Stream<Scene> users() {
        var users = cast.agency.path("/users");
        var administrator = cast.administrator;
        return Stream.of(
                at("home", administrator, cast.agency.path("/home")),
                at("home-empty", cast.operator, cast.empty.path("/home")),
                at("users", administrator, users),
                at("users-read-only", cast.readOnly, users),
                at("users-deleted", administrator, users + "?status=deleted"),
                at("users-not-found", administrator, users + "?search=xyzzy"),
                at("users-filtered", administrator, users + "?role=user&signIn=30"),
                at("users-save-view", administrator, users + "/views/new?role=user"),
                at("find", administrator, cast.agency.path("/find?search=ad")),
                at("users-empty", cast.operator, cast.appliance.path("/users?status=inactive")),
                new Scene("users-menu", administrator, page -> {
                    page.navigate(users + "?search=ada");
                    page.locator("td.act details.menu")
                            .nth(2)
                            .locator("summary")
                            .click();
                }),
                new Scene("users-menu-narrow", administrator, page -> {
                    page.setViewportSize(NARROW, 900);
                    page.navigate(users + "?search=ada");
                    page.locator(".side-toggle summary").click();
                }),
                at("create-user", administrator, users + "/new"),
                new Scene("create-user-free", administrator, page -> {
                    page.navigate(users + "/new");
                    page.locator("input[name=displayName]").fill("Ada Lovelace");
                    page.locator("input[name=email]").fill("ada.lovelace@northwind.example");
                    page.locator("input[name=email]").blur();
                    page.locator(".address-free").waitFor();
                    page.locator("label:has-text('Manager')").click();
                }),
                new Scene("create-user-deleted-here", administrator, page -> {
                    page.navigate(users + "/new");
                    page.locator("input[name=email]").fill(cast.deletedAddress);
                    page.locator("input[name=email]").blur();
                    page.locator(".address-taken").waitFor();
                }),
                new Scene("create-user-refused", administrator, 409, page -> {
                    page.navigate(users + "/new");
                    page.locator("input[name=displayName]").fill("Dorothea Again");
                    page.locator("input[name=email]").fill(cast.deletedAddress);
                    page.locator("main form button[type=submit]").last().click();
                    page.locator(".field-error").waitFor();
                }),
                new Scene("create-user-invalid", administrator, 422, page -> {
                    page.navigate(users + "/new");
                    page.locator("input[name=email]").fill("ada");
                    page.locator("main form button[type=submit]").last().click();
                    page.locator(".field-error").first().waitFor();
                }));
    }

    private static Stream<Scene> aUser() {
        var administrator = cast.administrator;
        return Stream.of(
                at("user-general", administrator, cast.userPath(cast.member, "")),
                at("user-general-read-only", cast.readOnly, cast.userPath(cast.member, "")),
                at("user-general-pending", administrator, cast.userPath(cast.pending, "")),
                at("user-general-deleted", administrator, cast.userPath(cast.deleted, "")),
                at("user-role", administrator, cast.userPath(cast.member, "/role")),
                at(
                        "user-role-own",
                        administrator,
                        cast.userPath(cast.agency.person("administrator").id(), "/role")),
                at("user-sessions", administrator, cast.userPath(cast.member, "/sessions")),
                at("user-sessions-none", administrator, cast.userPath(cast.pending, "/sessions")),
                at("user-access", administrator, cast.userPath(cast.member, "/access")),
                at("user-activity", administrator, cast.userPath(cast.member, "/activity")));
    }

    private static Stream<Scene> dialogs() {
        var administrator = cast.administrator;
        return Stream.of(
                at("confirm-delete", administrator, cast.userPath(cast.member, "/delete")),
                at("confirm-reset", administrator, cast.userPath(cast.member, "/reset-password")),
                at("confirm-restore", administrator, cast.userPath(cast.deleted, "/restore")));
    }

    private static Stream<Scene> company() {
        var administrator = cast.administrator;
        return Stream.of(
                at("audit", administrator, cast.agency.path("/audit")),
                at("audit-query", administrator, cast.agency.path("/audit?q=action:user")),
                at("audit-access", administrator, cast.agency.path("/audit/access")),
                at("compare-roles", administrator, cast.agency.path("/roles?one=manager&other=user")),
                new Scene("preview-role", administrator, page -> {
                    page.navigate(cast.agency.path("/roles/manager"));
                    page.getByLabel("Edit users").uncheck();
                    page.getByRole(AriaRole.BUTTON, Browser.named("Preview")).click();
                    page.getByText("What this would change").waitFor();
                }),
                at("audit-empty", administrator, cast.agency.path("/audit?day=2001-01-01")),
                at("roles", administrator, cast.agency.path("/roles")),
                at("roles-operator", cast.operator, cast.agency.path("/roles")),
                at("create-role", administrator, cast.agency.path("/roles/new")),
                at("edit-role", administrator, cast.agency.path("/roles/manager")),
                at("delete-role", administrator, cast.agency.path("/roles/user/delete")),
                new Scene("delete-role-refused", administrator, 409, page -> {
                    page.navigate(cast.agency.path("/roles/manager/delete"));
                    page.locator("button[form=confirm]").click();
                    page.getByRole(AriaRole.ALERT).waitFor();
                }),
                new Scene("create-role-refused", administrator, 403, page -> {
                    page.navigate(cast.agency.path("/roles/new"));
                    page.locator("input[name=name]").fill("Support lead");
                    page.getByLabel("Send password resets").check();
                    page.locator("input[name=governs][value=manager]").check();
                    page.locator("main form button[type=submit]").last().click();
                    page.locator(".field-error").waitFor();
                }),
                at("settings", administrator, cast.agency.path("/settings")),
                at("settings-policy", administrator, cast.agency.path("/settings/policy")),
                new Scene("settings-policy-refused", administrator, 422, page -> {
                    page.navigate(cast.agency.path("/settings/policy"));
                    page.locator("input[name='links.setPassword']").fill("0");
                    page.locator("input[name='area.name']").first().fill("Reports");
                    page.locator(".policy-save button").click();
                    page.locator(".field-error").first().waitFor();
                }),
                new Scene("organization-applications", administrator, page -> {
                    useApplications();
                    page.navigate(cast.agency.path("/applications"));
                }),
                new Scene("deactivate-application", administrator, page -> {
                    page.navigate(cast.agency.path("/applications"));
                    page.locator("a[href$='/deactivate']").first().click();
                    page.locator("dialog[open]").waitFor();
                }),
                at("settings-api-tokens", administrator, cast.agency.path("/settings/api-tokens")),
                at("create-api-token", administrator, cast.agency.path("/settings/api-tokens/new")),
                new Scene("api-token", administrator, page -> {
                    page.navigate(cast.agency.path("/settings/api-tokens/new"));
                    page.locator("[name=name]").fill("Nightly sync");
                    page.locator("[name=role][value=user]").check();
                    page.locator("main button[type=submit]").click();
                    page.locator("#api-token").waitFor();
                }),
                at("not-found", administrator, 404, cast.agency.path("/nothing")),
                at("forbidden", cast.readOnly, 403, cast.agency.path("/settings")));
    }

    private static Stream<Scene> otherWaysOfWorking() {
        var users = cast.workspace.path("/users");
        return Stream.of(
                at("workspace-create-user", cast.admin, users + "/new"),
                at("workspace-roles", cast.admin, cast.workspace.path("/roles")),
                at("workspace-settings-policy", cast.admin, cast.workspace.path("/settings/policy")),
                at("workspace-create-role", cast.admin, cast.workspace.path("/roles/new")),
                new Scene("workspace-create-role-invalid", cast.admin, 422, page -> {
                    page.navigate(cast.workspace.path("/roles/new"));
                    page.getByLabel("Apps: edit").check();
                    page.locator("main form button[type=submit]").last().click();
                    page.locator(".field-error").first().waitFor();
                }),
                new Scene("workspace-hand-over", cast.admin, 201, page -> {
                    page.onDialog(Dialog::accept);
                    page.navigate(users + "/new");
                    page.locator("input[name=firstName]").fill("Ada");
                    page.locator("input[name=lastName]").fill("Lovelace");
                    page.locator("input[name=email]").fill(cast.workspace.freshAddress());
                    page.locator("label:has-text('Member')").click();
                    page.locator("main .dialog-foot button[type=submit]").click();
                    page.locator(".once").waitFor();
                }),
                at("appliance-create-user", cast.systemAdmin, cast.appliance.path("/users/new")),
                new Scene("appliance-create-user-invalid", cast.systemAdmin, 422, page -> {
                    page.navigate(cast.appliance.path("/users/new"));
                    page.locator("select[name=role]").selectOption("admin");
                    page.locator("main form button[type=submit]").last().click();
                    page.locator(".field-error").first().waitFor();
                }));
    }

    /** Dialogs as they open over the list or the page. */
    private static Stream<Scene> manyAtOnce() {
        var administrator = cast.administrator;
        return Stream.of(
                new Scene("users-export", administrator, page -> {
                    page.navigate(cast.agency.path("/users"));
                    page.locator(".tools details.menu summary").first().click();
                }),
                new Scene("users-ticked", administrator, ConsolePagesTest::tickAll),
                new Scene("bulk-preview", administrator, page -> {
                    tickAll(page);
                    page.locator(".bulk button[value=delete]").click();
                    page.locator("dialog[open] .touched").first().waitFor();
                }),
                new Scene("bulk-role", administrator, page -> {
                    tickAll(page);
                    page.locator(".bulk button[value=change-role]").click();
                    page.locator("dialog[open] select").selectOption("read_only");
                }),
                new Scene("bulk-role-preview", administrator, page -> {
                    tickAll(page);
                    page.locator(".bulk button[value=change-role]").click();
                    page.locator("dialog[open] select").selectOption("manager");
                    page.locator("dialog[open] .dialog-foot button").click();
                    page.locator("dialog[open] .touched").first().waitFor();
                }),
                new Scene("bulk-groups", cast.accessManager, page -> {
                    page.navigate(cast.marketplace.path("/users"));
                    page.locator("[data-select-all]").check();
                    page.locator(".bulk button[value=add-to-groups]").click();
                    page.locator("dialog[open] .picker").waitFor();
                }),
                new Scene("invitations-ticked", cast.accessManager, page -> {
                    page.navigate(cast.marketplace.path("/invitations"));
                    page.locator("[data-select-all]").check();
                }));
    }

    /** Files are sent as raw bytes; pasted lines as a form, which also works without JavaScript. */
    private static Stream<Scene> importing() {
        var administrator = cast.administrator;
        var imports = cast.agency.path("/imports");
        return Stream.of(
                at("imports-none", administrator, imports),
                at("import", administrator, imports + "/new"),
                new Scene("import-refused", administrator, 422, page -> {
                    page.navigate(imports + "/new");
                    page.locator("textarea").fill("colour\nred");
                    page.locator("button[name=dryRun]").first().click();
                    page.locator(".field-error").waitFor();
                }),
                new Scene("import-checked", administrator, page -> {
                    page.navigate(imports + "/new");
                    var file = "externalId,email,displayName,role\ncrm-1,iris@new.example,Iris Ibsen,user\n"
                            + "crm-2,nobody,Jon Jansen,user\ncrm-3,kim@new.example,,astronaut\n";
                    page.setInputFiles(
                            "#field-file",
                            new FilePayload("users.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8)));
                    page.locator("button[name=dryRun]").first().click();
                    page.waitForURL("**/imports/0*");
                    page.locator("#import .reason").first().waitFor();
                    page.locator("#import form").waitFor();
                }),
                at("imports", administrator, imports));
    }

    private static void tickAll(Page page) {
        page.navigate(cast.agency.path("/users"));
        page.locator("[data-select-all]").check();
    }

    private static Stream<Scene> overThePage() {
        var user = cast.appliance.path("/users/" + cast.clerk);
        return Stream.of(
                new Scene("over-create-user", cast.admin, page -> {
                    page.navigate(cast.workspace.path("/users"));
                    page.locator(".head-actions a[data-dialog]").click();
                    page.locator("dialog[open] input[value=member]").check();
                }),
                new Scene("over-change-role", cast.systemAdmin, page -> open(page, "change-role")),
                new Scene("over-change-email-invalid", cast.systemAdmin, page -> {
                    open(page, "change-email");
                    page.locator("dialog[open] input[name=email]").fill("nowhere");
                    page.locator("dialog[open] .dialog-foot button").click();
                    page.locator("dialog[open] .field-error").waitFor();
                }),
                new Scene("over-regenerate", cast.systemAdmin, page -> open(page, "regenerate-password")),
                new Scene("over-erase", cast.systemAdmin, page -> open(page, "erase")),
                new Scene("over-set-password", cast.systemAdmin, page -> {
                    page.navigate(user);
                    page.locator("a[href$='/set-password']").click();
                    page.locator("dialog[open]").waitFor();
                }),
                at("appliance-user", cast.systemAdmin, user),
                at("appliance-erase", cast.systemAdmin, user + "/erase"));
    }

    private static void open(Page page, String action) {
        page.navigate(cast.appliance.path("/users?role=ledger_manager"));
        page.locator("td.act summary").first().click();
        page.locator("details[open] a[href$=" + action + "]").click();
        page.locator("dialog[open]").waitFor();
    }

    private static Stream<Scene> invitations() {
        var here = cast.marketplace.path("/invitations");
        var buyer = cast.accessManager;
        return Stream.of(
                at("marketplace-users", buyer, cast.marketplace.path("/users")),
                at("invitations", buyer, here),
                at("invitations-none", buyer, here + "?status=declined"),
                at("invite", buyer, here + "/new"),
                new Scene("invite-invalid", buyer, 422, page -> {
                    page.navigate(here + "/new");
                    page.locator("main form button[type=submit]").last().click();
                    page.locator(".field-error").first().waitFor();
                }),
                new Scene("invite-groups", buyer, ConsolePagesTest::inviteDetails),
                new Scene("invite-overview", buyer, page -> {
                    inviteDetails(page);
                    page.locator("input[name=groups]").first().check();
                    page.locator("button[value=next]").click();
                    page.locator("dl.facts").waitFor();
                }),
                at("invite-done", buyer, here + "/" + cast.invited + "/done"),
                at("user-invited", buyer, cast.marketplace.path("/users/" + cast.invited)),
                at("user-groups", buyer, cast.marketplace.path("/users/" + cast.invited + "/groups")),
                at("confirm-revoke", buyer, cast.marketplace.path("/users/" + cast.invited + "/revoke-invitation")),
                new Scene("invitation-link", buyer, page -> {
                    page.navigate(cast.marketplace.path("/users/" + cast.invited + "/copy-invitation-link"));
                    page.locator("button[form=confirm]").click();
                    page.locator("#invitation-link").waitFor();
                }),
                new Scene("offer", cast.nobody, page -> page.navigate(cast.invitationPath())),
                new Scene("offer-register", cast.nobody, 422, page -> {
                    page.navigate(cast.invitationPath() + "/accept");
                    page.locator("main form button[type=submit]").first().click();
                    page.locator(".field-error").first().waitFor();
                }),
                new Scene("offer-register-weak", cast.nobody, 422, page -> {
                    page.navigate(cast.invitationPath() + "/accept");
                    page.locator("input[name=password]").fill("abc");
                    page.locator("main form button[type=submit]").first().click();
                    page.locator(".missed").first().waitFor();
                }),
                at("offer-expired", cast.nobody, 410, cast.invitationPath(cast.late)),
                at("marketplace-home", cast.accessManager, cast.marketplace.path("/home")),
                new Scene("offer-decline", cast.nobody, page -> page.navigate(cast.invitationPath() + "/decline")),
                at("dead-invitation", cast.nobody, 404, "/invitations/AAAAAAAAAAAA"));
    }

    private static void inviteDetails(Page page) {
        page.navigate(cast.marketplace.path("/invitations/new"));
        page.locator("input[name=firstName]").fill("Ada");
        page.locator("input[name=lastName]").fill("Byron");
        page.locator("input[name=email]").fill(cast.marketplace.freshAddress());
        page.locator("main form button[type=submit]").last().click();
        page.locator(".picker").waitFor();
    }

    private static Stream<Scene> groups() {
        var here = cast.marketplace.path("/groups");
        var manager = cast.accessManager;
        return Stream.of(
                at("groups", manager, here),
                at("groups-none", manager, here + "?search=xyzzy"),
                at("create-group", manager, here + "/new"),
                at("group", manager, here + "/" + cast.group),
                at("group-modules", manager, here + "/" + cast.group + "/modules"),
                at("group-members", manager, here + "/" + cast.group + "/members"),
                at("group-add-members", manager, here + "/" + cast.group + "/members/add"),
                at("group-delete", manager, here + "/" + cast.group + "/delete"));
    }

    private static Stream<Scene> companies() {
        var boss = cast.administrator;
        var here = cast.agency.path("/companies");
        var linked = cast.linked;
        var manager = cast.userPath(cast.member, "/companies");
        return Stream.of(
                at("companies", boss, here),
                at("companies-none", boss, here + "?search=xyzzy"),
                at("companies-read-only", cast.readOnly, 403, here),
                at("create-company", boss, here + "/new"),
                new Scene("create-company-refused", boss, 409, page -> {
                    page.navigate(here + "/new");
                    page.getByLabel("Name").first().fill("Bluebird");
                    page.getByLabel("Short name").fill(linked.slug());
                    page.locator("main form button[type=submit]").click();
                    page.locator("#field-slug-error").waitFor();
                }),
                at("unlink-company", boss, here + "/" + linked.slug() + "/unlink"),
                at("link-company", cast.operator, here + "/link"),
                at("acting-users", boss, linked.path("/users")),
                at("acting-team", boss, linked.path("/team")),
                at("acting-with-access", boss, linked.path("/team?access=yes")),
                at("acting-audit", boss, linked.path("/audit")),
                at("acting-refused", boss, 403, linked.path("/companies/new")),
                at("audit-in-companies", boss, cast.agency.path("/audit?company=all")),
                at("managed-companies", boss, manager),
                at("managed-companies-none", boss, cast.userPath(cast.pending, "/companies")),
                new Scene("grant-companies", boss, page -> {
                    page.navigate(manager);
                    page.locator("a[href$='/companies/add']").click();
                    page.locator("dialog[open]").waitFor();
                }),
                at("revoke-company", boss, manager + "/" + linked.slug() + "/remove"));
    }

    private static Stream<Scene> mine() {
        return Stream.of(
                at("my-organizations", cast.administrator, "/organizations"),
                at("my-profile", cast.administrator, "/me"),
                at("my-password", cast.administrator, "/me/password"),
                at("my-sessions", cast.administrator, "/me/sessions"),
                at("my-applications-none", cast.readOnly, "/me/applications"),
                new Scene("my-applications", cast.administrator, page -> {
                    useApplications();
                    page.navigate("/me/applications");
                }));
    }

    private static Stream<Scene> operator() {
        var operator = cast.operator;
        return Stream.of(
                at("operator-organizations", operator, "/operator/organizations?search=northwind"),
                at("operator-organizations-none", operator, "/operator/organizations?search=xyzzy"),
                at("operator-new-organization", operator, "/operator/organizations/new"),
                at("operator-visiting", operator, cast.agency.path("/users?search=ada")),
                new Scene("operator-other-ways", operator, page -> {
                    page.navigate(severalWays().path("/users"));
                    page.locator(".split summary").click();
                }),
                at("operator-people", operator, "/operator/people?search=ada"),
                at("operator-people-none", operator, "/operator/people?search=xyzzy"),
                at("operator-person", operator, "/operator/people/" + cast.member),
                new Scene("operator-person-blocked", operator, page -> {
                    page.navigate("/operator/people/" + cast.deleted + "/block");
                    page.locator("button[form=block]").click();
                    page.getByText("has been blocked everywhere").waitFor();
                }),
                at("operator-block", operator, "/operator/people/" + cast.member + "/block"),
                at("operator-applications", operator, "/operator/applications"),
                at("operator-register-application", operator, "/operator/applications/new"),
                new Scene(
                        "application-consent",
                        cast.administrator,
                        page -> page.navigate(authorizing() + "&organization=" + cast.agency.slug())),
                at("device", cast.administrator, "/device?user_code=BCDF-GHJK"),
                new Scene("device-allow", cast.administrator, page -> {
                    page.navigate("/device");
                    page.locator("[name=userCode]").fill(waitingDevice());
                    page.locator("main form button[type=submit]").click();
                    page.locator("form[action='/device/allow']").waitFor();
                }),
                new Scene("device-done", cast.administrator, page -> {
                    page.navigate("/device?user_code=" + waitingDevice());
                    page.locator("main form button[type=submit]").click();
                    page.locator("form[action='/device/allow'] button").click();
                    page.getByText("return to your device").waitFor();
                }),
                new Scene("operator-application-secret", operator, page -> {
                    page.navigate("/operator/applications/new");
                    page.locator("#field-name").fill("Northwind Portal");
                    page.locator("#field-redirectUris").fill("https://portal.northwind.example/callback");
                    page.locator("main form button[type=submit]").click();
                    page.locator("#client-secret").waitFor();
                }),
                at("operator-api-tokens", operator, "/operator/api-tokens"),
                at("operator-create-api-token", operator, "/operator/api-tokens/new"),
                at("operator-health", operator, "/operator/health"),
                at("operator-home", operator, "/operator"),
                at("operator-mails", operator, "/operator/mails"),
                at("operator-mails-failed", operator, "/operator/mails?status=failed"));
    }

    /** The code that a device shows. */
    private static String waitingDevice() {
        var device = AppClient.registered("native", ",\"name\":\"Northwind for TV\"");
        var answer = device.post("/oauth2/device_authorization", "scope", "profile organization");
        return AppClient.json(answer).at("/user_code").asString();
    }

    /** The administrator signs in to applications. */
    private static void useApplications() {
        var person = cast.agency.person("administrator").signIn();
        AppClient.registered("web", ",\"name\":\"Northwind Portal\",\"optional\":true")
                .signIn(person, "organization", cast.agency.slug());
        AppClient.registered("spa", ",\"name\":\"Acme Reports\",\"firstParty\":false")
                .consent(
                        person,
                        List.of("profile", "email", "organization", "offline_access"),
                        "organization",
                        cast.agency.slug());
    }

    /** The address with which another company's application lets somebody sign in. */
    private static String authorizing() {
        var application = ApiClient.operator()
                .post(
                        "/applications",
                        "{\"name\":\"Acme Reports\",\"kind\":\"web\",\"firstParty\":false,\"redirectUris\":[\"https://acme.example/cb\"]}");
        return "/oauth2/authorize?response_type=code&scope=openid+profile+email+organization&state=x"
                + "&redirect_uri=https%3A%2F%2Facme.example%2Fcb&code_challenge_method=S256"
                + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&client_id="
                + application.text("/clientId");
    }

    /** Whether onboarding is by link, password or invitation. */
    private static Company severalWays() {
        var company = cast.server.company("partner");
        var path = "/organizations/" + company.slug() + "/policy";
        var policy = (ObjectNode) ApiClient.operator().get(path).json();
        policy.putArray("onboarding")
                .add("email_link")
                .add("generated_password")
                .add("invitation");
        ApiClient.operator().put(path, policy.toString());
        return company;
    }

    private static Scene at(String name, Window window, String path) {
        return at(name, window, 200, path);
    }

    private static Scene at(String name, Window window, int status, String path) {
        return new Scene(name, window, status, page -> page.navigate(path));
    }
}
