package dev.roster.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.ImportRequests;
import dev.roster.support.TestServer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The language and time zone of people, and those of their organization for everyone who has none. */
class LanguageAndZoneTest {
    private static final TestServer SERVER = TestServer.get();
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final Company company = SERVER.company("partner");
    private final ApiClient client = company.client("administrator");
    private final String organization = "/organizations/" + company.slug();
    private final String users = organization + "/users";

    private void policy(String language, String timeZone) {
        var policy = client.get(organization + "/policy").response().body();
        var changed = policy.replaceFirst("\"language\":\"[^\"]*\"", "\"language\":\"" + language + "\"")
                .replaceFirst("\"timeZone\":\"[^\"]*\"", "\"timeZone\":\"" + timeZone + "\"");
        assertThat(client.put(organization + "/policy", changed).status()).isEqualTo(200);
    }

    private ApiClient.Answer create(String address, String more) {
        return client.post(users, "{\"email\":\"%s\",\"displayName\":\"Kein Gebiet\"%s}".formatted(address, more));
    }

    private ApiClient.Answer importing(String file) {
        var sent =
                client.sendFile(organization + "/imports?mail=true", file.getBytes(StandardCharsets.UTF_8), "text/csv");
        return ImportRequests.ended(client, organization + "/imports/" + sent.text("/id"));
    }

    private static String inBerlin(Instant at) {
        return DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(at.atZone(BERLIN)) + " (Berlin)";
    }

    /** Case 104. */
    @Test
    void people_for_whom_no_language_is_given_get_that_of_the_organization() {
        policy("de", "UTC");
        var created = company.freshAddress();
        var imported = company.freshAddress();
        var english = company.freshAddress();

        assertThat(create(created, "").text("/locale")).isEqualTo("de");
        assertThat(create(english, ",\"locale\":\"en\"").text("/locale")).isEqualTo("en");
        importing("email,displayName\n%s,Kein Gebiet\n".formatted(imported));

        assertThat(SERVER.mailbox(created).await(1).text()).contains("Passwort");
        assertThat(SERVER.mailbox(imported).await(1).text()).contains("Passwort");
        assertThat(SERVER.mailbox(english).await(1).text()).contains("password");
    }

    @Test
    void the_form_for_a_new_user_preselects_the_language_of_the_organization() {
        policy("de", "UTC");

        assertThat(company.visitor("administrator")
                        .get(company.path("/users/new"))
                        .body())
                .contains("<option value=\"de\" lang=\"de\" selected>");
    }

    /** Case 106. */
    @Test
    void a_time_zone_is_set_by_programs_and_files() {
        var created = create(company.freshAddress(), ",\"timeZone\":\"America/New_York\"");
        assertThat(created.text("/timeZone")).isEqualTo("America/New_York");
        var user = users + "/" + created.text("/id");

        assertThat(client.patch(user, "{\"timeZone\":\"Europe/Berlin\"}").text("/timeZone"))
                .isEqualTo("Europe/Berlin");
        assertThat(client.get(user).text("/timeZone")).isEqualTo("Europe/Berlin");
        assertThat(client.patch(user, "{\"timeZone\":null}")
                        .json()
                        .at("/timeZone")
                        .isNull())
                .isTrue();

        var address = company.freshAddress();
        importing("email,displayName,timeZone\n%s,Ada,Asia/Tokyo\n".formatted(address));
        assertThat(client.get(users + "?search=" + address).text("/items/0/timeZone"))
                .isEqualTo("Asia/Tokyo");
        importing("email,timeZone\n%s,Europe/Berlin\n".formatted(address));
        assertThat(client.get(users + "?search=" + address).text("/items/0/timeZone"))
                .isEqualTo("Europe/Berlin");
        importing("email,displayName\n%s,Ada B\n".formatted(address));
        assertThat(client.get(users + "?search=" + address).text("/items/0/timeZone"))
                .isEqualTo("Europe/Berlin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mars/Olympus", "berlin", "+01:00", "SystemV/PST8", "Europe/Berlin\\u0000"})
    void what_is_no_time_zone_is_refused(String zone) {
        var refused = create(company.freshAddress(), ",\"timeZone\":\"" + zone + "\"");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/field")).isEqualTo("timeZone");
    }

    @Test
    void emails_say_the_time_of_their_reader() {
        policy("en", "America/New_York");
        var hers = company.freshAddress();
        var theirs = company.freshAddress();
        create(hers, ",\"timeZone\":\"Europe/Berlin\"");
        create(theirs, "");

        var until = SERVER.clock().instant().plusSeconds(24 * 60 * 60);
        assertThat(SERVER.mailbox(hers).await(1).text()).containsPattern("[0-9]+ [A-Z][a-z]+,? [^(]*\\(Berlin\\)");
        assertThat(SERVER.mailbox(hers).await(1).text())
                .contains(inBerlin(until).substring(0, 2));
        assertThat(SERVER.mailbox(theirs).await(1).text()).contains("(New York)");
    }

    @Test
    void pages_say_the_time_of_their_reader() {
        policy("en", "Asia/Tokyo");
        var max = company.another("administrator");
        var browser = max.signIn();
        var list = company.path("/users");
        assertThat(browser.get(list).body()).contains("(Tokyo)\"").doesNotContain("(UTC)");

        var saved = browser.post("/me", Map.of("displayName", max.name(), "locale", "en", "timeZone", "Europe/Berlin"));
        assertThat(saved.status()).isEqualTo(303);
        assertThat(browser.get(list).body()).contains("(Berlin)\"").doesNotContain("(Tokyo)");
        assertThat(browser.get("/me").body()).contains("<option value=\"Europe/Berlin\" selected>");
        var refused =
                browser.post("/me", Map.of("displayName", max.name(), "locale", "en", "timeZone", "Mars/Olympus"));
        assertThat(refused.fieldError("timeZone")).contains("Europe/Berlin");
    }

    @Test
    void the_policy_refuses_an_unknown_language_and_time_zone() {
        var policy = client.get(organization + "/policy").response().body();
        var refused = client.put(
                organization + "/policy",
                policy.replace("\"language\":\"en\"", "\"language\":\"tlh\"")
                        .replace("\"timeZone\":\"UTC\"", "\"timeZone\":\"Mars/Olympus\""));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().findValuesAsString("field")).containsExactly("language", "timeZone");
    }
}
