package dev.roster.apitoken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiTokenPagesTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Pattern SECRET = Pattern.compile("<code id=\"api-token\">(roster_[\\w-]{43})</code>");

    private final Company company = SERVER.company("partner");
    private final String page = company.path("/settings/api-tokens");
    private final String api = "/organizations/" + company.slug();
    private final Visitor administrator = company.visitor("administrator");

    @Test
    void a_token_is_made_shown_once_and_works() {
        var made = administrator.post(page, Map.of("name", " Nightly  sync ", "role", "manager", "expires", "30"));
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.header("Cache-Control")).contains("no-store");
        var client = ApiClient.with(secret(made));

        var me = client.get("/me");
        assertThat(me.text("/name")).isEqualTo("Nightly sync");
        assertThat(me.text("/organizations/0/role")).isEqualTo("manager");
        assertThat(Instant.parse(me.text("/expiresAt")))
                .isBetween(
                        SERVER.clock().instant().plus(Duration.ofDays(30)).minusSeconds(60),
                        SERVER.clock().instant().plus(Duration.ofDays(30)));

        var list = administrator.get(page);
        assertThat(list.body()).contains("Nightly sync", "Manager").doesNotContain(secret(made));
        assertThat(SERVER.everythingStored()).doesNotContain(secret(made));
    }

    @Test
    void a_role_that_is_not_ones_own_to_give_cannot_be_chosen_and_says_why() {
        var form = administrator.get(page + "/new").body();
        assertThat(form)
                .containsPattern("value=\"administrator\"[^>]* disabled")
                .doesNotContainPattern("value=\"manager\"[^>]* disabled");

        var refused = administrator.post(page, Map.of("name", "Too much", "role", "administrator", "expires", "never"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("you cannot assign the role Administrator", "value=\"Too much\"");
        assertThat(administrator.get(page).body()).doesNotContain("Too much");
    }

    @ParameterizedTest
    @CsvSource({
        "'', manager, 30, '', name, This is required.",
        "N, '', 30, '', role, This is required.",
        "N, emperor, 30, '', role, This is not a known value.",
        "N, manager, 31, '', expires, This is not a known value.",
        "N, manager, day, '', lastDay, Enter a date such as",
        "N, manager, day, +99999-01-01, lastDay, Enter a date such as",
        "N, manager, day, 2001-01-01, lastDay, Choose a time in the future."
    })
    void a_form_that_does_not_fit_comes_again_with_what_was_typed(
            String name, String role, String expires, String lastDay, String field, String sentence) {
        var refused =
                administrator.post(page, Map.of("name", name, "role", role, "expires", expires, "lastDay", lastDay));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains(sentence);
        if (!field.equals("role")) {
            assertThat(refused.fieldError(field)).startsWith(sentence);
        }
        assertThat(refused.value("name")).isEqualTo(name);
        assertThat(refused.value("lastDay")).isEqualTo(lastDay);
    }

    @Test
    void a_token_works_through_the_day_that_was_chosen() {
        var day = LocalDate.ofInstant(SERVER.clock().instant(), ZoneOffset.UTC).plusDays(5);
        var made = administrator.post(
                page, Map.of("name", "N", "role", "user", "expires", "day", "lastDay", day.toString()));
        var expiresAt = Instant.parse(ApiClient.with(secret(made)).get("/me").text("/expiresAt"));
        var zone = company.person("administrator").actor().timeZone();
        assertThat(expiresAt.atZone(ZoneId.of(zone)).toString()).startsWith(day + "T23:59:59");

        var forever = administrator.post(page, Map.of("name", "N", "role", "user", "expires", "never"));
        assertThat(ApiClient.with(secret(forever))
                        .get("/me")
                        .json()
                        .at("/expiresAt")
                        .isNull())
                .isTrue();
    }

    @Test
    void a_revoked_token_opens_nothing_and_is_gone_from_the_list() {
        var client = company.client("manager");
        var id = client.get("/me").text("/id");
        var revoke = page + "/" + id + "/revoke";
        assertThat(administrator.get(revoke).body()).contains("lose access with their next request");
        assertThat(client.get("/me").status()).isEqualTo(200);

        assertThat(administrator.post(revoke, Map.of()).location()).isEqualTo(page);

        assertThat(client.get("/me").status()).isEqualTo(401);
        assertThat(administrator.get(page).body()).doesNotContain(id).contains("The token manager has been revoked.");
        assertThat(administrator.post(revoke, Map.of()).status()).isEqualTo(404);
        var log = ApiClient.operator().get(api + "/audit-events?action=api_token.revoked");
        assertThat(log.text("/items/0/target/name")).isEqualTo("manager");
    }

    @Test
    void who_may_only_manage_tokens_finds_them_alone_in_the_settings() {
        ApiClient.operator().post(api + "/roles", """
                {"key":"tokens","name":"Tokens","permissions":["api_tokens.manage","users.view"],"governs":[]}""");
        var visitor = company.visitor("tokens");

        var list = visitor.get(page);
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.body()).contains("href=\"" + page + "\"").doesNotContain("/settings/policy\"");
        assertThat(visitor.get(company.path("/settings")).status()).isEqualTo(403);
        assertThat(administrator.get(company.path("/settings")).body()).contains("href=\"" + page + "\"");
    }

    @Test
    void the_operator_makes_tokens_that_may_do_everything_in_the_console_and_by_the_api() {
        var operator = SERVER.operator();
        var made = operator.post("/operator/api-tokens", Map.of("name", "Installer", "expires", "365"));
        assertThat(made.status()).isEqualTo(200);
        var client = ApiClient.with(secret(made));
        assertThat(client.get("/me").json().at("/operator").asBoolean()).isTrue();
        assertThat(client.get(api + "/users").status()).isEqualTo(200);

        var byApi = client.post("/api-tokens", "{\"name\":\"Second\",\"expiresAt\":\"2099-01-01T00:00:00Z\"}");
        assertThat(byApi.status()).isEqualTo(201);
        assertThat(byApi.header("Location")).contains("/api/v1/api-tokens/" + byApi.text("/id"));
        var second = ApiClient.with(byApi.text("/secret"));
        assertThat(second.get("/api-tokens?limit=200").items("name")).contains("Installer", "Second");
        assertThat(client.get("/api-tokens").response().body())
                .doesNotContain("secret")
                .doesNotContain(byApi.text("/secret"));
        assertThat(operator.get("/operator/api-tokens").body()).contains("Installer", "Second");

        assertThat(client.delete("/api-tokens/" + byApi.text("/id")).status()).isEqualTo(204);
        assertThat(second.get("/me").status()).isEqualTo(401);
        assertThat(client.delete("/api-tokens/" + byApi.text("/id")).status()).isEqualTo(404);
        operator.post("/operator/api-tokens/" + client.get("/me").text("/id") + "/revoke", Map.of());
        assertThat(client.get("/me").status()).isEqualTo(401);
    }

    @Test
    void an_operators_token_has_no_role_and_no_time_beyond_the_calendar() {
        var operator = ApiClient.operator();
        assertThat(operator.post("/api-tokens", "{\"name\":\"N\",\"role\":\"administrator\"}")
                        .text("/errors/0/field"))
                .isEqualTo("role");
        for (var time : new String[] {"+99999-01-01T00:00:00Z", "2001-01-01T00:00:00Z", "soon"}) {
            assertThat(operator.post("/api-tokens", "{\"name\":\"N\",\"expiresAt\":\"%s\"}".formatted(time))
                            .text("/errors/0/field"))
                    .isEqualTo("expiresAt");
        }
    }

    private static String secret(Visitor.Answer answer) {
        var match = SECRET.matcher(answer.body());
        assertThat(match.find()).as(answer.body()).isTrue();
        return match.group(1);
    }
}
