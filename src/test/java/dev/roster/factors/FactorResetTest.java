package dev.roster.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roster.operator.Operators;
import dev.roster.support.ApiClient;
import dev.roster.support.AuthenticatorApp;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Administrators see who has a second factor, and help those who have lost theirs. */
class FactorResetTest {
    private static final TestServer SERVER = TestServer.get();

    private final Company company = SERVER.company("partner");
    private final ApiClient administrator = company.client("administrator");
    private final String users = "/organizations/" + company.slug() + "/users";

    /** All tests use one address: earlier attempts must not slow down this one. */
    @BeforeEach
    void every_bucket_is_full_again() {
        SERVER.clock().advance(Duration.ofHours(25));
    }

    @Test
    void an_administrator_resets_the_factors_of_somebody_who_lost_them() {
        var person = company.another("user");
        var browser = person.signIn();
        AuthenticatorApp.add(SERVER, browser);
        var path = users + "/" + person.id();
        var before = administrator.get(path + "/factors");
        assertThat(before.response().body()).isEqualTo("{\"totp\":true,\"passkeys\":[],\"recoveryCodes\":10}");
        assertThat(administrator.get(path).json().at("/twoFactor").asBoolean()).isTrue();

        assertThat(administrator.send("DELETE", path + "/factors", null).status())
                .isEqualTo(204);

        assertThat(browser.get("/me").location()).startsWith("/login");
        assertThat(administrator.get(path).json().at("/twoFactor").asBoolean()).isFalse();
        assertThat(administrator
                        .get(path + "/factors")
                        .json()
                        .at("/recoveryCodes")
                        .asInt())
                .isZero();
        assertThat(Visitor.of(SERVER)
                        .tryToSignIn(person.email(), Company.PASSWORD)
                        .location())
                .isEqualTo(company.path(""));
        var mailbox = SERVER.mailbox(person.email());
        await().until(() ->
                mailbox.letters().stream().anyMatch(letter -> letter.subject().contains("were removed")));
        assertThat(mailbox.letters().stream()
                        .anyMatch(letter -> letter.subject().contains("was added")))
                .isTrue();
        assertThat(administrator
                        .get("/organizations/" + company.slug() + "/audit-events?target=" + person.id())
                        .response()
                        .body())
                .contains("factor.added", "factor.reset");
    }

    @Test
    void who_has_a_factor_is_a_filter_a_column_and_part_of_exports() {
        var with = company.another("user");
        var without = company.another("user");
        AuthenticatorApp.add(SERVER, with.signIn());
        var here = company.visitor("administrator");

        var found = administrator.get(users + "?twoFactor=true").json().at("/items");
        assertThat(found).hasSize(1);
        assertThat(found.at("/0/id").asString()).isEqualTo(with.id().toString());
        assertThat(administrator.get(users + "?twoFactor=false").response().body())
                .contains(without.email())
                .doesNotContain(with.email());
        assertThat(administrator.get(users + "?twoFactor=maybe").status()).isEqualTo(422);
        assertThat(here.get(company.path("/users?twoFactor=true")).body())
                .contains(with.email())
                .doesNotContain(without.email());
        assertThat(administrator.get(users + ".csv?twoFactor=true").response().body())
                .contains("lastSignInAt,twoFactor")
                .contains(",true")
                .doesNotContain(without.email());
    }

    @Test
    void an_administrator_resets_factors_on_the_page_of_a_user() {
        var person = company.another("user");
        var here = company.visitor("administrator");
        var path = company.path("/users/" + person.id());
        assertThat(here.get(path).body()).doesNotContain("reset-factor");
        AuthenticatorApp.add(SERVER, person.signIn());

        assertThat(here.get(path).body()).contains("reset-factor");
        assertThat(here.get(path + "/reset-factor").body()).contains("Reset second factor");
        assertThat(here.post(path + "/reset-factor", Map.of()).status()).isEqualTo(303);
        assertThat(here.get(path).body()).doesNotContain("reset-factor");
    }

    @Test
    void an_organization_resets_only_what_it_may_change() {
        var guest = SERVER.company("workspace").another("member");
        AuthenticatorApp.add(SERVER, guest.signIn());
        company.makeGuest(guest, "user");
        var path = users + "/" + guest.id() + "/factors";

        assertThat(administrator.send("DELETE", path, null).code()).isEqualTo("not-home");
        assertThat(administrator.get(path).json().at("/totp").asBoolean()).isTrue();
    }

    @Test
    void an_operator_who_lost_their_phone_is_helped_on_the_machine() {
        SERVER.operator(); // who remains
        var operators = SERVER.bean(Operators.class);
        var email = "olga@" + company.slug() + ".example";
        var password = operators.add(TestServer.OPERATOR, "Olga", email);
        var browser = Visitor.of(SERVER).signIn(email, password);
        browser.post("/me/password", Map.of("present", password, "password", "Fig-Lantern-77!-amber"));
        AuthenticatorApp.add(SERVER, browser);
        assertThat(Visitor.of(SERVER)
                        .tryToSignIn(email, "Fig-Lantern-77!-amber")
                        .location())
                .startsWith("/login/second-factor");

        operators.resetFactor(TestServer.OPERATOR, email);

        assertThat(browser.get("/me").location()).startsWith("/login");
        assertThat(Visitor.of(SERVER)
                        .tryToSignIn(email, "Fig-Lantern-77!-amber")
                        .location())
                .isEqualTo("/organizations");
        operators.remove(TestServer.OPERATOR, email);
    }
}
