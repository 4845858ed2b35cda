package dev.roster.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roster.access.AccessProblem;
import dev.roster.link.LinkKind;
import dev.roster.link.Links;
import dev.roster.password.Passwords;
import dev.roster.people.Memberships;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.ProblemException;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import dev.roster.throttle.Throttle;
import dev.roster.throttle.Throttle.Counted;
import dev.roster.throttle.Throttle.RateLimit;
import java.net.HttpCookie;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Guessing is slow from everywhere, and costs the owner of the account nothing. */
class LockOutTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company PARTNER = SERVER.company("partner");
    private static final Company APPLIANCE = SERVER.company("appliance");
    private static final String ANOTHER_PASSWORD = "Fig-Lantern-77!";

    @BeforeEach
    void every_bucket_is_full_again() {
        SERVER.clock().advance(Duration.ofMinutes(61));
    }

    @Test
    void strangers_shut_nobody_out_of_a_browser_that_was_let_in_before() {
        var ada = PARTNER.another("user");
        var hers = Visitor.from(SERVER, "203.0.113.1").signIn(ada.email(), Company.PASSWORD);
        hers.post("/logout", Map.of());

        // Each refusal takes its time: strangers wait side by side.
        try (var strangers = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 11)
                    .forEach(address -> strangers.submit(() -> {
                        var stranger = Visitor.from(SERVER, "198.51.100." + address);
                        IntStream.range(0, 10).forEach(i -> stranger.tryToSignIn(ada.email(), "guess" + i));
                    }));
        }

        assertThat(signIn(Visitor.from(SERVER, "203.0.113.2"), ada))
                .as("a stranger")
                .isEqualTo(429);
        for (int i = 0; i < 15; i++) {
            assertThat(signIn(hers, ada)).as("her own, sign-in %d", i).isEqualTo(303);
        }
        assertThat(signIn(hers, PARTNER.another("user")))
                .as("another user's account")
                .isEqualTo(303);
    }

    @Test
    void a_fresh_reset_lets_its_owner_in_however_many_strangers_try() {
        var ada = PARTNER.another("user");
        guessFromElevenAddresses(ada);
        var hers = Visitor.from(SERVER, "203.0.113.1");
        assertThat(signIn(hers, ada)).isEqualTo(429);

        var reset = hers.post(resetLink(ada), Map.of("password", ANOTHER_PASSWORD));
        assertThat(reset.status()).isEqualTo(303);
        assertThat(Visitor.from(SERVER, "203.0.113.3")
                        .tryToSignIn(ada.email(), ANOTHER_PASSWORD)
                        .status())
                .as("from another browser of hers")
                .isEqualTo(303);
        guessFromElevenAddresses(ada);

        assertThat(hers.tryToSignIn(ada.email(), ANOTHER_PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void a_remembered_browser_cannot_guess_without_end_either() {
        var ada = PARTNER.another("user");
        var hers = Visitor.of(SERVER).signIn(ada.email(), Company.PASSWORD);
        for (int i = 0; i < 10; i++) {
            assertThat(hers.tryToSignIn(ada.email(), "guess").status()).isEqualTo(422);
        }

        assertThat(signIn(hers, ada)).isEqualTo(429);
        assertThat(signIn(Visitor.of(SERVER), ada))
                .as("nor does it use up what others have")
                .isEqualTo(303);
    }

    @Test
    void another_password_makes_every_browser_a_stranger_but_the_one_that_set_it() {
        var ada = APPLIANCE.another("ledger_manager");
        var hers = Visitor.from(SERVER, "203.0.113.1").signIn(ada.email(), Company.PASSWORD);
        var thief = Visitor.from(SERVER, "203.0.113.9").signIn(ada.email(), Company.PASSWORD);
        var changed = hers.post("/me/password", Map.of("present", Company.PASSWORD, "password", ANOTHER_PASSWORD));
        assertThat(changed.status()).isEqualTo(303);

        guessFromElevenAddresses(ada);

        assertThat(thief.tryToSignIn(ada.email(), ANOTHER_PASSWORD).status()).isEqualTo(429);
        assertThat(hers.tryToSignIn(ada.email(), ANOTHER_PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void the_cookie_is_one_accounts_names_nobody_and_cannot_be_made_up() {
        var ada = PARTNER.another("user");
        var ben = PARTNER.another("user");
        var hers = Visitor.from(SERVER, "203.0.113.1").signIn(ada.email(), Company.PASSWORD);
        var cookie = browser(hers);
        guessFromElevenAddresses(ben);

        assertThat(signIn(hers, ben)).isEqualTo(429);
        for (var forged : List.of(
                cookie.getValue().substring(0, 22) + "." + "A".repeat(22),
                "B".repeat(22) + cookie.getValue().substring(22),
                cookie.getValue() + "." + "A".repeat(22),
                "A".repeat(4_000),
                "..")) {
            var stranger = Visitor.from(SERVER, "203.0.113.2");
            var answer = stranger.send(
                    "POST",
                    "/login",
                    "_csrf=" + stranger.token() + "&name=" + ben.email() + "&password=Plum-Kettle-42!",
                    "Content-Type",
                    "application/x-www-form-urlencoded",
                    "Cookie",
                    "browser=" + forged);
            assertThat(answer.status()).as(forged).isEqualTo(429);
        }
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getMaxAge()).isGreaterThan(Duration.ofDays(300).toSeconds());
        assertThat(SERVER.everythingStored()).doesNotContain(cookie.getValue().split("\\."));
    }

    @Test
    void right_passwords_do_not_count() {
        var ada = PARTNER.another("user");
        for (int i = 0; i < 12; i++) {
            assertThat(signIn(Visitor.of(SERVER), ada)).as("sign-in %d", i).isEqualTo(303);
        }
    }

    /** Otherwise the eleventh attempt would show that the ten before were right. */
    @Test
    void who_may_not_enter_is_counted_even_with_the_right_password() {
        var workspace = SERVER.company("workspace");
        var gone = workspace.another("member");
        SERVER.bean(Memberships.class).deactivate(TestServer.OPERATOR, workspace.id(), gone.id());
        for (int i = 0; i < 10; i++) {
            assertThat(signIn(Visitor.of(SERVER), gone)).isEqualTo(422);
        }

        assertThat(signIn(Visitor.of(SERVER), gone)).isEqualTo(429);
    }

    @Test
    void an_account_is_counted_as_one_whatever_it_is_called_by() {
        var ada = APPLIANCE.another("ledger_manager");
        var username = ada.email().replace('@', '.');
        for (int i = 0; i < 10; i++) {
            assertThat(SERVER.tryToSignIn(i % 2 == 0 ? ada.email() : username, "guess")
                            .status())
                    .isEqualTo(422);
        }

        assertThat(SERVER.tryToSignIn(username, Company.PASSWORD).status()).isEqualTo(429);
        assertThat(signIn(Visitor.of(SERVER), ada)).isEqualTo(429);
    }

    @Test
    void one_source_tries_three_hundred_accounts_and_then_has_to_wait() {
        var limits = SERVER.bean(SignInLimits.class);
        for (int i = 0; i < 299; i++) {
            limits.take(null, SignInLimits.unknown("somebody " + i), "203.0.113.77");
        }

        // One more may be tried every two seconds.
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 30; i++) {
                        limits.take(null, SignInLimits.unknown("somebody else " + i), "203.0.113.77");
                    }
                })
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(AccessProblem.TOO_MANY_REQUESTS));
        limits.take(null, SignInLimits.unknown("somebody"), "203.0.113.78");
    }

    @Test
    void names_that_nobody_has_are_limited_alike() {
        for (var name : List.of(PARTNER.freshAddress(), "nobody.at.all")) {
            for (int i = 0; i < 10; i++) {
                assertThat(SERVER.tryToSignIn(name, "guess").status()).isEqualTo(422);
            }
            assertThat(SERVER.tryToSignIn(name, "guess").status()).isEqualTo(429);
        }
    }

    /** Checking for an attempt and taking it are one step: otherwise forty at once would all find the last one. */
    @Test
    void of_many_at_once_no_more_are_tried_than_there_are_tries() throws Exception {
        var throttle = SERVER.bean(Throttle.class);
        var counted = List.of(new Counted(new RateLimit("test-at-once", 2, Duration.ofDays(10)), "somebody"));
        var gate = new CyclicBarrier(40);
        var taken = new AtomicInteger();

        try (var people = Executors.newFixedThreadPool(40)) {
            for (int i = 0; i < 40; i++) {
                people.submit(() -> {
                    gate.await();
                    throttle.takeAll(counted);
                    return taken.incrementAndGet();
                });
            }
        }

        assertThat(taken).hasValue(2);
    }

    @Test
    void the_present_password_cannot_be_guessed_from_a_browser_left_open() {
        var ada = PARTNER.another("user");
        var hers = ada.signIn();
        for (int i = 0; i < 10; i++) {
            assertThat(hers.post("/me/password", Map.of("present", "guess", "password", ANOTHER_PASSWORD))
                            .status())
                    .isEqualTo(422);
        }

        assertThat(hers.post("/me/password", Map.of("present", Company.PASSWORD, "password", ANOTHER_PASSWORD))
                        .status())
                .isEqualTo(429);
    }

    @Test
    void made_up_links_are_slowed_and_real_ones_are_not() {
        var ada = PARTNER.quick("user");
        var honest = Visitor.from(SERVER, "203.0.113.1");
        var real = resetLink(ada);
        var stranger = Visitor.from(SERVER, "203.0.113.9");
        for (int i = 0; i < 299; i++) {
            assertThat(stranger.get("/links/" + "A".repeat(64)).status()).isEqualTo(404);
        }

        for (var path : List.of("/links/", "/invitations/", "/setup/")) {
            // One more may be tried every two seconds.
            var slowed = Stream.generate(() -> stranger.get(path + "B".repeat(64)))
                    .limit(30)
                    .filter(answer -> answer.status() == 429)
                    .findFirst();
            assertThat(slowed).as(path).isPresent();
            assertThat(slowed.orElseThrow().header("Retry-After")).isNotEmpty();
        }
        for (int i = 0; i < 310; i++) {
            assertThat(honest.get(real).status()).isEqualTo(200);
        }
    }

    @Test
    void administrators_can_send_one_person_only_a_few_reset_emails() {
        var ada = PARTNER.quick("user");
        var program = PARTNER.client("administrator");
        var path = "/organizations/" + PARTNER.slug() + "/users/" + ada.id() + "/password-reset";
        for (int i = 0; i < 5; i++) {
            assertThat(program.post(path, "{}").status()).isEqualTo(202);
        }

        var slowed = program.post(path, "{}");
        assertThat(slowed.status()).isEqualTo(429);
        assertThat(slowed.code()).isEqualTo("too-many-requests");
        assertThat(slowed.header("Retry-After")).isPresent();
        var page =
                PARTNER.visitor("administrator").post(PARTNER.path("/users/" + ada.id() + "/reset-password"), Map.of());
        assertThat(page.status()).isEqualTo(429);
        assertThat(page.sentence()).contains("Try again in");
        assertThat(program.post(
                                path.replace(
                                        ada.id().toString(),
                                        PARTNER.quick("user").id().toString()),
                                "{}")
                        .status())
                .as("to another user")
                .isEqualTo(202);
    }

    @Test
    void a_person_who_asks_twice_can_follow_both_emails_and_a_stranger_invalidates_none() {
        var ada = PARTNER.quick("user");
        var mailbox = SERVER.mailbox(ada.email());
        mailbox.await(1);
        var links = IntStream.range(2, 4)
                .mapToObj(n -> {
                    Visitor.from(SERVER, "203.0.113." + n).post("/forgot-password", Map.of("email", ada.email()));
                    return mailbox.await(n).linkPath();
                })
                .toList();

        for (var link : links) {
            assertThat(Visitor.of(SERVER).get(link).status()).isEqualTo(200);
        }
        SERVER.clock().advance(Duration.ofMinutes(61));
        Visitor.of(SERVER).post("/forgot-password", Map.of("email", ada.email()));
        assertThat(Visitor.of(SERVER).get(mailbox.await(4).linkPath()).status()).isEqualTo(200);
        assertThat(Visitor.of(SERVER).get(links.getFirst()).status())
                .as("an old one, once there is a new one")
                .isEqualTo(404);
    }

    /** Uses up the strangers' budget, without the hashing. */
    private static void guessFromElevenAddresses(Person person) {
        var credentials = SERVER.bean(CredentialsRepository.class)
                .findByEmail(EmailAddress.read(person.email()).orElseThrow())
                .orElseThrow();
        var stored = SERVER.bean(Passwords.class).find(person.id()).orElseThrow();
        var limits = SERVER.bean(SignInLimits.class);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 110; i++) {
                        limits.take(null, SignInLimits.account(credentials, stored), "198.51.100." + i / 10);
                    }
                })
                .isInstanceOf(ProblemException.class);
    }

    private static int signIn(Visitor browser, Person person) {
        return browser.tryToSignIn(person.email(), Company.PASSWORD).status();
    }

    private static String resetLink(Person person) {
        var links = SERVER.bean(Links.class);
        var granted = TestServer.OPERATOR.requireOperator().in(person.company().id());
        var link = links.issue(granted, LinkKind.RESET_PASSWORD, person.id(), Duration.ofHours(24));
        return Objects.requireNonNull(links.mailed(link).getPath());
    }

    private static HttpCookie browser(Visitor visitor) {
        return visitor.cookies().stream()
                .filter(cookie -> cookie.getName().equals("browser"))
                .findFirst()
                .orElseThrow();
    }
}
