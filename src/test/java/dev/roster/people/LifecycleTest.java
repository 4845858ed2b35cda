package dev.roster.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roster.support.ApiClient;
import dev.roster.support.ApiClient.Answer;
import dev.roster.support.Company;
import dev.roster.support.Mailbox.Letter;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of people as they really are: mistyped addresses, new employers, lost emails. */
class LifecycleTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company HERE = SERVER.company("partner");
    private static final Company ELSEWHERE = SERVER.company("partner");
    private static final ApiClient OPERATOR = ApiClient.operator();
    private static final String NEW_PASSWORD = "Fig-Lantern-77!";

    @BeforeEach
    void every_bucket_is_full_again() {
        SERVER.clock().advance(Duration.ofMinutes(61));
    }

    @Test
    void a_pending_persons_mistyped_address_is_corrected_by_those_who_create_users() {
        var administrator = HERE.client("administrator");
        var wrong = HERE.freshAddress();
        var right = HERE.freshAddress();
        var user = create(administrator, HERE, wrong).text("/id");
        var old = SERVER.mailbox(wrong).await(1).linkPath();

        var changed = administrator.patch(users(HERE) + "/" + user, "{\"email\":\"%s\"}".formatted(right));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("/email")).isEqualTo(right);
        assertThat(Visitor.of(SERVER).get(old).status()).isIn(404, 410);
        var link = SERVER.mailbox(right).await(1).linkPath();
        assertThat(Visitor.of(SERVER)
                        .post(link, Map.of("password", Company.PASSWORD))
                        .status())
                .isEqualTo(303);
        Visitor.of(SERVER).signIn(right, Company.PASSWORD);
        assertThat(SERVER.mailbox(wrong).letters()).hasSize(1);
        assertThat(administrator
                        .patch(users(HERE) + "/" + user, "{\"email\":\"%s\"}".formatted(wrong))
                        .code())
                .as("once the account is somebody's")
                .isEqualTo("forbidden");
        assertThat(OPERATOR.patch(users(HERE) + "/" + user, "{\"email\":\"%s\"}".formatted(wrong))
                        .code())
                .isEqualTo("address-not-yours");
    }

    @Test
    void the_address_is_corrected_on_the_page() {
        var administrator = HERE.visitor("administrator");
        var person = HERE.pending("user");
        var right = HERE.freshAddress();
        var path = HERE.path("/users/" + person.id());

        assertThat(administrator.get(path).body()).contains("/change-email");
        assertThat(administrator.get(path + "/change-email").body())
                .contains("Nobody has used this account yet")
                .doesNotContain("Both addresses");
        assertThat(administrator
                        .post(path + "/change-email", Map.of("email", right))
                        .status())
                .isEqualTo(303);
        assertThat(administrator.get(path).body()).contains(right, "no longer works");
        assertThat(administrator
                        .get(HERE.path("/users/" + HERE.quick("user").id()))
                        .body())
                .doesNotContain("/change-email");
    }

    @Test
    void a_restored_person_has_had_the_account() {
        var administrator = HERE.client("administrator");
        var person = HERE.another("user");
        OPERATOR.delete(users(HERE) + "/" + person.id());
        OPERATOR.post(users(HERE) + "/" + person.id() + "/restoration", "{\"mail\":false}");

        assertThat(administrator
                        .patch(users(HERE) + "/" + person.id(), "{\"email\":\"%s\"}".formatted(HERE.freshAddress()))
                        .code())
                .isEqualTo("forbidden");
    }

    @Test
    void a_person_deleted_here_can_be_created_elsewhere() {
        var person = HERE.another("user");
        OPERATOR.delete(users(HERE) + "/" + person.id());
        var elsewhere = ELSEWHERE.client("administrator");

        assertThat(elsewhere
                        .get("/organizations/" + ELSEWHERE.slug() + "/address?email=" + person.email())
                        .text("/answer"))
                .isEqualTo("free");
        assertThat(create(HERE.client("administrator"), HERE, person.email()).code())
                .isEqualTo("address-deleted-here");
        var created = create(elsewhere, ELSEWHERE, person.email());

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("/id")).isNotEqualTo(person.id().toString());
        var link = letter(person.email(), ELSEWHERE.name()).linkPath();
        Visitor.of(SERVER).post(link, Map.of("password", NEW_PASSWORD));
        assertThat(Visitor.of(SERVER)
                        .signIn(person.email(), NEW_PASSWORD)
                        .get(ELSEWHERE.path("/users"))
                        .status())
                .isEqualTo(200);
        assertThat(SERVER.tryToSignIn(person.email(), Company.PASSWORD).status())
                .isEqualTo(422);
    }

    @Test
    void restoring_gives_the_address_back_unless_another_account_has_it() {
        var person = HERE.another("user");
        var back = HERE.another("user");
        OPERATOR.delete(users(HERE) + "/" + person.id());
        OPERATOR.delete(users(HERE) + "/" + back.id());
        create(OPERATOR, ELSEWHERE, person.email());

        var refused = OPERATOR.post(users(HERE) + "/" + person.id() + "/restoration", "{\"mail\":true}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("address-known-elsewhere");
        assertThat(OPERATOR.get(users(HERE) + "/" + person.id()).text("/status"))
                .isEqualTo("deleted");
        assertThat(create(OPERATOR, HERE, person.email()).code()).isEqualTo("address-known-elsewhere");
        assertThat(OPERATOR.post(users(HERE) + "/" + back.id() + "/restoration", "{\"mail\":true}")
                        .status())
                .isEqualTo(200);
        assertThat(create(OPERATOR, ELSEWHERE, back.email()).code()).isEqualTo("address-known-elsewhere");

        // The other organization deletes them, too: whoever restores first has the address.
        var there = OPERATOR.get(users(ELSEWHERE) + "?search=" + person.email()).text("/items/0/id");
        OPERATOR.delete(users(ELSEWHERE) + "/" + there);
        assertThat(OPERATOR.post(users(HERE) + "/" + person.id() + "/restoration", "{\"mail\":true}")
                        .code())
                .isEqualTo("address-known-elsewhere");
        assertThat(create(OPERATOR, SERVER.company("partner"), person.email()).status())
                .isEqualTo(201);
    }

    @Test
    void the_address_of_a_deleted_person_can_be_given_to_another_account_elsewhere() {
        var workspace = SERVER.company("workspace");
        var person = HERE.another("user");
        OPERATOR.delete(users(HERE) + "/" + person.id());
        var other = workspace.quick("member");

        assertThat(OPERATOR.patch(users(workspace) + "/" + other.id(), "{\"email\":\"%s\"}".formatted(person.email()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_account_that_lives_anywhere_keeps_its_address() {
        var person = HERE.another("user");
        ELSEWHERE.makeGuest(person, "user");
        OPERATOR.delete(users(HERE) + "/" + person.id());

        assertThat(create(OPERATOR, SERVER.company("partner"), person.email()).code())
                .isEqualTo("address-known-elsewhere");
    }

    @Test
    void one_person_gets_a_few_reset_emails_at_most() {
        var person = HERE.another("user");
        var path = users(HERE) + "/" + person.id() + "/password-reset";
        Answer last = OPERATOR.post(path, "");
        for (int i = 1; i < 12; i++) {
            last = OPERATOR.post(path, "");
        }

        assertThat(last.status()).isEqualTo(429);
        assertThat(last.header("Retry-After")).isPresent();
        assertThat(SERVER.mailbox(person.email()).await(1)).isNotNull();
        assertThat(SERVER.mailbox(person.email()).letters())
                .as("with the one for the first password")
                .hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void an_invited_person_who_forgot_the_password_gets_the_invitation_again() {
        var marketplace = SERVER.company("marketplace");
        var address = marketplace.freshAddress();
        var user = OPERATOR.post(users(marketplace), """
                {"email":"%s","firstName":"Ada","lastName":"Byron","groups":["Administrators"]}""".formatted(address)).text("/id");
        var mailbox = SERVER.mailbox(address);
        var first = mailbox.await(1);
        var invitation = users(marketplace) + "/" + user + "/invitation";
        var expires = OPERATOR.get(invitation).text("/expiresAt");
        SERVER.clock().advance(Duration.ofHours(2));

        var page = forgot(address);
        var again = mailbox.await(2);
        SERVER.clock().advance(Duration.ofDays(8));
        forgot(address);
        var expired = mailbox.await(3);

        assertThat(page).isEqualTo(forgot("nobody." + address).replace("nobody.", ""));
        assertThat(again.linkPath()).isEqualTo(first.linkPath());
        assertThat(OPERATOR.get(invitation).text("/expiresAt")).isEqualTo(expires);
        assertThat(expired.text())
                .contains("expired", "administrator of " + marketplace.name())
                .doesNotContain("/invitations/");
    }

    @Test
    void a_deactivated_person_who_forgot_the_password_is_told_so() {
        var workspace = SERVER.company("workspace");
        var person = workspace.another("member");
        OPERATOR.put(users(workspace) + "/" + person.id() + "/deactivation", "");

        forgot(person.email());

        var letter = letter(person.email(), "deactivated");
        assertThat(letter.text())
                .contains("administrator of " + workspace.name())
                .doesNotContain("/links/");
    }

    @Test
    void a_blocked_person_is_told_nothing() {
        var workspace = SERVER.company("workspace");
        var person = workspace.another("member");
        OPERATOR.put(users(workspace) + "/" + person.id() + "/deactivation", "");
        SERVER.bean(JdbcClient.class)
                .sql("update users set blocked_at = now() where id = :user")
                .param("user", person.id().value())
                .update();

        forgot(person.email());
        // Jobs are carried out in their order: the second answer comes after the first.
        var other = workspace.another("member");
        OPERATOR.put(users(workspace) + "/" + other.id() + "/deactivation", "");
        forgot(other.email());
        letter(other.email(), "deactivated");

        assertThat(SERVER.mailbox(person.email()).letters())
                .noneMatch(letter -> letter.text().contains("deactivated"));
    }

    @Test
    void a_link_of_somebody_else_asks_before_the_person_who_is_signed_in_is_signed_out() {
        var nadia = HERE.another("user");
        var person = HERE.pending("user");
        var link = SERVER.mailbox(person.email()).await(1).linkPath();
        var browser = nadia.signIn();

        var asked = browser.get(link);
        assertThat(asked.body()).contains(nadia.name(), person.email(), "Sign out and continue");
        assertThat(asked.body()).doesNotContain("name=\"password\"");
        assertThat(browser.post(link, Map.of("leave", "yes")).location()).isEqualTo(link);
        assertThat(browser.get(link).body()).contains("name=\"password\"");
        assertThat(browser.get("/organizations").location()).startsWith("/login");
    }

    @Test
    void whoever_sets_a_password_while_somebody_else_is_signed_in_goes_on_as_nobody() {
        var person = HERE.pending("user");
        var link = SERVER.mailbox(person.email()).await(1).linkPath();
        var browser = HERE.another("user").signIn();

        var set = browser.post(link, Map.of("password", NEW_PASSWORD));

        assertThat(set.location()).isEqualTo("/login");
        assertThat(browser.get("/login").body()).contains("The password of " + person.email() + " has been set");
        assertThat(browser.get("/organizations").location()).startsWith("/login");
    }

    @Test
    void whoever_accepts_an_invitation_while_somebody_else_is_signed_in_goes_on_as_nobody() {
        var marketplace = SERVER.company("marketplace");
        var address = marketplace.freshAddress();
        OPERATOR.post(users(marketplace), """
                {"email":"%s","firstName":"Ada","lastName":"Byron","groups":["Administrators"]}""".formatted(address));
        var accept = SERVER.mailbox(address).await(1).linkPath() + "/accept";
        var browser = HERE.another("user").signIn();

        assertThat(browser.get(accept).body()).contains("Sign out and continue").doesNotContain("name=\"again\"");
        var registered = browser.post(
                accept,
                Map.of(
                        "firstName",
                        "Ada",
                        "lastName",
                        "Byron",
                        "password",
                        NEW_PASSWORD,
                        "again",
                        NEW_PASSWORD,
                        "terms",
                        "on"));

        assertThat(registered.location()).isEqualTo("/login");
        assertThat(browser.get("/login").body()).contains(marketplace.name(), address);
        assertThat(browser.get("/organizations").location()).startsWith("/login");
        assertThat(Visitor.of(SERVER).post(accept, Map.of("leave", "yes")).location())
                .isEqualTo(accept);
    }

    @Test
    void an_organization_sees_whether_its_email_arrived() {
        var administrator = HERE.client("administrator");
        var created = create(administrator, HERE, "j\u00F6rg." + System.nanoTime() + "@x.example");
        var path = users(HERE) + "/" + created.text("/id");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !administrator.get(path).text("/mail/status").equals("queued"));

        SERVER.bean(JdbcClient.class)
                .sql("""
                        update mails set status = 'failed', last_error = '550 no such mailbox', ended_at = now()
                         where user_id = :user""")
                .param("user", UUID.fromString(created.text("/id")))
                .update();

        var shown = administrator.get(path);
        assertThat(shown.text("/mail/status")).isEqualTo("refused");
        assertThat(shown.text("/mail/kind")).isEqualTo("set_password");
        assertThat(shown.text("/mail/reason")).isEqualTo("550 no such mailbox");
        var others = HERE.client("read_only").get(path);
        assertThat(others.status()).isEqualTo(200);
        assertThat(others.json().has("mail")).isFalse();
        assertThat(HERE.visitor("administrator")
                        .get(HERE.path("/users/" + created.text("/id")))
                        .body())
                .contains("550 no such mailbox");
        var accepted = HERE.another("user");
        SERVER.mailbox(accepted.email()).await(1);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> administrator
                        .get(users(HERE) + "/" + accepted.id())
                        .text("/mail/status")
                        .equals("accepted"));
    }

    @Test
    void emails_of_other_organizations_are_not_shown() {
        var person = ELSEWHERE.another("user");
        SERVER.mailbox(person.email()).await(1);
        HERE.makeGuest(person, "user");

        assertThat(OPERATOR.get(users(HERE) + "/" + person.id()).json().has("mail"))
                .isFalse();
    }

    @Test
    void who_signs_in_with_a_username_needs_no_email_address() {
        var appliance = SERVER.company("appliance");
        var admin = appliance.client("system_admin");
        var name = "noemail" + Long.toString(System.nanoTime(), 36);
        var password = "an-Example-77-lantern";
        var created = admin.post(users(appliance), """
                {"username":"%s","role":"ledger_manager","password":"%s"}""".formatted(name, password));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().at("/email").isNull()).isTrue();
        assertThat(SERVER.tryToSignIn(name, password).status()).isEqualTo(303);
        var path = users(appliance) + "/" + created.text("/id");
        assertThat(admin.post(path + "/password-reset", "").code()).isEqualTo("no-address");
        assertThat(admin.put(path + "/password", "{\"generate\":true}").status())
                .isEqualTo(200);
        assertThat(admin.patch(path, "{\"displayName\":\"Noe Mail\"}").status()).isEqualTo(200);
        var page = appliance.visitor("system_admin").get(appliance.path("/users/" + created.text("/id")));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("Noe Mail").doesNotContain("/reset-password");
        assertThat(appliance
                        .visitor("system_admin")
                        .get(appliance.path("/users"))
                        .body())
                .contains("Noe Mail");
        assertThat(admin.patch(path, "{\"email\":\"%s\"}".formatted(appliance.freshAddress()))
                        .status())
                .isEqualTo(200);
        assertThat(admin.post(path + "/erasure", "{\"confirm\":\"%s\"}".formatted(name))
                        .status())
                .isEqualTo(204);
        assertThat(OPERATOR.post(users(HERE), "{\"displayName\":\"No Mail\"}").text("/errors/0/code"))
                .isEqualTo("required");
    }

    @Test
    void an_address_that_looks_like_another_one_here_is_warned_about() {
        create(OPERATOR, HERE, "paula.l@look.example");
        var asked = "/address?email=p\u0430ula.1@look.example";

        var answer =
                OPERATOR.get("/organizations/" + HERE.slug() + URI.create(asked).toASCIIString());

        assertThat(answer.text("/answer")).isEqualTo("free");
        assertThat(answer.text("/lookAlike")).isEqualTo("paula.l@look.example");
        assertThat(HERE.visitor("administrator")
                        .get(HERE.path("/users" + URI.create(asked).toASCIIString()))
                        .body())
                .contains("looks like paula.l@look.example");
        assertThat(OPERATOR.get("/organizations/" + ELSEWHERE.slug()
                                + URI.create(asked).toASCIIString())
                        .json()
                        .at("/lookAlike")
                        .isNull())
                .isTrue();
        assertThat(OPERATOR.get("/organizations/" + HERE.slug() + "/address?email=PAULA.L@look.example")
                        .json()
                        .at("/lookAlike")
                        .isNull())
                .isTrue();
        assertThat(create(OPERATOR, HERE, "p\u0430ula.1@look.example").status()).isEqualTo(201);
    }

    private static String forgot(String address) {
        return Visitor.of(SERVER)
                .post("/forgot-password", Map.of("email", address))
                .body()
                .replaceAll("value=\"[^\"]*\"", "");
    }

    @ParameterizedTest
    @CsvSource({
        "idn1@b\u00FCcher.example, idn1@xn--bcher-kva.example",
        "idn2@xn--bcher-kva.example, IDN2@B\u00DCCHER.example.",
        "j\u00F6rg1@x.example, JO\u0308RG1@x.example",
        "ada.q@x.example, '\"ada.q\"@x.example'",
        "ada.w@x.example, \uFF21da.w@x.example",
        "ada.z@x.example, 'Ada <mailto:ada.z@x.example>;'"
    })
    void one_mailbox_is_one_account(String first, String second) {
        var user = create(OPERATOR, HERE, first);
        assertThat(user.status()).isEqualTo(201);
        var id = user.text("/id");

        assertThat(create(OPERATOR, HERE, second.replace("\"", "\\\"")).code()).isEqualTo("address-active-here");
        assertThat(OPERATOR.patch(
                                users(HERE) + "/" + HERE.pending("user").id(),
                                "{\"email\":\"%s\"}".formatted(second.replace("\"", "\\\"")))
                        .code())
                .isEqualTo("address-active-here");
        var visitor = Visitor.of(SERVER);
        assertThat(visitor.post("/forgot-password", Map.of("email", second)).status())
                .isEqualTo(200);
        HERE.setPassword(id);
        visitor.signIn(second, Company.PASSWORD);
    }

    @ParameterizedTest
    @CsvSource({
        "jean..dot@x.example, email-dots",
        ".lead@x.example, email-dots",
        "trail.@x.example, email-dots",
        "ada@1.2.3.4, email-ip",
        "ada@localhost, email-short-domain",
        "ada@x-.example, email-domain"
    })
    void an_impossible_address_is_refused_with_the_reason(String email, String code) {
        var refused = create(OPERATOR, HERE, email);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/field")).isEqualTo("email");
        assertThat(refused.text("/errors/0/code")).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"\\u200b", "\\u3164", "\\u2800", "\\u00ad", "\\ufeff", "\\u2060", "\\u202e"})
    void a_name_that_nobody_sees_is_none(String name) {
        var refused = OPERATOR.post(
                users(HERE), "{\"email\":\"%s\",\"displayName\":\"%s\"}".formatted(HERE.freshAddress(), name));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/field")).isEqualTo("displayName");
        assertThat(refused.text("/errors/0/code")).isEqualTo("required");
    }

    @Test
    void what_nobody_sees_is_left_out_of_a_name() {
        var created = OPERATOR.post(
                users(HERE), "{\"email\":\"%s\",\"displayName\":\"Ada\\u200bZero\"}".formatted(HERE.freshAddress()));

        assertThat(created.text("/displayName")).isEqualTo("AdaZero");
        assertThat(OPERATOR.get(users(HERE) + "?search=adazero").items("id")).contains(created.text("/id"));
    }

    /** The email that says this. */
    private static Letter letter(String address, String words) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> SERVER.mailbox(address).letters().stream()
                        .anyMatch(letter -> letter.text().contains(words)));
        return SERVER.mailbox(address).letters().stream()
                .filter(letter -> letter.text().contains(words))
                .findFirst()
                .orElseThrow();
    }

    private static Answer create(ApiClient client, Company company, String email) {
        return client.post(users(company), "{\"email\":\"%s\",\"displayName\":\"Mo Moved\"}".formatted(email));
    }

    private static String users(Company company) {
        return "/organizations/" + company.slug() + "/users";
    }
}
