package dev.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What no one may do as often, or as much at once, as they like. */
class LimitsTest {
    private static final TestServer SERVER = TestServer.get();

    @BeforeEach
    void every_bucket_is_full_again() {
        SERVER.clock().advance(Duration.ofMinutes(61));
    }

    @Test
    void ones_present_password_is_guessed_ten_times_and_then_has_to_wait() {
        var browser = SERVER.company("partner").another("user").signIn();
        for (int i = 0; i < 10; i++) {
            assertThat(change(browser, "guess" + i).status()).isEqualTo(422);
        }

        var slowed = change(browser, Company.PASSWORD);
        assertThat(slowed.status()).isEqualTo(429);
        assertThat(slowed.header("Retry-After")).isNotEmpty();
        SERVER.clock().advance(Duration.ofMinutes(2));
        assertThat(change(browser, Company.PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void a_person_who_is_invited_repeatedly_gets_twenty_emails_an_hour() {
        var company = SERVER.company("marketplace");
        var users = "/organizations/" + company.slug() + "/users";
        var invited = ApiClient.operator()
                .post(users, """
                        {"email": "%s", "firstName": "Ada", "lastName": "Byron", "groups": ["%s"]}
                        """.formatted(company.freshAddress(), company.groupWith("marketplace")));
        var resend = users + "/" + invited.text("/id") + "/invitation/resend";
        for (int sent = 1; sent < 20; sent++) {
            assertThat(ApiClient.operator().post(resend, "").status()).isEqualTo(202);
        }

        assertThat(ApiClient.operator().post(resend, "").code()).isEqualTo("too-many-requests");
    }

    @Test
    void one_source_asks_for_thirty_forgotten_passwords_and_then_has_to_wait() {
        var company = SERVER.company("partner");
        var browser = Visitor.of(SERVER);
        for (int i = 0; i < 30; i++) {
            assertThat(forgot(browser, company.freshAddress()).status()).isEqualTo(200);
        }

        assertThat(forgot(browser, company.freshAddress()).status()).isEqualTo(429);
    }

    @Test
    void an_organization_has_a_hundred_roles_at_most() {
        var company = SERVER.company("partner");
        var roles = "/organizations/" + company.slug() + "/roles";
        int there = ApiClient.operator().get(roles).items("key").size();
        for (int i = there; i < 100; i++) {
            assertThat(ApiClient.operator().post(roles, role(i)).status()).isEqualTo(201);
        }

        assertThat(ApiClient.operator().post(roles, role(100)).code()).isEqualTo("too-many-roles");
    }

    @Test
    void two_hundred_companies_are_granted_at_once_at_most() {
        var company = SERVER.company("partner");
        var manager = company.quick("manager");
        var names = IntStream.rangeClosed(0, 200).mapToObj(i -> "company-" + i).toList();

        var refused = grant(company, manager, names);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("200");
        assertThat(grant(company, manager, names.subList(0, 200)).status()).isEqualTo(404);
    }

    @Test
    void a_list_has_two_hundred_rows_a_page_at_most() {
        var users = "/organizations/" + SERVER.company("partner").slug() + "/users?limit=";

        assertThat(ApiClient.operator().get(users + 200).status()).isEqualTo(200);
        assertThat(ApiClient.operator().get(users + 201).text("/errors/0/field"))
                .isEqualTo("limit");
    }

    @Test
    void a_policy_makes_no_link_work_for_ever_and_leads_nobody_to_a_page_without_https() {
        var policy = "/organizations/" + SERVER.company("partner").slug() + "/policy";
        var read = ApiClient.operator().get(policy).response().body();

        assertThat(ApiClient.operator()
                        .put(policy, read.replaceFirst("\"setPassword\":\\d+", "\"setPassword\":100000"))
                        .text("/errors/0/field"))
                .isEqualTo("links.setPassword");
        assertThat(ApiClient.operator()
                        .put(
                                policy,
                                read.replaceFirst("\"termsUrl\":[^,}]+", "\"termsUrl\":\"http://example.com/terms\""))
                        .text("/errors/0/field"))
                .isEqualTo("termsUrl");
    }

    private static Visitor.Answer change(Visitor browser, String present) {
        return browser.post("/me/password", Map.of("present", present, "password", "Fig-Lantern-77!"));
    }

    private static Visitor.Answer forgot(Visitor browser, String address) {
        return browser.post("/forgot-password", Map.of("email", address));
    }

    private static String role(int number) {
        return "{\"key\": \"role_%d\", \"name\": \"Role %d\"}".formatted(number, number);
    }

    private static Visitor.Answer grant(Company company, Company.Person person, List<String> names) {
        var path = company.path("/users/" + person.id() + "/companies/add");
        return company.visitor("administrator").postMany(path, "companies", names);
    }
}
