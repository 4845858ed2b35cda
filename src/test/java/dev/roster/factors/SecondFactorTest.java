package dev.roster.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roster.access.Actor;
import dev.roster.creation.UserDraft;
import dev.roster.factor.Factors;
import dev.roster.link.LinkKind;
import dev.roster.link.Links;
import dev.roster.people.Users;
import dev.roster.person.ProfileInput;
import dev.roster.shared.InvalidException;
import dev.roster.support.AtOnce;
import dev.roster.support.AuthenticatorApp;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import dev.roster.support.Visitor.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nobody who has a second factor gets in without it, through whichever door; and who needs one sets it up first. */
class SecondFactorTest {
    private static final TestServer SERVER = TestServer.get();
    private static final String ASKED = "/login/second-factor?next=";

    private final Company company = SERVER.company("partner");

    /** All tests use one address: earlier attempts must not slow down this one. */
    @BeforeEach
    void every_bucket_is_full_again() {
        SERVER.clock().advance(Duration.ofHours(25));
    }

    @Test
    void the_password_alone_opens_nothing_and_with_a_code_it_does() {
        var person = company.another("user");
        var app = AuthenticatorApp.add(SERVER, person.signIn());
        var browser = Visitor.of(SERVER);

        var asked = browser.tryToSignIn(person.email(), Company.PASSWORD);

        assertThat(asked.location()).isEqualTo(ASKED);
        assertThat(asked.header("Set-Cookie")).doesNotContain("session=").doesNotContain("browser=");
        assertThat(browser.get(company.path("/users")).location()).startsWith("/login");
        assertThat(prove(browser, "000000").fieldError("code")).isNotEmpty();
        assertThat(prove(browser, app.nextCode()).location()).isEqualTo(company.path(""));
        assertThat(browser.get(company.path("/users")).status()).isEqualTo(200);
    }

    @Test
    void a_code_works_once() {
        var person = company.another("user");
        var app = AuthenticatorApp.add(SERVER, person.signIn());
        var usedToAddIt = app.code();
        var first = asked(person);
        var second = asked(person);

        assertThat(prove(first, usedToAddIt).status()).isEqualTo(422);
        var code = app.nextCode();
        assertThat(prove(first, code).status()).isEqualTo(303);
        assertThat(prove(second, code).status()).isEqualTo(422);
    }

    @Test
    void of_two_nodes_that_get_the_same_code_one_accepts_it() throws InterruptedException {
        var person = company.another("user");
        var app = AuthenticatorApp.add(SERVER, person.signIn());
        var factors = SERVER.bean(Factors.class);
        var code = app.nextCode();
        var accepted = new AtomicInteger();

        Callable<Boolean> use = () -> {
            try {
                factors.use(person.id(), code);
                accepted.incrementAndGet();
            } catch (InvalidException wrong) {
                assertThat(wrong.errors().getFirst().code()).isEqualTo("wrong-code");
            }
            return true;
        };
        AtOnce.run(use, use);

        assertThat(accepted).hasValue(1);
    }

    @Test
    void a_recovery_code_works_once_and_new_ones_end_the_others() {
        var person = company.another("user");
        var app = AuthenticatorApp.add(SERVER, person.signIn());
        var browser = asked(person);

        assertThat(prove(browser, app.recoveryCode(0).toUpperCase(Locale.ROOT)).status())
                .isEqualTo(303);
        assertThat(prove(asked(person), app.recoveryCode(0)).status()).isEqualTo(422);
        assertThat(browser.get("/me/factors").body()).contains("9 left");
        var renewed = AuthenticatorApp.codes(browser.post("/me/factors/recovery-codes", Map.of()));

        assertThat(renewed).hasSize(10);
        assertThat(prove(asked(person), app.recoveryCode(1)).status()).isEqualTo(422);
        assertThat(prove(asked(person), renewed.getFirst()).status()).isEqualTo(303);
    }

    @Test
    void the_first_factor_signs_out_all_browsers_that_did_without() {
        var person = company.another("user");
        var other = person.signIn();
        var browser = person.signIn();

        AuthenticatorApp.add(SERVER, browser);

        assertThat(other.get("/me").location()).startsWith("/login");
        assertThat(browser.get("/me").status()).isEqualTo(200);
    }

    @Test
    void wrong_codes_are_slowed_down_for_who_only_knows_the_password() {
        var person = company.another("user");
        var app = AuthenticatorApp.add(SERVER, person.signIn());
        var known = asked(person);
        prove(known, app.nextCode());
        known.post("/logout", Map.of());
        known.tryToSignIn(person.email(), Company.PASSWORD);
        var guessing = asked(person);
        for (int i = 0; i < 10; i++) {
            assertThat(prove(guessing, "00000" + i).status()).isEqualTo(422);
        }

        assertThat(prove(guessing, app.nextCode()).status()).isEqualTo(429);
        assertThat(prove(known, app.code()).status()).isEqualTo(303);
    }

    @Test
    void what_is_pending_ends_with_the_password_and_after_ten_minutes() {
        var person = company.another("user");
        var browser = person.signIn();
        var app = AuthenticatorApp.add(SERVER, browser);
        var late = asked(person);
        SERVER.clock().advance(Duration.ofMinutes(11));
        assertThat(prove(late, app.code()).sentence()).isNotEmpty();
        assertThat(late.get("/me").location()).startsWith("/login");

        var replaced = asked(person);
        browser.post("/me/password", Map.of("present", Company.PASSWORD, "password", "Fig-Lantern-77!"));
        assertThat(prove(replaced, app.nextCode()).status()).isEqualTo(422);
        assertThat(Visitor.of(SERVER).get("/login/second-factor").location()).isEqualTo("/login");
    }

    @Test
    void a_reset_link_does_not_skip_the_factor() {
        var person = company.another("user");
        AuthenticatorApp.add(SERVER, person.signIn());
        var browser = Visitor.of(SERVER);

        browser.post(resetLink(person), Map.of("password", "Fig-Lantern-77!"));

        assertThat(browser.tryToSignIn(person.email(), "Fig-Lantern-77!").location())
                .isEqualTo(ASKED);
        assertThat(browser.get("/me").location()).startsWith("/login");
    }

    @Test
    void a_factor_that_may_be_somebody_elses_ends_when_the_mailbox_is_proven() {
        var person = company.another("user");
        sql("update passwords set set_by = 'others' where user_id = :user", person);
        AuthenticatorApp.add(SERVER, person.signIn());
        var browser = Visitor.of(SERVER);

        browser.post(resetLink(person), Map.of("password", "Fig-Lantern-77!"));

        assertThat(browser.tryToSignIn(person.email(), "Fig-Lantern-77!").location())
                .isEqualTo(company.path(""));
    }

    @Test
    void accepting_an_invitation_does_not_skip_the_factor() {
        var person = company.another("user");
        var app = AuthenticatorApp.add(SERVER, person.signIn());
        var other = SERVER.company("marketplace");
        SERVER.bean(Users.class)
                .create(
                        TestServer.OPERATOR,
                        other.id(),
                        new UserDraft(
                                ProfileInput.named(person.email(), "Ada", "Byron"),
                                null,
                                List.of(other.groupWith("marketplace")),
                                null,
                                null));
        var mailbox = SERVER.mailbox(person.email());
        var link = await().until(
                        () -> mailbox.letters().stream()
                                .filter(letter -> letter.text().contains("/invitations/"))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .linkPath();
        var browser = Visitor.of(SERVER);

        var answer = browser.post(link + "/accept", Map.of("password", Company.PASSWORD));

        assertThat(answer.location()).startsWith("/login/second-factor");
        assertThat(membership(other, person)).isEqualTo("invited");
        assertThat(browser.get("/me").location()).startsWith("/login");
        assertThat(prove(browser, app.nextCode()).status()).isEqualTo(303);
        assertThat(membership(other, person)).isEqualTo("active");
        assertThat(browser.get("/me").status()).isEqualTo(200);
    }

    @Test
    void who_needs_a_factor_and_has_none_sets_one_up_before_anything_else() {
        var person = company.another("user");
        var signedIn = person.signIn();
        require("\"required\"");
        var browser = person.signIn();

        for (var visitor : List.of(signedIn, browser)) {
            for (var path : List.of(company.path("/users"), "/me", "/organizations", "/me/sessions")) {
                assertThat(visitor.get(path).location()).as(path).isEqualTo("/me/factors");
            }
            assertThat(visitor.get("/me/factors").status()).isEqualTo(200);
        }
        var app = AuthenticatorApp.add(SERVER, browser);
        assertThat(browser.get(company.path("/users")).status()).isEqualTo(200);
        SERVER.clock().advance(Duration.ofSeconds(30));

        assertThat(browser.post("/me/factors/authenticator/remove", Map.of()).status())
                .isEqualTo(409);
        assertThat(prove(asked(person), app.code()).status()).isEqualTo(303);
        require("\"optional\"");
        assertThat(browser.post("/me/factors/authenticator/remove", Map.of()).status())
                .isEqualTo(303);
        assertThat(Visitor.of(SERVER)
                        .tryToSignIn(person.email(), Company.PASSWORD)
                        .location())
                .isEqualTo(company.path(""));
    }

    @Test
    void a_factor_can_be_required_for_some_roles_and_the_strictest_organization_counts() {
        var user = company.another("user");
        var manager = company.another("manager");
        var elsewhere = SERVER.company("partner");
        var guest = elsewhere.another("user");
        require("{\"roles\": [\"manager\"]}");

        assertThat(user.signIn().get(company.path("/users")).status()).isEqualTo(200);
        assertThat(manager.signIn().get(company.path("/users")).location()).isEqualTo("/me/factors");
        assertThat(guest.visitor().get(elsewhere.path("/users")).status()).isEqualTo(200);
        company.makeGuest(guest, "manager");
        assertThat(guest.visitor().get(elsewhere.path("/users")).location()).isEqualTo("/me/factors");
    }

    @Test
    void neither_secrets_nor_codes_are_stored_in_clear_or_logged() {
        var person = company.another("user");
        var app = AuthenticatorApp.add(SERVER, person.signIn());

        assertThat(SERVER.everythingStored())
                .doesNotContain(app.secret())
                .doesNotContain(app.recoveryCode(0))
                .doesNotContain(app.recoveryCode(0).replace("-", ""));
        assertThat(person.company()
                        .client("administrator")
                        .get("/organizations/" + company.slug() + "/audit-events?target=" + person.id())
                        .response()
                        .body())
                .contains("factor.added")
                .doesNotContain(app.secret());
    }

    private void require(String secondFactor) {
        SERVER.bean(JdbcClient.class)
                .sql(
                        "update organizations set policy = jsonb_set(policy, '{secondFactor}', :line::jsonb) where id = :id")
                .param("line", secondFactor)
                .param("id", company.id().value())
                .update();
    }

    private static void sql(String statement, Person person) {
        SERVER.bean(JdbcClient.class)
                .sql(statement)
                .param("user", person.id().value())
                .update();
    }

    private static String membership(Company where, Person person) {
        return SERVER.bean(JdbcClient.class)
                .sql("select status from memberships where organization_id = :here and user_id = :user")
                .param("here", where.id().value())
                .param("user", person.id().value())
                .query(String.class)
                .single();
    }

    private String resetLink(Person person) {
        var links = SERVER.bean(Links.class);
        var self = new Actor.Proven(person.id(), company.id(), "test").requireSelf(person.id());
        var link = links.issue(self.in(company.id()), LinkKind.RESET_PASSWORD, person.id(), Duration.ofHours(1));
        return links.mailed(link).getPath();
    }

    /** A browser in which the password was proven. */
    private static Visitor asked(Person person) {
        var browser = Visitor.of(SERVER);
        assertThat(browser.tryToSignIn(person.email(), Company.PASSWORD).location())
                .isEqualTo(ASKED);
        return browser;
    }

    private static Answer prove(Visitor browser, String code) {
        return browser.post("/login/second-factor", Map.of("code", code));
    }
}
