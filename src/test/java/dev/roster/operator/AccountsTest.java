package dev.roster.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roster.creation.UserDraft;
import dev.roster.credentials.PasswordResets;
import dev.roster.people.Memberships;
import dev.roster.people.Removals;
import dev.roster.people.Users;
import dev.roster.person.ProfileInput;
import dev.roster.shared.UserId;
import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.Operator;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The operator sees all users, and blocks one everywhere without changing anything else about them. */
class AccountsTest {
    private static final TestServer SERVER = TestServer.get();
    private static final ApiClient OPERATOR = ApiClient.operator();

    /** Everyone here signs in from one address. */
    @BeforeEach
    void every_bucket_is_full_again() {
        SERVER.clock().advance(Duration.ofMinutes(61));
    }

    // Who is blocked

    @Test
    void a_blocked_person_is_out_with_the_next_request_and_gets_in_nowhere() {
        var company = SERVER.company("partner");
        var person = company.another("user");
        var browser = person.signIn();
        assertThat(browser.get("/me").status()).isEqualTo(200);

        assertThat(block(person).text("/status")).isEqualTo("blocked");

        assertThat(browser.get("/me").location()).startsWith("/login");
        assertThat(browser.get(company.path("/users")).location()).startsWith("/login");
        var wrong = SERVER.tryToSignIn(company.person("administrator").email(), "wrong");
        var refused = SERVER.tryToSignIn(person.email(), Company.PASSWORD);
        assertThat(refused.status()).isEqualTo(wrong.status()).isEqualTo(422);
        assertThat(refused.sentence()).isEqualTo(wrong.sentence()).isNotBlank();
    }

    @Test
    void unblocking_lets_them_in_again_but_opens_no_session_that_has_ended() {
        var company = SERVER.company("partner");
        var person = company.another("user");
        var browser = person.signIn();
        block(person);

        assertThat(unblock(person).text("/status")).isEqualTo("active");

        assertThat(browser.get("/me").location()).startsWith("/login");
        assertThat(person.signIn().get(company.path("/users")).status()).isEqualTo(200);
    }

    @Test
    void whatever_their_memberships_were_they_are_again() {
        var workspace = SERVER.company("workspace");
        var active = workspace.quick("member");
        var inactive = workspace.quick("external");
        SERVER.bean(Memberships.class).deactivate(TestServer.OPERATOR, workspace.id(), inactive.id());
        var pending = SERVER.company("partner").pending("user");
        var invited = invited(SERVER.company("marketplace"));

        for (var user : List.of(active.id(), inactive.id(), pending.id(), invited)) {
            var before = OPERATOR.get("/users/" + user).json();
            var rows = memberships(user);

            assertThat(OPERATOR.put("/users/" + user + "/block", "").text("/status"))
                    .isEqualTo("blocked");
            assertThat(memberships(user)).isEqualTo(rows);
            OPERATOR.delete("/users/" + user + "/block");

            assertThat(OPERATOR.get("/users/" + user).json()).isEqualTo(before);
            assertThat(memberships(user)).isEqualTo(rows);
        }
        assertThat(status(active.id())).isEqualTo("active");
        assertThat(status(inactive.id())).isEqualTo("inactive");
        assertThat(status(pending.id())).isEqualTo("pending");
        assertThat(status(invited)).isEqualTo("invited");
    }

    @Test
    void a_link_of_a_blocked_person_opens_nothing_until_they_are_unblocked() {
        var company = SERVER.company("partner");
        var person = company.another("user");
        SERVER.bean(PasswordResets.class).send(TestServer.OPERATOR, company.id(), person.id());
        var link = SERVER.mailbox(person.email()).await(2).linkPath();
        block(person);

        var opened = Visitor.of(SERVER).get(link);
        assertThat(opened.status()).isEqualTo(404);
        assertThat(opened.body()).doesNotContain(person.email());
        assertThat(Visitor.of(SERVER)
                        .post(link, Map.of("password", "Fig-Lantern-77!"))
                        .status())
                .isEqualTo(404);

        unblock(person);
        assertThat(Visitor.of(SERVER).get(link).status()).isEqualTo(200);
        person.signIn();
    }

    @Test
    void a_new_address_of_a_blocked_person_is_confirmed_by_nobody() {
        var company = SERVER.company("workspace");
        var person = company.another("member");
        var address = company.freshAddress();
        OPERATOR.patch(
                "/organizations/" + company.slug() + "/users/" + person.id(), "{\"email\":\"%s\"}".formatted(address));
        var link = SERVER.mailbox(address).await(1).linkPath();
        block(person);

        assertThat(Visitor.of(SERVER).get(link).status()).isEqualTo(404);
        assertThat(Visitor.of(SERVER).post(link, Map.of("confirm", "address")).status())
                .isGreaterThanOrEqualTo(400);
        assertThat(OPERATOR.get("/organizations/" + company.slug() + "/users/" + person.id())
                        .json()
                        .at("/emailVerified")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void a_blocked_person_gets_no_email_for_a_forgotten_password() {
        var company = SERVER.company("partner");
        var active = company.another("user");
        var pending = company.pending("user");
        SERVER.mailbox(active.email()).await(1);
        SERVER.mailbox(pending.email()).await(1);
        block(active);
        block(pending);
        var other = company.another("user");

        for (var person : List.of(active, pending, other)) {
            var answer = Visitor.of(SERVER).post("/forgot-password", Map.of("email", person.email()));
            assertThat(answer.status()).isEqualTo(200);
        }

        SERVER.mailbox(other.email()).await(2);
        await().atMost(Duration.ofSeconds(20)).until(() -> jobsWaiting() == 0);
        assertThat(mails(active.id())).isOne();
        assertThat(mails(pending.id())).isOne();
    }

    @Test
    void who_is_blocked_while_signing_in_is_not_signed_in() throws Exception {
        var company = SERVER.company("partner");
        var person = company.another("user");
        var visitor = Visitor.of(SERVER);
        visitor.token();
        try (var pool = Executors.newSingleThreadExecutor()) {
            Future<Integer> signingIn = SERVER.bean(TransactionOperations.class).execute(transaction -> {
                // As blocking does it, stopped before its end: the sign-in reads the person as they still are.
                SERVER.bean(JdbcClient.class)
                        .sql("update users set blocked_at = now() where id = :user")
                        .param("user", person.id().value())
                        .update();
                var answer = pool.submit(() ->
                        visitor.tryToSignIn(person.email(), Company.PASSWORD).status());
                await().atMost(Duration.ofSeconds(20)).until(SERVER::somebodyWaitsForALock);
                return answer;
            });
            assertThat(signingIn).isNotNull();
            assertThat(signingIn.get()).isEqualTo(422);
        }
        assertThat(visitor.get("/me").location()).startsWith("/login");
    }

    @Test
    void the_organization_sees_that_they_are_blocked() {
        var company = SERVER.company("partner");
        var person = company.quick("user");
        block(person);

        var list = company.visitor("administrator").get(company.path("/users?search=" + person.email()));

        assertThat(list.body()).contains(">Blocked<").doesNotContain(person.id() + "/reset-password");
    }

    @Test
    void who_is_blocked_does_not_keep_an_organization_administered() {
        var company = SERVER.company("workspace");
        var first = company.quick("admin");
        var second = company.quick("admin");
        var deactivation = "/organizations/" + company.slug() + "/users/" + first.id() + "/deactivation";
        var token = company.client("admin");
        block(second);
        assertThat(token.put(deactivation, "{}").code()).isEqualTo("last-administrator");

        unblock(second);

        assertThat(token.put(deactivation, "{}").status()).isEqualTo(200);
    }

    // Who may block

    @Test
    void nobody_blocks_themselves() {
        var operator = Operator.of(SERVER);
        var browser = Visitor.of(SERVER).signIn(operator.email(), Company.PASSWORD);

        var refused = browser.post(page(operator.id()) + "/block", Map.of());

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.sentence()).contains("yourself");
        assertThat(browser.get(page(operator.id())).body()).doesNotContain(page(operator.id()) + "/block");
    }

    @Test
    void of_two_operators_who_block_each_other_one_remains() throws Exception {
        for (int round = 0; round < 5; round++) {
            var ada = Operator.of(SERVER);
            var eve = Operator.of(SERVER);
            var adas = Visitor.of(SERVER).signIn(ada.email(), Company.PASSWORD);
            var eves = Visitor.of(SERVER).signIn(eve.email(), Company.PASSWORD);
            adas.token();
            eves.token();

            atOnce(
                    () -> adas.post(page(eve.id()) + "/block", Map.of()).status(),
                    () -> eves.post(page(ada.id()) + "/block", Map.of()).status());

            assertThat(List.of(status(ada.id()), status(eve.id()))).containsExactlyInAnyOrder("active", "blocked");
        }
    }

    @Test
    void blocking_twice_is_recorded_once_and_shown_to_operators() {
        var person = SERVER.company("partner").quick("user");
        block(person);
        assertThat(block(person).status()).isEqualTo(200);
        unblock(person);
        assertThat(unblock(person).status()).isEqualTo(200);

        var recorded = SERVER.bean(JdbcClient.class)
                .sql("select action, organization_id from audit_events where target_id = :user"
                        + " and action in ('user.blocked', 'user.unblocked') order by id")
                .param("user", person.id().value())
                .query()
                .listOfRows();
        assertThat(recorded).extracting(row -> row.get("action")).containsExactly("user.blocked", "user.unblocked");
        assertThat(recorded).extracting(row -> row.get("organization_id")).containsOnlyNulls();
        assertThat(SERVER.operator().get(page(person.id())).body())
                .contains("blocked " + person.name() + " everywhere", "unblocked " + person.name());
    }

    // What the operator sees

    @Test
    void an_operator_blocks_and_unblocks_in_the_console_after_reading_what_it_means() {
        var company = SERVER.company("partner");
        var person = company.quick("user");
        var operator = SERVER.operator();
        assertThat(operator.get("/operator/organizations").body()).contains("href=\"/operator/people\"");
        assertThat(operator.get("/operator/people?search=" + person.email()).body())
                .contains(page(person.id()), ">Active<", company.name());
        assertThat(operator.get("/operator/organizations?search=" + company.slug())
                        .body())
                .containsPattern("(?s)" + company.slug() + ".*<td class=\"num\" data-label=\"Users\">1</td>");
        assertThat(operator.get(page(person.id()) + "/block").body())
                .contains("every session ends with its next request", "Memberships, roles and the password are kept");
        assertThat(status(person.id())).isEqualTo("active");

        var blocked = operator.post(page(person.id()) + "/block", Map.of());

        assertThat(blocked.location()).isEqualTo(page(person.id()));
        assertThat(operator.get(page(person.id())).body()).contains(">Blocked<", company.name(), "/unblock");
        assertThat(operator.get(page(person.id()) + "/unblock").body()).contains("be able to sign in again");
        operator.post(page(person.id()) + "/unblock", Map.of());
        assertThat(status(person.id())).isEqualTo("active");
    }

    @Test
    void people_are_found_by_parts_of_name_address_and_username() {
        var appliance = SERVER.company("appliance");
        var person = appliance.quick("admin");
        var username = person.email().replace('@', '.');

        assertThat(search(person.email().toUpperCase(Locale.ROOT)))
                .containsExactly(person.id().toString());
        assertThat(search(username.substring(3))).containsExactly(person.id().toString());
        assertThat(search("nobody-has-this-" + person.id())).isEmpty();
        assertThat(search("%")).isEmpty();
        assertThat(OPERATOR.get("/users?search=%00").status()).isEqualTo(422);
        assertThat(OPERATOR.get("/users?colour=red").status()).isEqualTo(422);
    }

    @Test
    void people_are_found_by_words_in_any_order_and_by_names_within_names() {
        var company = SERVER.company("partner");
        var domain = "@" + company.slug() + ".example";
        var created = new HashMap<String, String>();
        for (var name : List.of("Łukasz Zet", "李小龙", "Lukas Adler")) {
            var typed = UserDraft.of(name, UUID.randomUUID() + domain);
            var member = SERVER.bean(Users.class)
                    .create(TestServer.OPERATOR, company.id(), typed)
                    .member();
            created.put(name, member.id().toString());
        }

        assertThat(search("Zet, Lukasz " + domain)).containsExactly(created.get("Łukasz Zet"));
        assertThat(search("ze " + domain)).containsExactly(created.get("Łukasz Zet"));
        assertThat(search("小龙 " + domain)).containsExactly(created.get("李小龙"));
        assertThat(search("lu " + domain)).containsExactly(created.get("Lukas Adler"), created.get("Łukasz Zet"));
    }

    @Test
    void pages_follow_one_another_without_gap_or_repetition() {
        var company = SERVER.company("partner");
        var expected = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            var typed = UserDraft.of("Zyx" + company.slug() + (i % 3), company.freshAddress());
            expected.add(SERVER.bean(Users.class)
                    .create(TestServer.OPERATOR, company.id(), typed)
                    .member()
                    .id()
                    .toString());
        }
        for (var search : List.of("Zyx" + company.slug(), company.slug() + ".example")) {
            var seen = new ArrayList<String>();
            @Nullable String next = null;
            do {
                var page = OPERATOR.get("/users?limit=2&search=" + search + (next == null ? "" : "&after=" + next));
                seen.addAll(page.items("id"));
                next = page.json().at("/next").isNull() ? null : page.text("/next");
            } while (next != null);
            assertThat(seen).containsExactlyInAnyOrderElementsOf(expected);
        }
        var beginning = OPERATOR.get("/users?limit=200&search=zy");
        assertThat(beginning.items("id")).containsAll(expected);
    }

    @Test
    void a_person_is_shown_with_every_membership_and_who_was_removed_everywhere_is_disabled() {
        var marketplace = SERVER.company("marketplace");
        var person = marketplace.quick("marketplace");
        marketplace.person("administrators");
        var partner = SERVER.company("partner");
        partner.makeGuest(person, "manager");

        var shown = OPERATOR.get("/users/" + person.id());
        assertThat(shown.json().at("/organizations").asInt()).isEqualTo(2);
        assertThat(shown.json()
                        .at("/memberships")
                        .valueStream()
                        .map(m -> m.at("/organization").asString()))
                .containsExactlyInAnyOrder(marketplace.slug(), partner.slug());
        assertThat(shown.json().at("/memberships").findValuesAsString("role")).contains("manager");
        var page = SERVER.operator().get(page(person.id())).body();
        assertThat(page).contains(marketplace.name(), "Only marketplace", partner.name(), "Manager");

        SERVER.bean(Removals.class).remove(TestServer.OPERATOR, marketplace.id(), person.id());
        assertThat(status(person.id())).isEqualTo("active");
        SERVER.bean(JdbcClient.class)
                .sql("update memberships set status = 'removed' where user_id = :user")
                .param("user", person.id().value())
                .update();
        assertThat(status(person.id())).isEqualTo("disabled");
        assertThat(OPERATOR.get("/users/" + person.id())
                        .json()
                        .at("/organizations")
                        .asInt())
                .isZero();
    }

    @Test
    void the_erased_are_nobody() {
        var company = SERVER.company("appliance");
        var person = company.quick("admin");
        OPERATOR.post(
                "/organizations/" + company.slug() + "/users/" + person.id() + "/erasure",
                "{\"confirm\":\"%s\"}".formatted(person.email().replace('@', '.')));

        assertThat(OPERATOR.get("/users/" + person.id()).status()).isEqualTo(404);
        assertThat(block(person).status()).isEqualTo(404);
        assertThat(search(person.email())).isEmpty();
    }

    private static ApiClient.Answer block(Person person) {
        return OPERATOR.put("/users/" + person.id() + "/block", "");
    }

    private static ApiClient.Answer unblock(Person person) {
        return OPERATOR.delete("/users/" + person.id() + "/block");
    }

    private static String status(UserId user) {
        return OPERATOR.get("/users/" + user).text("/status");
    }

    private static List<String> search(String text) {
        return OPERATOR.get("/users?search=" + URLEncoder.encode(text, UTF_8)).items("id");
    }

    private static String page(UserId user) {
        return "/operator/people/" + user;
    }

    private static UserId invited(Company company) {
        var typed = new UserDraft(
                ProfileInput.named(company.freshAddress(), "Ivy", "Invited"),
                null,
                List.of("Administrators"),
                null,
                null);
        return SERVER.bean(Users.class)
                .create(TestServer.OPERATOR, company.id(), typed)
                .member()
                .id();
    }

    private static String memberships(UserId user) {
        return SERVER.bean(JdbcClient.class)
                .sql(
                        "select string_agg(m::text, ' ' order by organization_id) from memberships m where user_id = :user")
                .param("user", user.value())
                .query(String.class)
                .single();
    }

    private static int mails(UserId user) {
        return SERVER.bean(JdbcClient.class)
                .sql("select count(*) from mails where user_id = :user")
                .param("user", user.value())
                .query(Integer.class)
                .single();
    }

    private static int jobsWaiting() {
        return SERVER.bean(JdbcClient.class)
                .sql("select count(*) from scheduled_tasks where task_name = 'forgotten-password'")
                .query(Integer.class)
                .single();
    }

    private static void atOnce(Callable<Integer> one, Callable<Integer> other) throws Exception {
        try (var pool = Executors.newFixedThreadPool(2)) {
            for (var done : pool.invokeAll(List.of(one, other))) {
                assertThat(done.get()).isNotEqualTo(500);
            }
        }
    }
}
