package dev.roster.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.roster.support.ApiClient;
import dev.roster.support.AuthenticatorApp;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People sign in to applications with Roster, and what Roster decides reaches the applications at once. */
class SignInToApplicationsTest {
    private static final TestServer SERVER = TestServer.get();

    private final Company company = SERVER.company("workspace");
    private final AppClient app = AppClient.registered("web", "");

    @Test
    void discovery_says_what_there_is() {
        var about = AppClient.json(AppClient.get("/.well-known/openid-configuration"));

        assertThat(about.at("/issuer").asString()).isEqualTo(SERVER.url(""));
        for (var endpoint : List.of(
                "authorization_endpoint",
                "token_endpoint",
                "jwks_uri",
                "userinfo_endpoint",
                "end_session_endpoint",
                "introspection_endpoint",
                "revocation_endpoint",
                "pushed_authorization_request_endpoint",
                "device_authorization_endpoint")) {
            assertThat(about.path(endpoint).asString()).as(endpoint).startsWith(SERVER.url("/"));
        }
        assertThat(about.at("/response_types_supported").toString()).isEqualTo("[\"code\"]");
        assertThat(about.at("/code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
        assertThat(about.at("/id_token_signing_alg_values_supported").toString())
                .contains("RS256");
        assertThat(about.at("/backchannel_logout_supported").asBoolean()).isTrue();
        var keys = AppClient.json(AppClient.get("/oauth2/jwks")).at("/keys");
        assertThat(keys.valueStream().map(key -> key.path("alg").asString()))
                .containsExactlyInAnyOrder("RS256", "ES256");
        assertThat(keys.toString()).doesNotContain("\"d\"", "\"p\"");
    }

    @Test
    void a_person_signs_in_and_the_application_learns_what_they_hold() {
        var person = company.another("manager");

        var tokens = app.signIn(person.signIn());

        var id = AppClient.claims(tokens.at("/id_token").asString());
        assertThat(id)
                .containsEntry("sub", person.id().toString())
                .containsEntry("nonce", "n-0S6")
                .containsEntry("email", person.email())
                .containsEntry("org_slug", company.slug())
                .containsEntry("roles", List.of("manager"))
                .containsKeys("auth_time", "sid", "name", "permissions");
        var access = AppClient.claims(tokens.at("/access_token").asString());
        assertThat(access)
                .containsEntry("client_id", app.id)
                .containsEntry("org_id", company.id().toString());
        assertThat(access).doesNotContainKey("email");
        var info = AppClient.json(app.userInfo(tokens.at("/access_token").asString()));
        assertThat(info.at("/sub").asString()).isEqualTo(person.id().toString());
        assertThat(info.at("/roles/0").asString()).isEqualTo("manager");
    }

    @Test
    void who_is_not_signed_in_signs_in_first_and_goes_on() {
        var person = company.another("member");
        var browser = Visitor.of(SERVER);

        var asked = browser.get(app.authorize("login_hint", person.email()));
        assertThat(asked.status()).isEqualTo(302);
        var login = asked.header("Location");
        assertThat(login).contains("/login?next=");
        var page = browser.get(login.substring(login.indexOf("/login")));
        assertThat(page.body()).contains(person.email());
        assertThat(page.header("Content-Security-Policy")).contains("form-action 'self' https://app.example;");
        var next = Objects.requireNonNull(AppClient.query(login).get("next"));
        var entered =
                browser.post("/login", Map.of("name", person.email(), "password", Company.PASSWORD, "next", next));

        assertThat(entered.header("Location")).isEqualTo(next);
        var done = browser.get(next);
        assertThat(AppClient.query(done.header("Location"))).containsKeys("code", "state", "iss");
    }

    @Test
    void a_code_works_once_and_reuse_revokes_what_it_gave() {
        var code = app.code(company.another("member").signIn());
        var tokens = app.tokens(code);

        var again = app.token(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                app.redirectUri,
                "code_verifier",
                AppClient.VERIFIER);

        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(app.userInfo(tokens.at("/access_token").asString()).statusCode())
                .isEqualTo(401);
        assertThat(refresh(tokens.at("/refresh_token").asString())).isEqualTo(400);
    }

    @Test
    void a_refresh_token_changes_and_its_reuse_ends_the_sign_in() {
        var tokens = app.signIn(company.another("member").signIn());
        var first = tokens.at("/refresh_token").asString();
        var answer = app.token("grant_type", "refresh_token", "refresh_token", first);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var second = AppClient.json(answer).at("/refresh_token").asString();
        assertThat(second).isNotEqualTo(first);

        assertThat(refresh(first)).isEqualTo(400);

        assertThat(refresh(second)).isEqualTo(400);
    }

    @Test
    void deactivating_a_person_ends_everything_at_once() {
        var person = company.another("member");
        var tokens = app.signIn(person.signIn());
        assertThat(introspected(tokens.at("/access_token").asString())).isTrue();

        var done = company.client("admin")
                .put("/organizations/" + company.slug() + "/users/" + person.id() + "/deactivation", "{}");

        assertThat(done.status()).isEqualTo(200);
        assertThat(introspected(tokens.at("/access_token").asString())).isFalse();
        assertThat(app.userInfo(tokens.at("/access_token").asString()).statusCode())
                .isEqualTo(401);
        assertThat(refresh(tokens.at("/refresh_token").asString())).isEqualTo(400);
    }

    @Test
    void a_role_change_reaches_the_next_refresh() {
        var person = company.another("member");
        var tokens = app.signIn(person.signIn());

        company.client("admin")
                .put("/organizations/" + company.slug() + "/users/" + person.id() + "/role", "{\"role\":\"external\"}");
        var answer = app.token(
                "grant_type",
                "refresh_token",
                "refresh_token",
                tokens.at("/refresh_token").asString());

        var access = AppClient.claims(AppClient.json(answer).at("/access_token").asString());
        assertThat(access).containsEntry("roles", List.of("external"));
    }

    @Test
    void a_person_of_several_organizations_chooses_one() {
        var person = company.another("member");
        var other = SERVER.company("workspace");
        other.makeGuest(person, "manager");
        var browser = person.signIn();

        var asked = browser.get(app.authorize());
        assertThat(asked.header("Location")).contains("/oauth2/organization?");
        var location = asked.header("Location");
        var page = browser.get(location.substring(location.indexOf("/oauth2/")));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains(company.name(), other.name());

        var there = app.signIn(browser, "organization", other.slug());
        assertThat(AppClient.claims(there.at("/id_token").asString()))
                .containsEntry("org_slug", other.slug())
                .containsEntry("roles", List.of("manager"));
    }

    @Test
    void an_organization_that_may_not_use_it_is_no_choice() {
        var closed = AppClient.registered(
                "web", ",\"organizations\":[\"" + SERVER.company("partner").slug() + "\"]");

        var refused = company.another("member").signIn().get(closed.authorize());

        assertThat(AppClient.query(refused.header("Location"))).containsEntry("error", "access_denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"client_id=00000000-0000-7000-8000-000000000000", "redirect_uri=https://evil.example/callback"})
    void an_unknown_client_or_address_never_redirects(String change) {
        var browser = company.another("member").signIn();
        var parts = change.split("=", 2);

        var refused = browser.get(app.authorize(parts[0], parts[1]));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("Location")).isEmpty();
    }

    @Test
    void a_request_without_a_challenge_is_refused() {
        var refused = company.another("member").signIn().get(app.authorize("code_challenge", null));

        assertThat(AppClient.query(refused.header("Location"))).containsEntry("error", "invalid_request");
    }

    @Test
    void the_answer_comes_as_a_form_if_the_application_wants_that() {
        var browser = company.another("member").signIn();

        var answer = browser.get(app.authorize("response_mode", "form_post"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains("action=\"https://app.example/callback\"", "name=\"code\"", "name=\"iss\"", "value=\"xyz\"");
        assertThat(answer.header("Content-Security-Policy")).contains("form-action 'self' https://app.example;");
        var third = AppClient.registered("web", ",\"firstParty\":false");
        var asked = AppClient.query(
                browser.get(third.authorize("response_mode", "form_post")).header("Location"));
        var allowed = browser.send(
                "POST",
                "/oauth2/authorize",
                "client_id=" + third.id + "&scope=email&state="
                        + URLEncoder.encode(Objects.requireNonNull(asked.get("state")), StandardCharsets.UTF_8),
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(allowed.body()).contains("name=\"code\"");
        var unknown = browser.get(app.authorize("response_mode", "fragment"));
        assertThat(AppClient.query(unknown.header("Location"))).containsEntry("error", "invalid_request");
    }

    @Test
    void prompt_none_asks_nobody_anything() {
        var refused = Visitor.of(SERVER).get(app.authorize("prompt", "none"));

        assertThat(AppClient.query(refused.header("Location"))).containsEntry("error", "login_required");
    }

    @Test
    void a_third_partys_application_asks_what_it_may_know() {
        var third = AppClient.registered("web", ",\"firstParty\":false");
        var browser = company.another("member").signIn();

        var asked = browser.get(third.authorize());
        var location = asked.header("Location");
        assertThat(location).contains("/oauth2/consent?");
        var page = browser.get(location.substring(location.indexOf("/oauth2/")));
        assertThat(page.body()).contains("Your email address").contains("Your organization");
        assertThat(page.header("Content-Security-Policy")).contains("https://app.example");

        var tokens = third.consent(browser, List.of("email"));

        assertThat(AppClient.claims(tokens.at("/id_token").asString()))
                .containsKey("email")
                .doesNotContainKey("org_id");
    }

    @Test
    void a_public_client_needs_no_secret_and_refreshes() {
        var spa = AppClient.registered("spa", "");
        var tokens = spa.signIn(company.another("member").signIn());

        var answer = spa.token(
                "grant_type",
                "refresh_token",
                "refresh_token",
                tokens.at("/refresh_token").asString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void a_service_gets_a_token_for_itself() {
        var service = AppClient.registered("service", "");

        var answer = service.token("grant_type", "client_credentials");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var claims = AppClient.claims(AppClient.json(answer).at("/access_token").asString());
        assertThat(claims).containsEntry("sub", service.id).doesNotContainKeys("org_id", "roles");
    }

    @Test
    void an_application_signs_a_person_out() {
        var browser = company.another("member").signIn();
        var tokens = app.signIn(browser);

        var out = browser.get(
                "/connect/logout?id_token_hint=" + tokens.at("/id_token").asString());

        assertThat(out.status()).as(out.body()).isEqualTo(302);
        assertThat(browser.get("/me").status()).isEqualTo(302);
        assertThat(refresh(tokens.at("/refresh_token").asString())).isEqualTo(400);
    }

    @Test
    void an_application_is_told_when_a_sign_in_ends_and_again_if_it_did_not_listen() throws Exception {
        var told = new LinkedBlockingQueue<String>();
        var refusals = new AtomicInteger(1);
        var listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/logout", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (refusals.getAndDecrement() > 0) {
                exchange.sendResponseHeaders(500, -1);
            } else {
                told.add(body);
                exchange.sendResponseHeaders(200, -1);
            }
            exchange.close();
        });
        listener.start();
        try {
            var address = "http://127.0.0.1:" + listener.getAddress().getPort() + "/logout";
            var listening = AppClient.registered("web", ",\"backchannelLogoutUri\":\"" + address + "\"");
            var person = company.another("member");
            var tokens = listening.signIn(person.signIn());

            company.client("admin")
                    .put("/organizations/" + company.slug() + "/users/" + person.id() + "/deactivation", "{}");
            await().until(() -> refusals.get() == 0);
            SERVER.clock().advance(Duration.ofMinutes(1));
            await().untilAsserted(() -> {
                SERVER.bean(BackChannel.class).tell();
                assertThat(told).isNotEmpty();
            });

            var body = told.take();
            assertThat(body).startsWith("logout_token=");
            var claims = AppClient.claims(body.substring("logout_token=".length()));
            assertThat(claims)
                    .containsEntry("iss", SERVER.url(""))
                    .containsEntry("sub", person.id().toString())
                    .containsEntry(
                            "sid",
                            AppClient.claims(tokens.at("/id_token").asString()).get("sid"))
                    .containsKeys("events", "jti", "iat")
                    .doesNotContainKey("nonce");
            assertThat(told).isEmpty();
        } finally {
            listener.stop(0);
        }
    }

    @Test
    void who_needs_a_second_factor_reaches_no_application_without_it() {
        var browser = company.another("member").signIn();
        var before = app.signIn(browser).at("/refresh_token").asString();
        require("\"required\"");

        assertThat(browser.get(app.authorize()).location()).endsWith("/me/factors");
        assertThat(refresh(before)).isEqualTo(400);
        AuthenticatorApp.add(SERVER, browser);
        var tokens = app.signIn(browser);
        assertThat(AppClient.claims(tokens.at("/id_token").asString()))
                .containsEntry("amr", List.of("pwd", "otp", "mfa"));
        assertThat(refresh(tokens.at("/refresh_token").asString())).isEqualTo(200);
    }

    private void require(String secondFactor) {
        SERVER.bean(JdbcClient.class)
                .sql(
                        "update organizations set policy = jsonb_set(policy, '{secondFactor}', :line::jsonb) where id = :id")
                .param("line", secondFactor)
                .param("id", company.id().value())
                .update();
    }

    @Test
    void a_secret_is_replaced_without_an_outage() {
        var made = ApiClient.operator().post("/applications/" + app.id + "/secret", "{}");
        assertThat(made.status()).isEqualTo(201);

        assertThat(made.text("/secret")).isNotEmpty().isNotEqualTo(app.secret);
        app.signIn(company.another("member").signIn());
    }

    private int refresh(String token) {
        return app.token("grant_type", "refresh_token", "refresh_token", token).statusCode();
    }

    private boolean introspected(String token) {
        return AppClient.json(app.post("/oauth2/introspect", "token", token))
                .at("/active")
                .asBoolean();
    }
}
