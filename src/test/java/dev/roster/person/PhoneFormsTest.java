package dev.roster.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.http.Languages;
import dev.roster.person.Countries.Country;
import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** A phone number is typed next to its country. */
class PhoneFormsTest {
    private static final TestServer SERVER = TestServer.get();
    private static final ApiClient OPERATOR = ApiClient.operator();
    private static final Company ASKING = asking();

    @Test
    void countries_stand_in_the_readers_language_and_order() {
        var names = Countries.of(SERVER.bean(Languages.class).in("de")).stream()
                .map(Country::name)
                .toList();

        assertThat(names).hasSizeGreaterThan(200).doesNotHaveDuplicates();
        assertThat(names.indexOf("Österreich")).isBetween(names.indexOf("Oman") + 1, names.indexOf("Pakistan") - 1);
        assertThat(Countries.of(SERVER.bean(Languages.class).in("en")))
                .contains(new Country("GB", "United Kingdom", "🇬🇧", "+44"))
                .allMatch(country -> country.name().length() > 2);
    }

    @Test
    void people_keep_their_own_phone_on_their_profile() {
        var person = ASKING.another("user");
        var browser = person.visitor();
        assertThat(browser.get("/me").body()).contains("United Kingdom +44 🇬🇧");

        var saved = browser.post("/me", form("CA", "(416) 555-0123"));

        assertThat(saved.status()).isEqualTo(303);
        assertThat(phone(person)).isEqualTo("{\"countryCode\":\"+1\",\"number\":\"416-555-0123\"}");
        var again = browser.get("/me");
        assertThat(again.body()).containsPattern("<option value=\"CA\" selected");
        assertThat(again.value("phoneNumber")).isEqualTo("416-555-0123");
        browser.post("/me", form("", ""));
        assertThat(phone(person)).isEqualTo("null");
    }

    @Test
    void an_invalid_number_is_shown_again_with_one_error() {
        var person = ASKING.quick("user");
        var administrator = ASKING.visitor("administrator");
        var path = ASKING.path("/users/" + person.id());

        var refused = administrator.post(path, form("CA", "12"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.fieldError("phoneNumber")).contains("phone number that is valid in this country");
        assertThat(refused.fieldError("phoneCountryCode")).isEmpty();
        assertThat(refused.value("phoneNumber")).isEqualTo("12");
        assertThat(refused.body()).containsPattern("<option value=\"CA\" selected");
        assertThat(administrator.post(path, form("GB", "")).fieldError("phoneNumber"))
                .isNotBlank();
        assertThat(administrator.post(path, form("", "020 7946 0018")).fieldError("phoneCountryCode"))
                .isNotBlank();
        assertThat(phone(person)).isEqualTo("null");

        assertThat(administrator.post(path, form("GB", "020 7946 0018")).status())
                .isEqualTo(303);
        assertThat(phone(person)).isEqualTo("{\"countryCode\":\"+44\",\"number\":\"20 7946 0018\"}");
    }

    @Test
    void a_new_user_is_asked_for_the_country_and_the_number() {
        var administrator = ASKING.visitor("administrator");
        var typed = new HashMap<>(form("DE", "030 123456"));
        var address = ASKING.freshAddress();
        typed.put("email", address);

        assertThat(administrator.post(ASKING.path("/users"), typed).status()).isEqualTo(303);

        var found = OPERATOR.get("/organizations/" + ASKING.slug() + "/users?search=" + address);
        assertThat(found.text("/items/0/phone/countryCode")).isEqualTo("+49");
        assertThat(found.text("/items/0/phone/number")).isEqualTo("30 123456");
    }

    @Test
    void nobody_is_asked_where_the_policy_does_not() {
        var company = SERVER.company("partner");
        var administrator = company.visitor("administrator");

        assertThat(administrator.get("/me").body()).doesNotContain("phoneNumber");
        assertThat(administrator
                        .get(company.path("/users/" + company.quick("user").id()))
                        .body())
                .doesNotContain("phoneNumber");
    }

    private static Map<String, String> form(String country, String number) {
        return Map.of("displayName", "Ada Byron", "phoneCountryCode", country, "phoneNumber", number);
    }

    private static String phone(Company.Person person) {
        return OPERATOR.get("/organizations/" + ASKING.slug() + "/users/" + person.id())
                .json()
                .at("/phone")
                .toString();
    }

    private static Company asking() {
        var company = SERVER.company("partner");
        var path = "/organizations/" + company.slug() + "/policy";
        var policy = (ObjectNode) OPERATOR.get(path).json();
        ((ObjectNode) policy.at("/newUser")).put("phone", true);
        OPERATOR.put(path, policy.toString());
        return company;
    }
}
