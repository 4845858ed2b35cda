package dev.roster.applicationuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.oidc.AppClient;
import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** People and organizations see the applications that they use, and end what they do not want. */
class UsedApplicationsTest {
    private static final TestServer SERVER = TestServer.get();

    private final Company company = SERVER.company("workspace");
    private final String path = "/organizations/" + company.slug() + "/applications";

    @Test
    void people_see_where_they_are_signed_in_and_sign_out_there() {
        var app = AppClient.registered("web", ",\"name\":\"Reports of Ada\"");
        var person = company.another("member").signIn();
        var tokens = app.signIn(person);
        var page = person.get("/me/applications").body();
        assertThat(page).contains("Reports of Ada", company.name());
        var end = found("/me/applications/sign-ins/[^/]+/end", page);

        assertThat(company.another("member").signIn().post(end, Map.of()).status())
                .isEqualTo(404);
        assertThat(introspected(app, tokens)).isTrue();
        assertThat(person.post(end, Map.of()).status()).isEqualTo(303);

        assertThat(introspected(app, tokens)).isFalse();
        assertThat(person.get("/me/applications").body()).doesNotContain("Reports of Ada");
    }

    @Test
    void who_revokes_a_consent_is_signed_out_and_asked_again() {
        var third = AppClient.registered("web", ",\"firstParty\":false");
        var person = company.another("member").signIn();
        var tokens = third.consent(person, List.of("email"));
        var page = person.get("/me/applications").body();
        assertThat(page).contains("What you have allowed", "Your email address");

        var revoked = person.post(found("/me/applications/consents/[^/]+/revoke", page), Map.of());

        assertThat(revoked.status()).isEqualTo(303);
        assertThat(introspected(third, tokens)).isFalse();
        assertThat(person.get(third.authorize()).header("Location")).contains("/oauth2/consent?");
    }

    @Test
    void an_organization_sees_how_many_people_use_an_application() {
        var app = AppClient.registered("web", ",\"organizations\":[\"" + company.slug() + "\"]");
        app.signIn(company.another("member").signIn());
        var twice = company.another("member");
        app.signIn(twice.signIn());
        app.signIn(twice.signIn());

        assertThat(shown(app, company).at("/people").asInt()).isEqualTo(2);
        assertThat(company.visitor("admin").get(company.path("/applications")).body())
                .contains("Portal");
        assertThat(shown(app, SERVER.company("workspace")).isMissingNode()).isTrue();
    }

    @Test
    void a_deactivated_application_is_closed_at_once_and_only_here() {
        var app = AppClient.registered("web", ",\"optional\":true");
        var other = SERVER.company("workspace");
        var person = company.another("member");
        other.makeGuest(person, "member");
        var browser = person.signIn();
        var here = app.signIn(browser, "organization", company.slug());
        var there = app.signIn(browser, "organization", other.slug());

        var done = company.visitor("admin").post(company.path("/applications/" + app.id + "/deactivate"), Map.of());

        assertThat(done.status()).isEqualTo(303);
        assertThat(introspected(app, here)).isFalse();
        assertThat(introspected(app, there)).isTrue();
        assertThat(AppClient.query(browser.get(app.authorize("organization", company.slug()))
                        .header("Location")))
                .containsEntry("error", "access_denied");
        assertThat(shown(app, company).at("/active").asBoolean()).isFalse();
        assertThat(company.client("admin")
                        .get("/organizations/" + company.slug() + "/audit-events?action=application.deactivated")
                        .text("/items/0/target/name"))
                .isEqualTo("Portal");

        company.client("admin").delete(path + "/" + app.id + "/deactivation");
        app.signIn(browser, "organization", company.slug());
    }

    @Test
    void what_is_not_optional_stays() {
        var app = AppClient.registered("web", ",\"optional\":true");
        var needed = AppClient.registered("web", "");
        var admin = company.client("admin");

        assertThat(admin.put(path + "/" + needed.id + "/deactivation", "").code())
                .isEqualTo("application-not-optional");

        admin.put(path + "/" + app.id + "/deactivation", "");
        ApiClient.operator().patch("/applications/" + app.id, "{\"optional\":false}");
        app.signIn(company.another("member").signIn());
    }

    private JsonNode shown(AppClient app, Company where) {
        return where.client("admin")
                .get("/organizations/" + where.slug() + "/applications?limit=200")
                .json()
                .at("/items")
                .valueStream()
                .filter(item -> item.at("/id").asString().equals(app.id))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static boolean introspected(AppClient app, JsonNode tokens) {
        return AppClient.json(app.post(
                        "/oauth2/introspect",
                        "token",
                        tokens.at("/access_token").asString()))
                .at("/active")
                .asBoolean();
    }

    private static String found(String pattern, String page) {
        var found = Pattern.compile(pattern).matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return Objects.requireNonNull(found.group());
    }
}
