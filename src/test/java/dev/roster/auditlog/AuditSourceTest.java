package dev.roster.auditlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.erasure.Erasures;
import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.ImportRequests;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each event says where it came from, until the person there is erased. */
class AuditSourceTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Pattern SECRET = Pattern.compile("<code id=\"api-token\">(roster_[\\w-]{43})</code>");
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private final Company company = SERVER.company("appliance");
    private final ApiClient client = company.client("system_admin");
    private final String organization = "/organizations/" + company.slug();

    private JsonNode latest(String action) {
        return client.get(organization + "/audit-events?action=" + action)
                .json()
                .at("/items/0");
    }

    @Test
    void what_a_program_does_says_its_address_and_name() {
        var sent = client.send(
                "PATCH",
                organization + "/users/" + company.quick("ledger_manager").id(),
                "{\"firstName\":\"Grace\"}",
                "X-Forwarded-For",
                "203.0.113.9",
                "User-Agent",
                "directory-sync/2.1");
        assertThat(sent.status()).isEqualTo(200);

        assertThat(latest("user.edited").at("/source").asString()).isEqualTo("203.0.113.9");
        assertThat(latest("user.edited").at("/browser").asString()).isEqualTo("directory-sync/2.1");
    }

    @Test
    void what_a_person_does_says_so_in_the_console_on_demand() {
        var ida = company.another("system_admin");
        var browser = Visitor.from(SERVER, "203.0.113.10", FIREFOX).signIn(ida.email(), Company.PASSWORD);
        var bob = company.quick("ledger_manager");
        browser.post(company.path("/users/" + bob.id() + "/role"), Map.of("role", "admin"));

        assertThat(latest("user.role_changed").at("/source").asString()).isEqualTo("203.0.113.10");
        var log = browser.get(company.path("/audit")).body();
        assertThat(log).containsSubsequence("<summary>From where</summary>", "203.0.113.10", "Firefox · Linux");
    }

    @Test
    void a_file_has_them_and_an_export_needs_no_more_rights() {
        var exported = client.get(organization + "/audit-events.csv");
        assertThat(exported.status()).isEqualTo(200);
        var lines = client.get(organization + "/audit-events.csv").response().body();
        assertThat(lines).contains(",127.0.0.1,Java-http-client");
    }

    @Test
    void what_roster_does_on_its_own_came_from_nowhere() {
        var sent = client.send(
                "POST",
                organization + "/imports",
                "email,username,firstName,role\n%s,made.up,Made,ledger_manager\n".formatted(company.freshAddress()),
                "Content-Type",
                "text/csv");
        ImportRequests.ended(client, organization + "/imports/" + sent.text("/id"));

        assertThat(latest("import.done").at("/source").isNull()).isTrue();
        assertThat(latest("import.queued").at("/source").asString()).isEqualTo("127.0.0.1");
    }

    @Test
    void erasing_a_person_deletes_where_they_and_their_tokens_worked_from() {
        var ida = company.another("system_admin");
        var browser =
                Visitor.from(SERVER, "203.0.113.77", "Mozilla/5.0 Gramophone").signIn(ida.email(), Company.PASSWORD);
        var bob = company.quick("ledger_manager");
        browser.post(company.path("/users/" + bob.id() + "/role"), Map.of("role", "admin"));
        var made = browser.post(
                company.path("/settings/api-tokens"), Map.of("name", "Sync", "role", "system_admin", "expires", "365"));
        var secret = SECRET.matcher(made.body());
        assertThat(secret.find()).isTrue();
        var token = ApiClient.with(secret.group(1));
        var by = token.send(
                "PATCH",
                organization + "/users/" + bob.id(),
                "{\"firstName\":\"Grace\"}",
                "X-Forwarded-For",
                "203.0.113.78",
                "User-Agent",
                "phonograph/1");
        assertThat(by.status()).as(by.response().body()).isEqualTo(200);
        assertThat(SERVER.everythingStored()).contains("203.0.113.77", "Gramophone", "203.0.113.78", "phonograph");

        SERVER.bean(Erasures.class).erase(TestServer.OPERATOR, company.id(), ida.id(), ida.email());

        assertThat(SERVER.everythingStored())
                .doesNotContain("203.0.113.77", "Gramophone", "203.0.113.78", "phonograph");
        assertThat(latest("user.role_changed").at("/source").isNull()).isTrue();
    }
}
