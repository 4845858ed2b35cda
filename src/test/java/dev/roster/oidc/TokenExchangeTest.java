package dev.roster.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.net.http.HttpResponse;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A service acts for a person (RFC 8693), within what the person's own token allows. */
class TokenExchangeTest {
    private static final TestServer SERVER = TestServer.get();

    private final Company company = SERVER.company("workspace");
    private final AppClient app = AppClient.registered("web", "");
    private final AppClient service =
            AppClient.registered("service", ",\"organizations\":[\"" + company.slug() + "\"]");
    private final Company.Person person = company.another("manager");

    @Test
    void a_service_acts_for_a_person_for_a_short_time() {
        var tokens = app.signIn(person.signIn());

        var answer = exchange(service, tokens);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var exchanged = AppClient.json(answer);
        assertThat(exchanged.has("refresh_token")).isFalse();
        var claims = AppClient.claims(exchanged.at("/access_token").asString());
        assertThat(claims)
                .containsEntry("sub", person.id().toString())
                .containsEntry("aud", List.of(service.id))
                .containsEntry("act", Map.of("sub", service.id))
                .containsEntry("org_id", company.id().toString())
                .containsEntry("roles", List.of("manager"));
        assertThat(scopes(claims)).containsExactlyInAnyOrder("profile", "email", "organization");
        var own = AppClient.claims(tokens.at("/access_token").asString());
        assertThat((Date) claims.get("exp")).isBeforeOrEqualTo((Date) own.get("exp"));
    }

    @Test
    void it_ends_with_the_sign_in_of_the_person() {
        var tokens = app.signIn(person.signIn());
        var exchanged =
                AppClient.json(exchange(service, tokens)).at("/access_token").asString();
        assertThat(service.introspects(exchanged)).isTrue();

        app.post("/oauth2/revoke", "token", tokens.at("/refresh_token").asString());

        assertThat(service.introspects(exchanged)).isFalse();
        assertThat(error(exchange(service, tokens))).isEqualTo("invalid_grant");
    }

    @Test
    void it_has_no_more_scopes_than_the_token_of_the_person() {
        var tokens = app.signIn(person.signIn(), "scope", "openid profile");

        assertThat(error(exchange(service, tokens, "scope", "organization"))).isEqualTo("invalid_scope");
        assertThat(error(exchange(service, tokens, "scope", "openid"))).isEqualTo("invalid_scope");
        assertThat(exchange(service, tokens, "scope", "profile").statusCode()).isEqualTo(200);
    }

    @Test
    void it_is_for_services_that_the_organization_may_use() {
        var tokens = app.signIn(person.signIn());
        var other = AppClient.registered(
                "service", ",\"organizations\":[\"" + SERVER.company("partner").slug() + "\"]");

        assertThat(error(exchange(other, tokens))).isEqualTo("invalid_grant");
        assertThat(error(exchange(app, tokens))).isEqualTo("unauthorized_client");
        assertThat(error(exchange(AppClient.registered("service", ",\"firstParty\":false"), tokens)))
                .isEqualTo("unauthorized_client");
    }

    @Test
    void it_is_not_handed_on() {
        var exchanged = AppClient.json(exchange(service, app.signIn(person.signIn())));

        assertThat(error(exchange(service, exchanged))).isEqualTo("invalid_grant");
        assertThat(error(exchange(service, app.signIn(person.signIn()), "audience", app.id)))
                .isEqualTo("invalid_target");
    }

    private static List<String> scopes(Map<String, Object> claims) {
        return claims.get("scope") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(claims.get("scope")).split(" "));
    }

    private static HttpResponse<String> exchange(AppClient client, JsonNode tokens, String... more) {
        var parameters = Stream.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:token-exchange",
                "subject_token",
                tokens.at("/access_token").asString(),
                "subject_token_type",
                "urn:ietf:params:oauth:token-type:access_token");
        return client.token(Stream.concat(parameters, Stream.of(more)).toArray(String[]::new));
    }

    private static String error(HttpResponse<String> answer) {
        return AppClient.json(answer).at("/error").asString();
    }
}
