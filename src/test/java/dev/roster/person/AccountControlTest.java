package dev.roster.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roster.access.Expected;
import dev.roster.credentials.MemberPasswords;
import dev.roster.people.RoleAssignments;
import dev.roster.shared.ProblemException;
import dev.roster.support.ApiClient;
import dev.roster.support.AtOnce;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.ImportRequests;
import dev.roster.support.Operator;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Who controls an account: an organization only while the person belongs to no other, and never an operator's. */
class AccountControlTest {
    private static final TestServer SERVER = TestServer.get();
    private static final String OWN = "Tidal-Violet-81!";
    private static final Map<String, String> REGISTRATION =
            Map.of("firstName", "Ada", "lastName", "Byron", "password", OWN, "again", OWN, "terms", "true");

    private final Company first = offeringEverything();

    private final ApiClient firsts = first.client("admin");
    private final Company second = offeringEverything();
    private final ApiClient seconds = second.client("admin");

    @Test
    void an_organization_that_an_operator_joins_gets_nothing_of_their_account() {
        var operator = Operator.of(SERVER);
        var user = invite(seconds, second, operator.email());
        var answer = Visitor.of(SERVER)
                .post(
                        SERVER.mailbox(operator.email()).await(1).linkPath() + "/accept",
                        Map.of("password", Company.PASSWORD));
        assertThat(answer.location()).isEqualTo("/organizations");

        assertThat(seconds.get(path(second, user)).text("/status")).isEqualTo("active");
        assertThat(seconds.get(path(second, user)).text("/home")).isEqualTo("false");
        requireUntouchable(seconds, second, user);
        assertThat(erase(seconds, second, user, operator.email()).status()).isEqualTo(204);
        assertThat(SERVER.tryToSignIn(operator.email(), Company.PASSWORD).status())
                .isEqualTo(303);
        assertThat(seconds.get(path(second, user)).status()).isEqualTo(404);
    }

    @Test
    void who_has_become_an_operator_is_changed_by_no_organization_not_even_at_home() {
        var person = first.quick("member");
        var made = "update users set operator = :operator where id = :user";
        var database = SERVER.bean(JdbcClient.class);
        database.sql(made)
                .param("operator", true)
                .param("user", person.id().value())
                .update();

        assertThat(generate(firsts, first, person.id().toString()).code()).isEqualTo("account-not-yours");

        database.sql(made)
                .param("operator", false)
                .param("user", person.id().value())
                .update();
        assertThat(generate(firsts, first, person.id().toString()).status()).isEqualTo(200);
    }

    @Test
    void the_creator_of_an_account_loses_control_once_its_owner_has_joined_elsewhere() {
        var victim = first.freshAddress();
        var made = create(firsts, first, victim);
        var user = made.text("/id");
        invite(seconds, second, victim);
        var invitation = SERVER.mailbox(victim).await(1).linkPath();
        Visitor.of(SERVER).post("/forgot-password", Map.of("email", victim));
        Visitor.of(SERVER).post(SERVER.mailbox(victim).await(2).linkPath(), Map.of("password", OWN));

        assertThat(Visitor.of(SERVER)
                        .post(invitation + "/accept", Map.of("password", OWN))
                        .location())
                .isEqualTo("/organizations");

        requireUntouchable(firsts, first, user);
        assertThat(changeAddress(firsts, first, user, victim.toUpperCase(Locale.ROOT))
                        .code())
                .isEqualTo("account-not-yours");
        assertThat(SERVER.tryToSignIn(victim, made.text("/generatedPassword")).status())
                .isEqualTo(422);
        assertThat(erase(firsts, first, user, victim).status()).isEqualTo(204);
        assertThat(SERVER.tryToSignIn(victim, OWN).location()).isEqualTo("/o/" + second.slug());
    }

    @Test
    void the_refusal_says_that_they_belong_elsewhere_and_not_where() {
        var user = livingInBoth(first.freshAddress());

        var refused = generate(firsts, first, user);

        assertThat(refused.text("/detail"))
                .isEqualTo("Ada Byron also belongs to other organizations, so only Ada Byron can do this."
                        + " Send a reset link instead.")
                .doesNotContain(second.name());
        var page =
                first.person("admin").signIn().get(first.path("/users/" + user)).body();
        assertThat(page).contains("/reset-password").doesNotContain("/regenerate-password", "/change-email");
    }

    @Test
    void accepting_by_the_emailed_link_ends_a_password_set_by_others_and_its_sessions() {
        var victim = first.freshAddress();
        var known = create(firsts, first, victim).text("/generatedPassword");
        var intruder = Visitor.of(SERVER).signIn(victim, known);
        invite(seconds, second, victim);
        var link = SERVER.mailbox(victim).await(1).linkPath();

        assertThat(intruder.post(link + "/accept", Map.of("confirm", "accept")).status())
                .isNotEqualTo(303);
        assertThat(Visitor.of(SERVER)
                        .post(link + "/accept", Map.of("password", known))
                        .status())
                .isNotEqualTo(303);
        assertThat(Visitor.of(SERVER).get(link + "/accept").body())
                .contains("Someone else set the current password", "new-password");
        assertThat(Visitor.of(SERVER).post(link + "/accept", REGISTRATION).location())
                .isEqualTo("/login");

        assertThat(intruder.get("/me").status()).isNotEqualTo(200);
        assertThat(SERVER.tryToSignIn(victim, known).status()).isEqualTo(422);
        assertThat(SERVER.tryToSignIn(victim, OWN).status()).isEqualTo(303);
    }

    @Test
    void a_copied_link_lets_nobody_in_with_a_password_that_others_set() {
        var victim = first.freshAddress();
        var known = create(firsts, first, victim).text("/generatedPassword");
        var user = invite(seconds, second, victim);
        var copied = copied(seconds, second, user);

        assertThat(Visitor.of(SERVER)
                        .post(copied + "/accept", Map.of("password", known))
                        .status())
                .isEqualTo(403);
        assertThat(Visitor.of(SERVER).post(copied + "/accept", REGISTRATION).status())
                .isEqualTo(403);
        assertThat(seconds.get(path(second, user)).text("/status")).isEqualTo("invited");
    }

    @Test
    void a_copied_link_does_not_replace_the_password_of_a_former_user() {
        var victim = first.freshAddress();
        var made = create(firsts, first, victim);
        assertThat(firsts.post(path(first, made.text("/id")) + "/removal", "").status())
                .isEqualTo(204);
        var user = invite(seconds, second, victim);

        assertThat(Visitor.of(SERVER)
                        .post(copied(seconds, second, user) + "/accept", REGISTRATION)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void who_says_yes_behind_copied_links_alone_has_proven_no_address() {
        var address = second.freshAddress();
        var user = invite(seconds, second, address);
        Visitor.of(SERVER).post(copied(seconds, second, user) + "/accept", REGISTRATION);
        invite(firsts, first, address);

        var joined = Visitor.of(SERVER).post(copied(firsts, first, user) + "/accept", Map.of("password", OWN));

        assertThat(joined.location()).isEqualTo("/organizations");
        assertThat(firsts.get(path(first, user)).text("/emailVerified")).isEqualTo("false");
    }

    @Test
    void setting_a_password_by_email_says_that_the_one_from_others_ends() {
        var victim = first.freshAddress();
        var user = create(firsts, first, victim).text("/id");
        firsts.post(path(first, user) + "/password-reset", "");
        var link = SERVER.mailbox(victim).await(1).linkPath();

        assertThat(Visitor.of(SERVER).get(link).body()).contains("Someone else set the current password");
        Visitor.of(SERVER).post(link, Map.of("password", OWN));
        firsts.post(path(first, user) + "/password-reset", "");
        assertThat(Visitor.of(SERVER)
                        .get(SERVER.mailbox(victim).await(2).linkPath())
                        .body())
                .doesNotContain("Someone else set");
    }

    @Test
    void confirming_the_address_ends_a_password_that_others_may_have_chosen() {
        var victim = second.freshAddress();
        var user = invite(seconds, second, victim);
        var copied = copied(seconds, second, user);
        Visitor.of(SERVER).post(copied + "/accept", REGISTRATION);
        var intruder = Visitor.of(SERVER).signIn(victim, OWN);
        var confirmation = SERVER.mailbox(victim).await(2).linkPath();

        var choose = Visitor.of(SERVER).post(confirmation, Map.of("confirm", "address"));

        assertThat(choose.location()).startsWith("/links/");
        assertThat(intruder.get("/me").status()).isNotEqualTo(200);
        assertThat(SERVER.tryToSignIn(victim, OWN).status()).isEqualTo(422);
        assertThat(Visitor.of(SERVER)
                        .post(choose.location(), Map.of("password", Company.PASSWORD))
                        .status())
                .isEqualTo(303);
        assertThat(SERVER.tryToSignIn(victim, Company.PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void confirming_the_address_in_the_browser_that_is_signed_in_keeps_the_password() {
        var address = second.freshAddress();
        var user = invite(seconds, second, address);
        var copied = copied(seconds, second, user);
        var browser = Visitor.of(SERVER);
        browser.post(copied + "/accept", REGISTRATION);
        browser.signIn(address, OWN);

        var confirmed = browser.post(SERVER.mailbox(address).await(2).linkPath(), Map.of("confirm", "address"));

        assertThat(confirmed.location()).isEqualTo("/login");
        assertThat(browser.get("/me").status()).isEqualTo(200);
        assertThat(SERVER.tryToSignIn(address, OWN).status()).isEqualTo(303);
    }

    @Test
    void confirming_a_new_address_ends_a_password_that_an_administrator_set() {
        var user = create(firsts, first, first.freshAddress());
        var victim = first.freshAddress();
        changeAddress(firsts, first, user.text("/id"), victim);

        var choose = Visitor.of(SERVER).post(SERVER.mailbox(victim).await(1).linkPath(), Map.of("confirm", "address"));

        assertThat(choose.location()).startsWith("/links/");
        assertThat(SERVER.tryToSignIn(victim, user.text("/generatedPassword")).status())
                .isEqualTo(422);
    }

    @Test
    void leaving_the_other_organization_gives_nothing_back_only_the_person_does() {
        var address = first.freshAddress();
        var user = livingInBoth(address);
        seconds.post(path(second, user) + "/removal", "");

        assertThat(generate(firsts, first, user).code()).isEqualTo("account-not-yours");

        var person = Visitor.of(SERVER).signIn(address, OWN);
        assertThat(person.get("/me").body()).contains("Allow " + first.name() + " to manage my account");
        assertThat(person.post("/me/account/give", Map.of()).status()).isEqualTo(303);
        assertThat(person.get("/me").body()).contains("You allow " + first.name() + " to manage your account");
        assertThat(firsts.patch(path(first, user), "{\"firstName\":\"Augusta\"}")
                        .status())
                .isEqualTo(200);

        assertThat(person.post("/me/account/take-back", Map.of()).status()).isEqualTo(303);
        assertThat(generate(firsts, first, user).code()).isEqualTo("account-not-yours");
        assertThat(SERVER.tryToSignIn(address, OWN).status()).isEqualTo(303);
    }

    @Test
    void who_may_do_it_wherever_they_belong_may_do_it() {
        var person = first.quick("member");
        var both = first.quick("admin");
        second.makeGuest(person, "member");
        var passwords = SERVER.bean(MemberPasswords.class);

        assertThat(refusal(() -> passwords.generate(both.actor(), first.id(), person.id())))
                .isEqualTo("account-not-yours");
        second.makeGuest(both, "external");
        assertThat(refusal(() -> passwords.generate(both.actor(), first.id(), person.id())))
                .isEqualTo("account-not-yours");

        SERVER.bean(RoleAssignments.class)
                .changeRole(TestServer.OPERATOR, second.id(), both.id(), "admin", Expected.ANY);
        assertThat(refusal(() -> passwords.generate(both.actor(), first.id(), person.id())))
                .isEqualTo("done");
        SERVER.bean(RoleAssignments.class)
                .changeRole(TestServer.OPERATOR, second.id(), person.id(), "manager", Expected.ANY);
        assertThat(refusal(() -> passwords.generate(both.actor(), first.id(), person.id())))
                .isEqualTo("done");
    }

    @Test
    void deleting_a_guest_leaves_their_account_alone() {
        var address = first.freshAddress();
        var user = livingInBoth(address);
        var person = Visitor.of(SERVER).signIn(address, OWN);

        assertThat(firsts.delete(path(first, user)).status()).isEqualTo(204);

        assertThat(person.get(second.path("")).status()).isNotIn(401, 404);
        assertThat(person.get("/me").status()).isEqualTo(200);
        assertThat(SERVER.tryToSignIn(address, OWN).location()).isEqualTo("/o/" + second.slug());
        assertThat(generate(firsts, first, user).status()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void who_joins_elsewhere_while_a_password_is_generated_keeps_their_own() throws Exception {
        var person = first.another("member");

        assertThat(whileJoiningElsewhere(
                        person,
                        ORGANIZATION,
                        first.id().value(),
                        () -> generate(firsts, first, person.id().toString())))
                .isEqualTo("account-not-yours");
        assertThat(SERVER.tryToSignIn(person.email(), Company.PASSWORD).status())
                .isEqualTo(303);
    }

    @Test
    void who_joins_elsewhere_while_they_are_erased_keeps_their_account() throws Exception {
        var person = first.another("member");

        assertThat(whileJoiningElsewhere(
                        person,
                        ACCOUNT,
                        person.id().value(),
                        () -> erase(firsts, first, person.id().toString(), person.email())))
                .isEqualTo("account-not-yours");
        assertThat(SERVER.tryToSignIn(person.email(), Company.PASSWORD).status())
                .isEqualTo(303);
    }

    private static final String ACCOUNT = "select 1 from users where id = :id for no key update";
    private static final String ORGANIZATION = "select 1 from organizations where id = :id for no key update";

    /**
     * Acts on an account whose person joins another organization in the middle of it.
     *
     * @param hold the point up to which the action gets before it waits
     * @return the code with which it is refused
     */
    private String whileJoiningElsewhere(Person person, String hold, UUID id, Callable<ApiClient.Answer> deed)
            throws Exception {
        try (var pool = Executors.newSingleThreadExecutor()) {
            var answer = SERVER.bean(TransactionOperations.class).execute(_ -> {
                SERVER.bean(JdbcClient.class)
                        .sql(hold)
                        .param("id", id)
                        .query(Integer.class)
                        .single();
                second.makeGuest(person, "member");
                var done = pool.submit(deed);
                await().atMost(Duration.ofSeconds(20)).until(() -> done.isDone() || SERVER.somebodyWaitsForALock());
                return done;
            });
            return Objects.requireNonNull(answer).get().code();
        }
    }

    @Test
    void an_import_does_not_change_the_account_of_a_guest() {
        var address = first.freshAddress();
        var user = livingInBoth(address);

        var imports = "/organizations/" + first.slug() + "/imports";
        var file = "email,firstName\n" + address + ",Mallory\n";
        var started = firsts.sendFile(imports, file.getBytes(StandardCharsets.UTF_8), "text/csv");
        var ended = ImportRequests.ended(firsts, imports + "/" + started.text("/id"));

        assertThat(ended.text("/rejected")).isEqualTo("1");
        assertThat(firsts.get(path(first, user)).text("/firstName")).isEqualTo("Ada");
    }

    @RepeatedTest(8)
    void a_password_that_an_administrator_gives_wins_over_one_that_its_person_is_choosing() throws Exception {
        var address = first.freshAddress();
        var created = create(firsts, first, address);
        var known = created.text("/generatedPassword");
        var person = Visitor.of(SERVER).signIn(address, known);

        AtOnce.run(
                () -> generate(firsts, first, created.text("/id")),
                () -> person.post("/me/password", Map.of("present", known, "password", OWN)));

        assertThat(SERVER.tryToSignIn(address, OWN).status()).isEqualTo(422);
        assertThat(person.get("/me").status()).isNotEqualTo(200);
    }

    private void requireUntouchable(ApiClient administrator, Company company, String user) {
        var answers = List.of(
                generate(administrator, company, user),
                administrator.put(path(company, user) + "/password", "{\"password\":\"Fig-Lantern-77!\"}"),
                administrator.put(path(company, user) + "/password", "{\"password\":\"weak\"}"),
                changeAddress(administrator, company, user, company.freshAddress()),
                administrator.patch(path(company, user), "{\"firstName\":\"Mallory\"}"));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isIn("account-not-yours", "not-home");
        });
    }

    /** A user of the first company who has joined the second, with a password of their own. */
    private String livingInBoth(String address) {
        var user = create(firsts, first, address).text("/id");
        invite(seconds, second, address);
        Visitor.of(SERVER).post(SERVER.mailbox(address).await(1).linkPath() + "/accept", REGISTRATION);
        assertThat(seconds.get(path(second, user)).text("/status")).isEqualTo("active");
        return user;
    }

    private static ApiClient.Answer create(ApiClient administrator, Company company, String address) {
        var created = administrator.post(users(company), """
                {"email":"%s","firstName":"Ada","lastName":"Byron","role":"member","onboarding":"generated_password"}
                """.formatted(address));
        assertThat(created.status()).isEqualTo(201);
        return created;
    }

    private static String invite(ApiClient administrator, Company company, String address) {
        var invited = administrator.post(users(company), """
                {"email":"%s","firstName":"Ada","lastName":"Byron","role":"external","onboarding":"invitation"}
                """.formatted(address));
        assertThat(invited.status()).isEqualTo(201);
        return invited.text("/id");
    }

    private static ApiClient.Answer generate(ApiClient administrator, Company company, String user) {
        return administrator.put(path(company, user) + "/password", "{\"generate\":true}");
    }

    private static ApiClient.Answer changeAddress(
            ApiClient administrator, Company company, String user, String address) {
        return administrator.patch(path(company, user), "{\"email\":\"%s\"}".formatted(address));
    }

    private static ApiClient.Answer erase(ApiClient administrator, Company company, String user, String address) {
        return administrator.post(path(company, user) + "/erasure", "{\"confirm\":\"%s\"}".formatted(address));
    }

    private static String refusal(Runnable deed) {
        try {
            deed.run();
            return "done";
        } catch (ProblemException refused) {
            return refused.problem().code();
        }
    }

    private static String users(Company company) {
        return "/organizations/" + company.slug() + "/users";
    }

    private static String path(Company company, String user) {
        return users(company) + "/" + user;
    }

    /** The path of the link that an administrator passes on. */
    private static String copied(ApiClient administrator, Company company, String user) {
        var copied = administrator.post(path(company, user) + "/invitation/link", "");
        return copied.text("/link").replaceFirst("https?://[^/]+", "");
    }

    /** A company that creates accounts with passwords, invites people from elsewhere, and offers every way to leave. */
    static Company offeringEverything() {
        var company = SERVER.company("workspace");
        SERVER.bean(JdbcClient.class)
                .sql("""
                        update organizations
                           set policy = policy || '{"onboarding": ["generated_password", "invitation"],
                                                    "addressKnownElsewhere": "invite",
                                                    "departures": ["delete", "deactivate", "remove", "erase"]}'
                         where id = :here
                        """)
                .param("here", company.id().value())
                .update();
        SERVER.bean(JdbcClient.class)
                .sql("""
                        update roles set permissions = permissions || '{users.delete,users.remove,users.erase}'
                         where organization_id = :here and key = 'admin'
                        """)
                .param("here", company.id().value())
                .update();
        return company;
    }
}
