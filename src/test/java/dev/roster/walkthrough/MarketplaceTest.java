package dev.roster.walkthrough;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.roster.support.Browser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.roster.groups.Groups;
import dev.roster.support.ApiClient;
import dev.roster.support.Browser;
import dev.roster.support.Browser.Window;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An account administrator invites a person, who accepts or declines. */
@Tag("browser")
class MarketplaceTest {
    private static final TestServer SERVER = TestServer.get();
    private static final String OWN_PASSWORD = "Tidal-Violet-81!";
    private static final Duration SEVEN_DAYS = Duration.ofDays(7);
    private static final int REFUSED = 422;

    private static Company company;
    private static ApiClient api;

    @BeforeAll
    static void open() {
        company = SERVER.company("marketplace");
        company.groupWith("marketplace");
        company.groupWith("account_management");
        api = company.client("access_management");
    }

    @Test
    void marketplace_the_whole_way_from_the_steps_to_the_first_sign_in() {
        var address = company.freshAddress();
        try (var window = Browser.get().open(SERVER).signIn(company.another("administrators"))) {
            invite(window, address);
            assertThat(window.complaints()).isEmpty();
        }
        var letter = SERVER.mailbox(address).await(1);

        try (var person = Browser.get().open(SERVER)) {
            var page = person.go(letter.linkPath()).page();
            assertThat(page.locator("main")).containsText(company.name());
            assertThat(page.locator("main")).containsText(address);
            page.getByRole(AriaRole.LINK, named("Accept")).click();
            register(page);
            assertThat(page).hasURL(Pattern.compile(".*/login"));
            person.signIn(address, OWN_PASSWORD);
            assertThat(page.locator("body")).containsText(company.name());
            assertThat(person.complaints()).isEmpty();
        }
        assertThat(user(address).text("/items/0/status")).isEqualTo("active");
        assertThat(user(address).text("/items/0/emailVerified")).isEqualTo("true");
    }

    @Test
    void marketplace_the_whole_way_without_javascript() {
        var address = company.freshAddress();
        try (var window = Browser.get().openWithoutJavaScript(SERVER).signIn(company.another("administrators"))) {
            invite(window, address);
        }
        try (var person = Browser.get().openWithoutJavaScript(SERVER)) {
            var page = person.go(SERVER.mailbox(address).await(1).linkPath()).page();
            page.getByRole(AriaRole.LINK, named("Accept")).click();
            register(page);
            person.signIn(address, OWN_PASSWORD);
        }
        assertThat(user(address).text("/items/0/status")).isEqualTo("active");
    }

    /** Through the four steps, going back and reloading on the way. */
    private static void invite(Window window, String address) {
        var page = window.go(company.path("/users")).page();
        page.getByRole(AriaRole.LINK, named("Invite user")).first().click();
        page.getByLabel("First name").fill("Ada");
        page.getByLabel("Last name").fill("Byron");
        page.getByLabel("Email", new Page.GetByLabelOptions().setExact(true)).fill(address);
        page.getByRole(AriaRole.BUTTON, named("Next")).click();
        search(page);
        page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("Only marketplace"))
                .check();
        page.getByRole(AriaRole.BUTTON, named("Back")).click();
        assertThat(page.getByLabel("Email", new Page.GetByLabelOptions().setExact(true)))
                .hasValue(address);
        page.reload();
        assertThat(page.getByLabel("First name")).hasValue("Ada");
        page.getByRole(AriaRole.BUTTON, named("Next")).click();
        assertThat(page.locator(".picker-chosen")).containsText("Only marketplace");
        page.getByRole(AriaRole.BUTTON, named("Next")).click();
        for (var entered : List.of("Ada", "Byron", address, "Only marketplace")) {
            assertThat(page.locator("main .card")).containsText(entered);
        }
        page.reload();
        assertThat(SERVER.mailbox(address).letters()).isEmpty();
        assertThat(user(address).items("id")).isEmpty();
        page.getByRole(AriaRole.BUTTON, named("Add")).click();
        assertThat(page.locator("main")).containsText("Ada Byron has been invited");
        assertThat(page.getByRole(AriaRole.LINK, named("View details"))).isVisible();
        assertThat(page.getByRole(AriaRole.LINK, named("Close"))).isVisible();
        assertThat(page.getByRole(AriaRole.LINK, named("Copy invitation link"))).isVisible();
    }

    private static void search(Page page) {
        page.getByLabel("Search groups").fill("marketplace");
        var button = page.getByRole(AriaRole.BUTTON, named("Search"));
        if (button.isVisible()) {
            button.click();
        }
        assertThat(page.locator(".picker")).not().containsText("Only account_management");
    }

    private static void register(Page page) {
        assertThat(page.getByLabel("First name")).hasValue("Ada");
        assertThat(page.getByLabel("Last name")).hasValue("Byron");
        page.locator("input[name=password]").fill(OWN_PASSWORD);
        page.locator("input[name=again]").fill(OWN_PASSWORD);
        page.getByRole(AriaRole.CHECKBOX).check();
        page.getByRole(AriaRole.BUTTON, named("Create account")).click();
    }

    @ParameterizedTest
    @CsvSource({
        "firstName,''",
        "lastName,''",
        "email,''",
        "email,nobody",
        "phoneNumber,123",
        "phoneCountryCode,+44",
        "phoneNumber,020 7946 0018"
    })
    void marketplace_01_names_and_address_are_required_and_a_phone_is_checked_as_a_whole(String field, String value) {
        var typed = new HashMap<>(details(company.freshAddress()));
        typed.put(field, value);

        var answer = administrator().post(company.path("/invitations/new"), typed);

        assertThat(answer.status()).isEqualTo(REFUSED);
        assertThat(answer.body()).contains("aria-invalid=\"true\"");
        if (!field.equals("firstName")) {
            assertThat(answer.value("firstName")).isEqualTo("Ada");
        }
    }

    @Test
    void marketplace_01_country_code_and_number_are_kept_as_that_country_writes_them() {
        var address = company.freshAddress();

        var invited = api.post(users(), """
                {"email":"%s","firstName":"Ada","lastName":"Byron","groups":["Only marketplace"],
                 "phone":{"countryCode":"+44","number":"02079460018"}}
                """.formatted(address));

        assertThat(invited.status()).isEqualTo(201);
        assertThat(invited.text("/phone/countryCode")).isEqualTo("+44");
        assertThat(invited.text("/phone/number")).isEqualTo("20 7946 0018");
    }

    @Test
    void marketplace_02_at_least_one_group_must_be_chosen() {
        var visitor = administrator();
        var step = visitor.post(company.path("/invitations/new"), details(company.freshAddress()))
                .location();

        assertThat(visitor.post(step, Map.of("action", "next")).status()).isEqualTo(REFUSED);
        var overview = step.replace("/groups", "/overview");
        assertThat(visitor.post(overview, Map.of()).status()).isEqualTo(REFUSED);
        var byApi = api.post(
                users(),
                "{\"email\":\"%s\",\"firstName\":\"Ada\",\"lastName\":\"Byron\"}".formatted(company.freshAddress()));
        assertThat(byApi.status()).isEqualTo(REFUSED);
        assertThat(byApi.text("/errors/0/field")).isEqualTo("groups");
    }

    @Test
    void marketplace_03_no_one_is_created_and_no_email_is_sent_before_the_overview_is_confirmed() {
        var address = company.freshAddress();
        var visitor = administrator();
        var groups =
                visitor.post(company.path("/invitations/new"), details(address)).location();
        var overview = visitor.post(groups, Map.of("groups", group("Only marketplace")))
                .location();

        assertThat(visitor.get(overview).body()).contains("Ada", "Byron", address, "Only marketplace");
        assertThat(user(address).items("id")).isEmpty();

        var done = visitor.post(overview, Map.of());

        assertThat(done.location()).endsWith("/done");
        assertThat(visitor.get(done.location()).body()).contains("View details", "Close", "Copy invitation link");
        assertThat(user(address).text("/items/0/status")).isEqualTo("invited");
        SERVER.mailbox(address).await(1);
        assertThat(visitor.post(overview, Map.of()).location()).isEqualTo(done.location());
        assertThat(SERVER.mailbox(address).letters()).hasSize(1);
    }

    @Test
    void marketplace_04_the_email_names_inviter_and_organization_and_is_valid_for_one_person_and_seven_days() {
        var first = company.freshAddress();
        var second = company.freshAddress();
        inviteBySteps(first);
        inviteBySteps(second);

        var letter = SERVER.mailbox(first).await(1);

        assertThat(letter.subject()).isEqualTo("Invitation to " + company.name());
        assertThat(letter.text()).contains("Person Number", company.name(), "personal", "expires in 7 days");
        assertThat(letter.link()).isNotEqualTo(SERVER.mailbox(second).await(1).link());
    }

    @Test
    void marketplace_05_the_link_works_to_the_last_second_of_the_seventh_day() {
        var address = company.freshAddress();
        var user = invited(address);
        var link = SERVER.mailbox(address).await(1).linkPath();

        SERVER.clock().advance(SEVEN_DAYS.minusSeconds(5));
        assertThat(visit(link).status()).isEqualTo(200);
        SERVER.clock().advance(Duration.ofSeconds(6));
        var late = visit(link);

        assertThat(late.status()).isEqualTo(410);
        assertThat(late.body()).contains("has expired", company.name(), "new invitation");
        assertThat(visitPosting(link + "/accept", registration()).status()).isEqualTo(410);
        assertThat(api.get(users() + "/" + user).text("/status")).isEqualTo("invited");
        assertThat(api.get(users() + "/" + user).text("/invitation/status")).isEqualTo("expired");
        assertThat(api.get(users() + "?status=expired").items("id")).contains(user);
        assertThat(api.get(users() + "?status=invited").items("id")).doesNotContain(user);
        assertThat(listed("expired")).contains(address).contains("Invitation expired");
    }

    @Test
    void marketplace_06_the_page_names_organization_and_address_and_offers_two_answers_in_two_languages() {
        var address = company.freshAddress();
        invited(address);
        var link = SERVER.mailbox(address).await(1).linkPath();

        var page = visit(link);

        assertThat(page.body()).contains(company.name(), address, ">Accept<", ">Decline<");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(Visitor.of(SERVER).get(link, "Accept-Language", "de").body()).contains(">Annehmen<", ">Ablehnen<");
    }

    @ParameterizedTest
    @CsvSource({
        "firstName,''",
        "lastName,''",
        "password,''",
        "password,password",
        "password,Ada-Byron-1!",
        "again,Other-Thing-81!",
        "terms,"
    })
    void marketplace_07_registering_asks_for_names_password_twice_and_the_terms(String field, String value) {
        var address = company.freshAddress();
        var user = invited(address);
        var link = SERVER.mailbox(address).await(1).linkPath();
        var typed = new HashMap<>(registration());
        if (value == null) {
            typed.remove(field);
        } else {
            typed.put(field, value);
        }

        assertThat(visitPosting(link + "/accept", typed).status()).isEqualTo(REFUSED);
        assertThat(api.get(users() + "/" + user).text("/status")).isEqualTo("invited");

        assertThat(visitPosting(link + "/accept", registration()).location()).isEqualTo("/login");
        assertThat(SERVER.tryToSignIn(address, OWN_PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void marketplace_08_who_declines_is_shown_so_and_can_be_sent_a_new_invitation() {
        var address = company.freshAddress();
        var user = invited(address);
        var link = SERVER.mailbox(address).await(1).linkPath();

        assertThat(visitPosting(link + "/decline", Map.of()).status()).isEqualTo(200);
        assertThat(api.get(users() + "/" + user).text("/status")).isEqualTo("invited");
        assertThat(visitPosting(link + "/decline", Map.of("confirm", "decline")).status())
                .isEqualTo(200);

        assertThat(api.get(users() + "/" + user).text("/status")).isEqualTo("declined");
        assertThat(listed("declined")).contains(address);
        assertThat(visit(link).status()).isEqualTo(410);
        assertThat(api.post(users() + "/" + user + "/invitation/resend", "").code())
                .isEqualTo("invitation-not-pending");
        assertThat(api.post(users() + "/" + user + "/invitation/renewal", "").status())
                .isEqualTo(202);
        assertThat(visit(SERVER.mailbox(address).await(2).linkPath()).status()).isEqualTo(200);
    }

    @Test
    void marketplace_09_an_address_that_is_here_is_refused_and_nothing_is_sent() {
        var here = company.person("administrators").email();
        var waiting = company.freshAddress();
        invited(waiting);
        SERVER.mailbox(waiting).await(1);

        var step = administrator().post(company.path("/invitations/new"), details(here));

        assertThat(step.status()).isEqualTo(409);
        assertThat(step.fieldError("email")).contains(here);
        assertThat(post(here).code()).isEqualTo("address-active-here");
        assertThat(post(waiting).code()).isEqualTo("address-invited-here");
        assertThat(SERVER.mailbox(here).letters()).isEmpty();
        assertThat(SERVER.mailbox(waiting).letters()).hasSize(1);
    }

    @Test
    void marketplace_09_who_has_an_account_elsewhere_accepts_by_signing_in_with_the_password_there_is() {
        var elsewhere = SERVER.company("marketplace");
        var person = elsewhere.another("marketplace");

        var user = post(person.email()).text("/id");
        assertThat(user).isEqualTo(person.id().toString());
        assertThat(api.get(users() + "/" + user).text("/displayName")).isEqualTo("Ada Byron");
        assertThat(api.get(users() + "/" + user).text("/home")).isEqualTo("false");
        var link = SERVER.mailbox(person.email()).await(1).linkPath();
        assertThat(visit(link + "/accept").body())
                .contains("already has an account")
                .doesNotContain("new-password");
        assertThat(visitPosting(link + "/accept", Map.of("password", "Wrong-Password-1!"))
                        .status())
                .isEqualTo(422);
        assertThat(visitPosting(link + "/accept", registration()).status()).isEqualTo(410);

        var joined = visitPosting(link + "/accept", Map.of("password", Company.PASSWORD));

        assertThat(joined.location()).isEqualTo("/organizations");
        assertThat(api.get(users() + "/" + user).text("/status")).isEqualTo("active");
        assertThat(api.get(users() + "/" + user).text("/displayName")).isEqualTo(person.name());
        assertThat(person.signIn().get("/organizations").body()).contains(company.name(), elsewhere.name());
    }

    @Test
    void marketplace_09_who_is_signed_in_already_only_says_yes() {
        var person = SERVER.company("marketplace").another("marketplace");
        var user = post(person.email()).text("/id");
        var link = SERVER.mailbox(person.email()).await(1).linkPath();
        var stranger = company.another("marketplace").signIn();

        assertThat(stranger.post(link + "/accept", Map.of("confirm", "accept")).status())
                .isEqualTo(403);
        assertThat(person.signIn()
                        .post(link + "/accept", Map.of("confirm", "accept"))
                        .location())
                .isEqualTo("/organizations");
        assertThat(api.get(users() + "/" + user).text("/status")).isEqualTo("active");
    }

    @Test
    void marketplace_10_resending_keeps_the_link_and_starts_its_time_anew() {
        var address = company.freshAddress();
        var user = invited(address);
        var link = SERVER.mailbox(address).await(1).link();
        SERVER.clock().advance(Duration.ofDays(5));

        assertThat(api.post(users() + "/" + user + "/invitation/renewal", "").code())
                .isEqualTo("invitation-pending");
        assertThat(api.post(users() + "/" + user + "/invitation/resend", "").status())
                .isEqualTo(202);

        assertThat(SERVER.mailbox(address).await(2).link()).isEqualTo(link);
        SERVER.clock().advance(Duration.ofDays(5));
        assertThat(visit(path(link)).status()).isEqualTo(200);
    }

    @Test
    void marketplace_10_a_new_invitation_kills_the_old_link_and_is_sent_once_the_old_one_has_expired() {
        var address = company.freshAddress();
        var user = invited(address);
        var old = SERVER.mailbox(address).await(1).linkPath();
        var copied = copied(user);
        SERVER.clock().advance(SEVEN_DAYS.plusSeconds(1));

        assertThat(api.post(users() + "/" + user + "/invitation/resend", "").code())
                .isEqualTo("invitation-not-pending");
        assertThat(api.post(users() + "/" + user + "/invitation/link", "").code())
                .isEqualTo("invitation-not-pending");
        assertThat(api.post(users() + "/" + user + "/invitation/renewal", "").text("/status"))
                .isEqualTo("pending");

        assertThat(visit(SERVER.mailbox(address).await(2).linkPath()).status()).isEqualTo(200);
        assertThat(visit(old).status()).isEqualTo(404);
        assertThat(visit(copied).status()).isEqualTo(404);
    }

    @Test
    void marketplace_10_row_and_page_offer_what_the_state_allows() {
        var address = company.freshAddress();
        var user = invited(address);
        var pending = List.of("copy-invitation-link", "resend-invitation", "revoke-invitation");

        assertThat(offered(user)).containsExactlyElementsOf(pending);

        var link = SERVER.mailbox(address).await(1).linkPath();
        visitPosting(link + "/decline", Map.of("confirm", "decline"));
        assertThat(offered(user)).containsExactly("send-new-invitation", "revoke-invitation");
    }

    @Test
    void marketplace_10_many_are_sent_again_at_once_after_a_preview() {
        var first = company.freshAddress();
        var second = company.freshAddress();
        var ids = List.of(invited(first), invited(second));
        SERVER.mailbox(first).await(1);
        SERVER.mailbox(second).await(1);
        var joined = company.quick("marketplace").id().toString();

        var page = administrator();
        var preview = page.post(
                company.path("/users/bulk"),
                Map.of("what", "send-invitation", "user", String.join(",", ids) + "," + joined));

        assertThat(preview.body()).contains("2 users will get an email", first, second, "One user will be skipped");
        assertThat(preview.body()).doesNotContain(joined);
        assertThat(SERVER.mailbox(first).letters()).hasSize(1);
        page.post(company.path("/users/bulk/run"), Map.of("what", "send-invitation", "user", String.join(",", ids)));
        SERVER.mailbox(first).await(2);
        SERVER.mailbox(second).await(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"revoke", "remove"})
    void marketplace_11_taking_an_invited_person_back_kills_the_link(String way) {
        var address = company.freshAddress();
        var user = invited(address);
        var link = SERVER.mailbox(address).await(1).linkPath();
        var copied = copied(user);

        if (way.equals("revoke")) {
            var page = administrator();
            assertThat(page.post(company.path("/users/" + user + "/revoke-invitation"), Map.of())
                            .status())
                    .isEqualTo(303);
        } else {
            assertThat(api.post(users() + "/" + user + "/removal", "").status()).isEqualTo(204);
        }

        for (var dead : List.of(link, copied)) {
            assertThat(visit(dead).status()).isEqualTo(410);
            assertThat(visitPosting(dead + "/accept", registration()).status()).isEqualTo(410);
        }
        assertThat(api.get(users() + "/" + user).status()).isEqualTo(404);
        assertThat(SERVER.mailbox(address).letters()).hasSize(1);
    }

    @Test
    void marketplace_12_each_status_is_shown_by_its_word() {
        var address = company.freshAddress();
        var user = invited(address);
        assertThat(shown(user)).isEqualTo("Invited");
        visitPosting(SERVER.mailbox(address).await(1).linkPath() + "/decline", Map.of("confirm", "decline"));
        assertThat(shown(user)).isEqualTo("Declined");
        api.post(users() + "/" + user + "/invitation/renewal", "");
        var link = SERVER.mailbox(address).await(2).linkPath();
        visitPosting(link + "/accept", registration());
        assertThat(shown(user)).isEqualTo("Active");
        var operator = ApiClient.operator();
        operator.put("/users/" + user + "/block", "");
        assertThat(shown(user)).isEqualTo("Blocked");
        assertThat(SERVER.tryToSignIn(address, OWN_PASSWORD).status()).isEqualTo(REFUSED);
        operator.delete("/users/" + user + "/block");
        assertThat(shown(user)).isEqualTo("Active");
        assertThat(SERVER.tryToSignIn(address, OWN_PASSWORD).status()).isEqualTo(303);

        api.post(users() + "/" + user + "/removal", "");

        assertThat(SERVER.operator().get("/operator/people/" + user).body()).contains("Disabled");
        assertThat(operator.get("/users/" + user).text("/status")).isEqualTo("disabled");
    }

    /** An expired invitation is covered by {@link #marketplace_05_the_link_works_to_the_last_second_of_the_seventh_day}. */
    private static String shown(String user) {
        var page = administrator().get(company.path("/users/" + user)).body();
        var state = Pattern.compile("class=\"state [^>]*>([^<]*)<").matcher(page);
        return state.find() ? state.group(1) : "";
    }

    @Test
    void marketplace_13_removing_affects_only_this_organization_is_announced_by_email_and_undone_by_inviting() {
        var elsewhere = SERVER.company("marketplace");
        var person = elsewhere.another("marketplace");
        var user = post(person.email()).text("/id");
        var link = SERVER.mailbox(person.email()).await(1).linkPath();
        visitPosting(link + "/accept", Map.of("password", Company.PASSWORD));
        var theirs = person.signIn();
        assertThat(theirs.get(company.path("")).status()).isEqualTo(303);

        assertThat(api.post(users() + "/" + user + "/removal", "").status()).isEqualTo(204);

        assertThat(theirs.get(company.path("")).status()).isEqualTo(404);
        assertThat(theirs.get(elsewhere.path("")).status()).isEqualTo(303);
        var told = SERVER.mailbox(person.email()).await(2);
        assertThat(told.subject()).isEqualTo("You have been removed from " + company.name());
        assertThat(user(person.email()).items("id")).isEmpty();
        assertThat(post(person.email()).status()).isEqualTo(201);
        assertThat(visitPosting(
                                SERVER.mailbox(person.email()).await(3).linkPath() + "/accept",
                                Map.of("password", Company.PASSWORD))
                        .location())
                .isEqualTo("/organizations");
    }

    @Test
    void marketplace_13_nobody_removes_themselves_or_the_last_administrator() {
        var small = SERVER.company("marketplace");
        var last = small.person("administrators");
        var other = small.person("access_management");

        assertThat(remove(small, last, last)).isEqualTo(403);
        assertThat(remove(small, last, other)).isEqualTo(303);
        assertThat(ApiClient.of(small.slug(), "access_management")
                        .post("/organizations/" + small.slug() + "/users/" + last.id() + "/removal", "")
                        .code())
                .isEqualTo("last-administrator");
    }

    @Test
    void marketplace_14_administrators_change_only_the_groups_of_another_member() {
        var member = company.another("marketplace");
        var page = administrator();
        var path = company.path("/users/" + member.id());

        assertThat(page.get(path).body()).doesNotContain("name=\"firstName\"");
        assertThat(page.post(path, Map.of("firstName", "Eve", "lastName", "Else"))
                        .status())
                .isEqualTo(403);
        assertThat(api.patch(users() + "/" + member.id(), "{\"firstName\":\"Eve\"}")
                        .status())
                .isEqualTo(403);
        assertThat(api.put(users() + "/" + member.id() + "/groups", "{\"groups\":[\"Only account_management\"]}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void marketplace_14_rights_of_several_groups_add_up_and_take_effect_at_once() {
        var member = company.another("marketplace");
        var theirs = member.signIn();
        assertThat(theirs.get(company.path("/users")).status()).isEqualTo(403);

        api.put(
                users() + "/" + member.id() + "/groups",
                "{\"groups\":[\"Only marketplace\",\"%s\"]}".formatted(company.groupWith("access_management")));

        assertThat(theirs.get(company.path("/users")).status()).isEqualTo(200);
        api.put(users() + "/" + member.id() + "/groups", "{\"groups\":[\"Only marketplace\"]}");
        assertThat(theirs.get(company.path("/users")).status()).isEqualTo(403);
    }

    @Test
    void marketplace_15_a_group_has_a_name_and_a_module_and_administrators_stays_as_it_is() {
        var groups = "/organizations/" + company.slug() + "/groups";
        assertThat(api.post(groups, "{\"name\":\"\",\"roles\":[\"marketplace\"]}")
                        .text("/errors/0/field"))
                .isEqualTo("name");
        assertThat(api.post(groups, "{\"name\":\"Empty\",\"roles\":[]}").text("/errors/0/field"))
                .isEqualTo("roles");
        var standard = groups + "/" + group("Administrators");
        assertThat(api.get(standard).text("/default")).isEqualTo("true");
        assertThat(api.get(standard).json().at("/roles").size()).isEqualTo(3);
        assertThat(api.delete(standard).code()).isEqualTo("group-is-default");
        assertThat(api.patch(standard, "{\"roles\":[\"marketplace\"]}").code()).isEqualTo("group-roles-fixed");
        company.another("marketplace");
        assertThat(api.delete(groups + "/" + group("Only marketplace")).code()).isEqualTo("group-has-members");
        var made = api.post(groups, "{\"name\":\"Nobody\",\"roles\":[\"marketplace\"]}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(api.delete(groups + "/" + made.text("/id")).status()).isEqualTo(204);
    }

    @Test
    void marketplace_16_a_copied_link_leaves_the_address_unproven_until_it_is_confirmed_from_the_mailbox() {
        var address = company.freshAddress();
        var user = invited(address);
        var mailed = SERVER.mailbox(address).await(1).linkPath();
        var copied = copied(user);
        assertThat(copied).isNotEqualTo(mailed);

        assertThat(visitPosting(copied + "/accept", registration()).location()).isEqualTo("/login");

        assertThat(api.get(users() + "/" + user).text("/emailVerified")).isEqualTo("false");
        assertThat(administrator().get(company.path("/users/" + user)).body()).contains("not confirmed");
        var confirmation = SERVER.mailbox(address).await(2).linkPath();
        visit(confirmation);
        assertThat(api.get(users() + "/" + user).text("/emailVerified")).isEqualTo("false");
        visitPosting(confirmation, Map.of("confirm", "address"));
        assertThat(api.get(users() + "/" + user).text("/emailVerified")).isEqualTo("true");
    }

    @Test
    void marketplace_16_the_emailed_link_proves_the_address() {
        var address = company.freshAddress();
        var user = invited(address);
        copied(user);

        visitPosting(SERVER.mailbox(address).await(1).linkPath() + "/accept", registration());

        assertThat(api.get(users() + "/" + user).text("/emailVerified")).isEqualTo("true");
    }

    /** A different user each time: time is moved here, and sessions end after two weeks. */
    private static Visitor administrator() {
        return company.another("administrators").signIn();
    }

    private static int remove(Company in, Company.Person by, Company.Person whom) {
        return by.visitor()
                .post(in.path("/users/" + whom.id() + "/remove"), Map.of())
                .status();
    }

    private static void inviteBySteps(String address) {
        var visitor = administrator();
        var groups =
                visitor.post(company.path("/invitations/new"), details(address)).location();
        var overview = visitor.post(groups, Map.of("groups", group("Only marketplace")))
                .location();
        assertThat(visitor.post(overview, Map.of()).location()).endsWith("/done");
    }

    private static String invited(String address) {
        var answer = post(address);
        assertThat(answer.status()).isEqualTo(201);
        return answer.text("/id");
    }

    private static ApiClient.Answer post(String address) {
        return api.post(users(), """
                {"email":"%s","firstName":"Ada","lastName":"Byron","groups":["Only marketplace"]}
                """.formatted(address));
    }

    private static Map<String, String> details(String address) {
        return Map.of("firstName", "Ada", "lastName", "Byron", "email", address);
    }

    private static Map<String, String> registration() {
        return Map.of(
                "firstName",
                "Ada",
                "lastName",
                "Byron",
                "password",
                OWN_PASSWORD,
                "again",
                OWN_PASSWORD,
                "terms",
                "true");
    }

    /** The actions in the row's menu, which the person's page offers, too. */
    private static List<String> offered(String user) {
        var page = administrator();
        var row = links(
                page.get(company.path("/users?search=person&sort=-createdAt")).body(), user);
        assertThat(links(page.get(company.path("/users/" + user)).body(), user)).containsAll(row);
        return row.stream().filter(action -> !action.equals("groups")).toList();
    }

    private static List<String> links(String page, String user) {
        return Pattern.compile(user + "/([a-z-]+)\"")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }

    private static String copied(String user) {
        return path(api.post(users() + "/" + user + "/invitation/link", "").text("/link"));
    }

    private static String path(String link) {
        return link.replaceFirst("https?://[^/]+", "");
    }

    private static Visitor.Answer visit(String path) {
        return Visitor.of(SERVER).get(path);
    }

    private static Visitor.Answer visitPosting(String path, Map<String, String> fields) {
        return Visitor.of(SERVER).post(path, fields);
    }

    private static String listed(String status) {
        return administrator()
                .get(company.path("/users?sort=-createdAt&status=" + status))
                .body();
    }

    private static String group(String name) {
        return SERVER.bean(Groups.class)
                .find(company.id(), name)
                .orElseThrow()
                .id()
                .toString();
    }

    private static ApiClient.Answer user(String address) {
        return ApiClient.operator().get(users() + "?search=" + address.replace("@", "%40"));
    }

    private static String users() {
        return "/organizations/" + company.slug() + "/users";
    }
}
