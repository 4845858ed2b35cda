package dev.roster.signin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.credentials.PasswordResets;
import dev.roster.password.Passwords;
import dev.roster.password.SetBy;
import dev.roster.people.Memberships;
import dev.roster.people.RoleAssignments;
import dev.roster.shared.UserId;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import dev.roster.support.Visitor.Answer;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Who gets in, who does not, and what a stranger can learn by trying. */
class SignInTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company PARTNER = SERVER.company("partner");
    private static final Company WORKSPACE = SERVER.company("workspace");
    private static final String ANOTHER_PASSWORD = "Fig-Lantern-77!";

    private final Memberships memberships = SERVER.bean(Memberships.class);
    private final RoleAssignments assignments = SERVER.bean(RoleAssignments.class);
    private final PasswordResets resets = SERVER.bean(PasswordResets.class);

    /** All tests use one address: earlier attempts must not slow down this one. */
    @BeforeEach
    void every_bucket_is_full_again() {
        SERVER.clock().advance(Duration.ofMinutes(61));
    }

    @Test
    void people_who_may_not_enter_get_the_same_message() {
        var unknown = SERVER.tryToSignIn(PARTNER.freshAddress(), Company.PASSWORD);
        var refusals = new LinkedHashMap<String, Answer>();
        refusals.put("wrong", SERVER.tryToSignIn(PARTNER.person("user").email(), "wrong"));
        refusals.put("no address", SERVER.tryToSignIn("nobody", Company.PASSWORD));
        refusals.put("nothing typed", SERVER.tryToSignIn("", ""));
        refusals.put("pending", SERVER.tryToSignIn(PARTNER.pending("user").email(), Company.PASSWORD));
        refusals.put("inactive", SERVER.tryToSignIn(inactive().email(), Company.PASSWORD));
        refusals.put("deleted", SERVER.tryToSignIn(deleted().email(), Company.PASSWORD));
        refusals.put("blocked", SERVER.tryToSignIn(blocked().email(), Company.PASSWORD));
        refusals.put(
                "user name where only addresses sign in", SERVER.tryToSignIn("person1.workspace", Company.PASSWORD));

        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.sentence()).isNotBlank();
        refusals.forEach((who, answer) -> {
            assertThat(answer.status()).as(who).isEqualTo(422);
            assertThat(answer.sentence()).as(who).isEqualTo(unknown.sentence());
            assertThat(answer.header("Set-Cookie")).as(who).doesNotContain("session");
        });
    }

    /** The exact measurement (medians within 5 % over 200 attempts) needs a quiet machine; this one finds a missing hash. */
    @Test
    void people_who_may_not_enter_wait_the_same_time() {
        var stranger = Visitor.of(SERVER);
        var names = Map.of(
                "unknown", PARTNER.freshAddress(),
                "wrong", PARTNER.person("user").email(),
                "inactive", inactive().email(),
                "pending", PARTNER.pending("user").email());
        var times = new LinkedHashMap<String, List<Long>>();
        for (int i = 0; i < 11; i++) {
            names.forEach((who, name) -> {
                long start = System.nanoTime();
                stranger.tryToSignIn(name, "Wrong-Kettle-42!");
                times.computeIfAbsent(who, k -> new ArrayList<>()).add(System.nanoTime() - start);
            });
            SERVER.clock().advance(Duration.ofMinutes(10));
        }

        var unknown = median(Objects.requireNonNull(times.get("unknown")));
        times.forEach((who, measured) -> assertThat(median(measured) / unknown)
                .as("%s against unknown", who)
                .isBetween(0.75, 1.33));
    }

    @Test
    void whose_password_is_replaced_while_signing_in_is_not_signed_in() throws Exception {
        var person = PARTNER.another("user");
        var passwords = SERVER.bean(Passwords.class);
        var another = passwords.hash(ANOTHER_PASSWORD);
        var self = new Actor.Proven(person.id(), null, "test").requireSelf(person.id());
        var visitor = Visitor.of(SERVER);
        visitor.token();
        try (var pool = Executors.newSingleThreadExecutor()) {
            Future<Integer> signingIn = SERVER.bean(TransactionOperations.class).execute(transaction -> {
                // Stopped before its end, with the new password sent along with the next statement: the sign-in reads
                // and
                // verifies the old one.
                passwords.choose(self, person.id(), another, SetBy.OWNER);
                passwords.find(person.id());
                var answer = pool.submit(() ->
                        visitor.tryToSignIn(person.email(), Company.PASSWORD).status());
                await().atMost(Duration.ofSeconds(20)).until(() -> answer.isDone() || SERVER.somebodyWaitsForALock());
                return answer;
            });
            assertThat(Objects.requireNonNull(signingIn).get()).isEqualTo(422);
        }
        assertThat(visitor.get("/me").location()).startsWith("/login");
    }

    @Test
    void guessing_is_slowed_and_goes_on_after_a_while() {
        var ada = PARTNER.another("user");
        var ben = PARTNER.another("user");
        for (int i = 0; i < 10; i++) {
            assertThat(SERVER.tryToSignIn(ada.email(), "guess" + i).status()).isEqualTo(422);
        }

        var slowed = SERVER.tryToSignIn(ada.email().toUpperCase(Locale.ROOT), "guess");
        assertThat(slowed.status()).isEqualTo(429);
        assertThat(slowed.sentence()).contains("minute");
        assertThat(slowed.header("Retry-After")).matches("[1-9][0-9]*");
        assertThat(SERVER.tryToSignIn(ada.email(), Company.PASSWORD).status())
                .as("even the right one")
                .isEqualTo(429);
        assertThat(SERVER.tryToSignIn(ben.email(), Company.PASSWORD).status())
                .as("another user")
                .isEqualTo(303);

        SERVER.clock().advance(Duration.ofSeconds(Long.parseLong(slowed.header("Retry-After"))));
        assertThat(SERVER.tryToSignIn(ada.email(), Company.PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void every_sign_in_is_a_new_session_in_a_cookie_that_no_script_reads() {
        var browser = Visitor.of(SERVER);
        var ada = PARTNER.another("user");
        var answer = browser.tryToSignIn(ada.email(), Company.PASSWORD);
        var first = session(browser);
        browser.tryToSignIn(ada.email(), Company.PASSWORD);

        assertThat(session(browser).getValue()).isNotEqualTo(first.getValue()).hasSize(43);
        assertThat(answer.header("Set-Cookie"))
                .contains("session=" + first.getValue(), "HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Domain");
        assertThat(answer.location()).isEqualTo("/o/" + PARTNER.slug());
        assertThat(browser.cookies())
                .filteredOn(c -> c.getName().equals("csrf"))
                .allMatch(HttpCookie::isHttpOnly);
        assertThat(browser.get("/me").body()).doesNotContain(first.getValue());
    }

    @Test
    void a_session_chosen_by_someone_else_is_never_signed_in() {
        var browser = Visitor.of(SERVER);
        var planted = "A".repeat(43);
        var answer = browser.send(
                "POST",
                "/login",
                "_csrf=" + browser.token() + "&name=" + PARTNER.person("user").email() + "&password=Plum-Kettle-42!",
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Cookie",
                "session=" + planted);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Set-Cookie")).contains("session=").doesNotContain(planted);
        assertThat(Visitor.of(SERVER)
                        .send("GET", "/me", null, "Cookie", "session=" + planted)
                        .status())
                .isEqualTo(302);
    }

    @Test
    void a_page_that_was_asked_for_comes_after_the_sign_in() {
        var asked = Visitor.of(SERVER).get(PARTNER.path("/users?search=a%20b"));
        assertThat(asked.location()).isEqualTo("/login?next=%2Fo%2F" + PARTNER.slug() + "%2Fusers%3Fsearch%3Da%2520b");
        assertThat(entered("/me").location()).isEqualTo("/me");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "evil"})
    void nobody_is_led_elsewhere_after_the_sign_in(String next) {
        assertThat(entered(next).location()).isEqualTo("/o/" + PARTNER.slug());
        var signedIn = PARTNER.person("user").signIn();
        assertThat(signedIn.get("/login?next=" + next.replace("\\", "%5C").replace("\t", "%09"))
                        .location())
                .isEqualTo("/organizations");
    }

    @Test
    void a_form_without_its_token_signs_nobody_in_or_out() {
        var ada = PARTNER.another("user");
        var browser = Visitor.of(SERVER);
        var forged =
                browser.postWithToken("/login", Map.of("name", ada.email(), "password", Company.PASSWORD), "forged");
        assertThat(forged.status()).isEqualTo(403);
        assertThat(browser.get("/me").status()).isEqualTo(302);

        browser.signIn(ada.email(), Company.PASSWORD);
        assertThat(browser.postWithToken("/logout", Map.of(), Visitor.of(SERVER).token())
                        .status())
                .as("another browser's token")
                .isEqualTo(403);
        assertThat(browser.get("/me").status()).isEqualTo(200);
    }

    @Test
    void signing_out_ends_the_session_itself_not_only_its_cookie() {
        var browser = PARTNER.another("user").signIn();
        var cookie = session(browser);
        assertThat(browser.post("/logout", Map.of()).location()).isEqualTo("/login");

        assertThat(browser.get("/me").status()).isEqualTo(302);
        assertThat(Visitor.of(SERVER)
                        .send("GET", "/me", null, "Cookie", "session=" + cookie.getValue())
                        .status())
                .isEqualTo(302);
    }

    @Test
    void deactivation_is_felt_on_the_next_request_and_activation_needs_a_new_sign_in() {
        var person = WORKSPACE.another("manager");
        var browser = person.signIn();
        assertThat(browser.get("/me").status()).isEqualTo(200);

        memberships.deactivate(TestServer.OPERATOR, WORKSPACE.id(), person.id());
        assertThat(browser.get("/me").location()).startsWith("/login");
        memberships.activate(TestServer.OPERATOR, WORKSPACE.id(), person.id());
        assertThat(browser.get("/me").location()).startsWith("/login");
        assertThat(SERVER.tryToSignIn(person.email(), Company.PASSWORD).status())
                .isEqualTo(303);
    }

    /** Signing in at the moment of being deactivated would start a session that no one has seen to end. */
    @Test
    void a_session_that_was_left_over_lets_nobody_in_who_was_deactivated() {
        var person = WORKSPACE.another("manager");
        var browser = person.signIn();
        SERVER.bean(JdbcClient.class)
                .sql("update memberships set status = 'inactive' where user_id = :user")
                .param("user", person.id().value())
                .update();

        assertThat(browser.get("/me").location()).startsWith("/login");
    }

    @Test
    void deletion_is_felt_on_the_next_request() {
        var person = PARTNER.another("user");
        var browser = person.signIn();
        memberships.delete(TestServer.OPERATOR, PARTNER.id(), person.id(), Expected.ANY);

        assertThat(browser.get(PARTNER.path("/users")).location()).startsWith("/login");
    }

    @Test
    void a_block_is_felt_on_the_next_request() {
        var person = PARTNER.another("user");
        var browser = person.signIn();
        block(person.id());

        assertThat(browser.get("/me").location()).startsWith("/login");
    }

    @Test
    void another_role_is_felt_on_the_next_request() {
        var person = PARTNER.another("manager");
        var browser = person.signIn();
        assertThat(browser.get(PARTNER.path("/audit")).status()).isEqualTo(200);

        assignments.changeRole(TestServer.OPERATOR, PARTNER.id(), person.id(), "user", Expected.ANY);
        assertThat(browser.get(PARTNER.path("/audit")).status()).isEqualTo(403);
    }

    @Test
    void setting_a_password_ends_every_other_session_and_link() {
        var person = PARTNER.another("user");
        var browser = person.signIn();
        resets.send(TestServer.OPERATOR, PARTNER.id(), person.id());
        var mailbox = SERVER.mailbox(person.email());
        var link = mailbox.await(2).linkPath();

        assertThat(SERVER.tryToSignIn(person.email(), Company.PASSWORD).status())
                .as("the old password works until then")
                .isEqualTo(303);
        var set = Visitor.of(SERVER).post(link, Map.of("password", ANOTHER_PASSWORD));
        assertThat(set.location()).isEqualTo("/login");
        assertThat(browser.get("/me").location()).startsWith("/login");
        assertThat(Visitor.of(SERVER).get(link).status()).isEqualTo(410);
        assertThat(SERVER.tryToSignIn(person.email(), Company.PASSWORD).status())
                .isEqualTo(422);
        assertThat(SERVER.tryToSignIn(person.email(), ANOTHER_PASSWORD).status())
                .isEqualTo(303);
    }

    @Test
    void changing_ones_own_password_keeps_this_session_and_ends_the_others() {
        var person = PARTNER.another("user");
        var here = person.signIn();
        var there = person.signIn();
        resets.send(TestServer.OPERATOR, PARTNER.id(), person.id());
        var link = SERVER.mailbox(person.email()).await(2).linkPath();

        var wrong = here.post("/me/password", Map.of("present", "wrong", "password", ANOTHER_PASSWORD));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.fieldError("present")).isNotBlank();
        assertThat(there.get("/me").status()).isEqualTo(200);

        assertThat(here.post("/me/password", Map.of("present", Company.PASSWORD, "password", ANOTHER_PASSWORD))
                        .status())
                .isEqualTo(303);
        assertThat(here.get("/me").status()).isEqualTo(200);
        assertThat(there.get("/me").location()).startsWith("/login");
        assertThat(Visitor.of(SERVER).get(link).status()).isEqualTo(410);
    }

    @Test
    void a_forgotten_password_gets_the_same_answer_for_everyone_and_emails_only_known_people() {
        var known = PARTNER.another("user");
        var unknown = PARTNER.freshAddress();
        var browser = Visitor.of(SERVER);
        var forKnown = browser.post("/forgot-password", Map.of("email", known.email()));
        var forUnknown = browser.post("/forgot-password", Map.of("email", unknown));

        assertThat(forKnown.status()).isEqualTo(forUnknown.status()).isEqualTo(200);
        assertThat(without(forKnown, known.email())).isEqualTo(without(forUnknown, unknown));
        assertThat(SERVER.mailbox(known.email()).await(2).link()).startsWith(SERVER.url("/links/"));
        awaitNoJobs();
        assertThat(SERVER.mailbox(unknown).letters()).isEmpty();
    }

    @Test
    void people_who_may_not_enter_get_no_email_either() {
        var deleted = deleted();
        var blocked = blocked();
        awaitNoJobs();
        var before = mails(deleted) + mails(blocked);
        for (var person : List.of(deleted, blocked)) {
            assertThat(Visitor.of(SERVER)
                            .post("/forgot-password", Map.of("email", person.email()))
                            .status())
                    .isEqualTo(200);
        }
        awaitNoJobs();

        assertThat(mails(deleted) + mails(blocked)).isEqualTo(before);
    }

    /** Typing a look-alike or another spelling must not redirect the email. */
    @Test
    void the_email_goes_to_the_stored_address_not_to_the_typed_one() {
        var person = PARTNER.another("user");
        SERVER.mailbox(person.email()).await(1);
        var typed = person.email().toUpperCase(Locale.ROOT);
        Visitor.of(SERVER).post("/forgot-password", Map.of("email", typed));

        assertThat(SERVER.mailbox(person.email()).await(2).text()).contains(person.email());
        assertThat(SERVER.mailbox(typed).letters()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-Host, evil.example",
        "Forwarded, host=evil.example",
        "Origin, https://evil.example",
        "X-Forwarded-Proto, https"
    })
    void no_header_changes_where_a_link_leads(String header, String value) {
        var person = PARTNER.quick("user");
        var browser = Visitor.of(SERVER);
        SERVER.mailbox(person.email()).await(1);
        browser.send(
                "POST",
                "/forgot-password",
                "_csrf=" + browser.token() + "&email=" + person.email(),
                "Content-Type",
                "application/x-www-form-urlencoded",
                header,
                value);

        assertThat(SERVER.mailbox(person.email()).await(2).link()).startsWith(SERVER.url("/links/"));
    }

    /** Written by hand: Java's own client does not allow forging the host. */
    @Test
    void the_host_that_a_client_claims_changes_no_link() throws IOException {
        var person = PARTNER.quick("user");
        var browser = Visitor.of(SERVER);
        var form = "_csrf=" + browser.token() + "&email=" + person.email();
        var csrf = browser.cookies().getFirst();
        SERVER.mailbox(person.email()).await(1);
        var port = URI.create(SERVER.url("/")).getPort();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("""
                    POST /forgot-password HTTP/1.1
                    Host: evil.example
                    Cookie: csrf=%s
                    Content-Type: application/x-www-form-urlencoded
                    Content-Length: %d
                    Connection: close

                    %s""".formatted(csrf.getValue(), form.length(), form).replace("\n", "\r\n"))
                            .getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .startsWith("HTTP/1.1 200");
        }

        assertThat(SERVER.mailbox(person.email()).await(2).link()).startsWith(SERVER.url("/links/"));
    }

    @Test
    void asking_for_many_emails_is_slowed_down() {
        var person = PARTNER.quick("user");
        var browser = Visitor.of(SERVER);
        for (int i = 0; i < 5; i++) {
            browser.post("/forgot-password", Map.of("email", person.email()));
        }
        var slowed = browser.post("/forgot-password", Map.of("email", person.email()));

        assertThat(slowed.status()).isEqualTo(429);
        assertThat(slowed.header("Retry-After")).isNotEmpty();
    }

    private static Answer entered(String next) {
        var email = PARTNER.person("user").email();
        return Visitor.of(SERVER).post("/login", Map.of("name", email, "password", Company.PASSWORD, "next", next));
    }

    private Person inactive() {
        var person = WORKSPACE.another("member");
        memberships.deactivate(TestServer.OPERATOR, WORKSPACE.id(), person.id());
        return person;
    }

    private Person deleted() {
        var person = PARTNER.another("user");
        memberships.delete(TestServer.OPERATOR, PARTNER.id(), person.id(), Expected.ANY);
        return person;
    }

    private static Person blocked() {
        var person = PARTNER.another("user");
        block(person.id());
        return person;
    }

    private static void block(UserId user) {
        SERVER.bean(JdbcClient.class)
                .sql("update users set blocked_at = now() where id = :user")
                .param("user", user.value())
                .update();
    }

    private static HttpCookie session(Visitor browser) {
        return browser.cookies().stream()
                .filter(c -> c.getName().equals("session"))
                .findFirst()
                .orElseThrow();
    }

    private static String without(Answer answer, String address) {
        return answer.body().replace(address, "…").replaceAll("value=\"[^\"]*\"", "");
    }

    private static int mails(Person person) {
        return SERVER.mailbox(person.email()).letters().size();
    }

    private static void awaitNoJobs() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> SERVER.bean(JdbcClient.class)
                        .sql("""
                                select not exists (select 1 from scheduled_tasks
                                                    where task_name = 'forgotten-password')
                                   and not exists (select 1 from mails where status = 'queued')
                                """)
                        .query(Boolean.class)
                        .single());
    }

    private static double median(List<Long> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }
}
