package dev.roster.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Somebody lets a device in that has no browser (RFC 8628). */
class DevicesTest {
    private static final TestServer SERVER = TestServer.get();

    private final Company company = SERVER.company("workspace");
    private final AppClient app = AppClient.registered("native", "");
    private final Company.Person person = company.another("member");

    @Test
    void a_device_is_let_in_once() {
        var waiting = waiting();
        assertThat(waiting.at("/verification_uri").asString()).isEqualTo(SERVER.url("/device"));
        assertThat(poll(waiting)).isEqualTo("authorization_pending");
        var browser = person.signIn();
        var code = waiting.at("/user_code").asString();
        assertThat(browser.get("/device?user_code=" + code).value("userCode")).isEqualTo(code);
        var typed = Map.of("userCode", code.replace("-", " ").toLowerCase(Locale.ROOT));

        assertThat(browser.post("/device", typed).body()).contains("Portal", "Your organization", code);
        assertThat(browser.post("/device/allow", typed).status()).isEqualTo(200);

        var answer = AppClient.json(token(waiting));
        assertThat(AppClient.claims(answer.at("/access_token").asString()))
                .containsEntry("sub", person.id().toString())
                .containsEntry("org_id", company.id().toString());
        assertThat(browser.post("/device/allow", typed).fieldError("userCode")).contains("code");
        assertThat(poll(waiting)).isEqualTo("invalid_grant");
        var refreshed = app.token(
                "grant_type",
                "refresh_token",
                "refresh_token",
                answer.at("/refresh_token").asString());
        assertThat(refreshed.statusCode()).as("after the code was used again").isEqualTo(400);
    }

    @Test
    void a_refused_device_is_told() {
        var waiting = waiting();

        person.signIn()
                .post(
                        "/device/refuse",
                        Map.of("userCode", waiting.at("/user_code").asString()));

        assertThat(poll(waiting)).isEqualTo("access_denied");
    }

    @Test
    void guessing_codes_is_limited() {
        var browser = person.signIn();
        for (int i = 0; i < 10; i++) {
            assertThat(browser.post("/device", Map.of("userCode", "BCDF-GHJK")).status())
                    .isEqualTo(422);
        }

        var right = Map.of("userCode", waiting().at("/user_code").asString());
        assertThat(browser.post("/device", right).status()).isEqualTo(429);
        assertThat(company.another("member").signIn().post("/device", right).status())
                .isEqualTo(200);
    }

    @Test
    void only_people_of_organizations_that_may_use_it_let_a_device_in() {
        var code = Map.of("userCode", waiting().at("/user_code").asString());
        var elsewhere = AppClient.registered(
                "native", ",\"organizations\":[\"" + SERVER.company("partner").slug() + "\"]");
        var closed = AppClient.json(elsewhere.post("/oauth2/device_authorization", "scope", "organization"))
                .at("/user_code")
                .asString();

        assertThat(person.signIn()
                        .post("/device/allow", Map.of("userCode", closed))
                        .status())
                .isEqualTo(403);
        assertThat(person.signIn().post("/device/allow", code).status()).isEqualTo(200);
    }

    @Test
    void the_codes_are_not_stored() {
        var waiting = waiting();

        assertThat(SERVER.everythingStored())
                .doesNotContain(
                        waiting.at("/device_code").asString(),
                        waiting.at("/user_code").asString(),
                        waiting.at("/user_code").asString().replace("-", ""));
    }

    private JsonNode waiting() {
        var answer = app.post("/oauth2/device_authorization", "scope", "profile organization");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return AppClient.json(answer);
    }

    private String poll(JsonNode waiting) {
        return AppClient.json(token(waiting)).at("/error").asString();
    }

    private HttpResponse<String> token(JsonNode waiting) {
        return app.token(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:device_code",
                "device_code",
                waiting.at("/device_code").asString());
    }
}
