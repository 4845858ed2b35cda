package dev.roster.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The facts of "an administrator or manager creates a user" that also hold for programs. */
class Partner1ApiTest {
    private static final Company COMPANY = TestServer.get().company("partner");

    @ParameterizedTest
    @CsvSource({"administrator,201", "manager,201", "user,403", "read_only,403"})
    void partner_1_01_only_administrators_and_managers_create_users_by_api(String role, int status) {
        var address = COMPANY.freshAddress();
        var answer =
                COMPANY.client(role).post(users(), "{\"displayName\":\"Ada Byron\",\"email\":\"" + address + "\"}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(ApiClient.operator().get(users() + "?search=" + address).items("email"))
                .hasSize(status == 201 ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"administrator", "manager", "user", "read_only"})
    void partner_1_01_every_role_lists_and_searches_by_api(String role) {
        var person = COMPANY.person("user");
        var found =
                COMPANY.client(role).get(users() + "?search=" + person.email().replace("@", "%40"));

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.items("email")).containsExactly(person.email());
    }

    @Test
    void partner_1_05_the_answer_to_a_creation_holds_neither_password_nor_link() {
        var address = COMPANY.freshAddress();
        var answer = COMPANY.client("manager")
                .post(users(), "{\"displayName\":\"Ada Byron\",\"email\":\"" + address + "\"}");

        assertThat(answer.text("/status")).isEqualTo("pending");
        assertThat(answer.text("/role")).isEqualTo("user");
        assertThat(answer.response().body()).doesNotContain("/links/").doesNotContain("generatedPassword\":\"");
        assertThat(TestServer.get().mailbox(address).await(1).link()).contains("/links/");
    }

    @ParameterizedTest
    @CsvSource({
        "administrator,user,administrator,role-not-governed",
        "manager,user,manager,role-not-governed",
        "manager,user,administrator,role-not-governed",
        "manager,manager,user,person-not-governed",
        "manager,administrator,user,person-not-governed",
        "administrator,administrator,manager,person-not-governed"
    })
    void partner_1_12_a_role_beyond_ones_own_is_refused_by_api_and_nothing_changes(
            String actor, String held, String wanted, String code) {
        var target = COMPANY.another(held);
        var answer = COMPANY.client(actor).put(users() + "/" + target.id() + "/role", "{\"role\":\"" + wanted + "\"}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.text("/detail")).endsWith("can.");
        assertThat(roleOf(target)).isEqualTo(held);
    }

    @ParameterizedTest
    @CsvSource({"administrator,administrator", "manager,manager", "manager,administrator"})
    void partner_1_12_nobody_is_created_with_a_role_beyond_ones_own(String actor, String wanted) {
        var address = COMPANY.freshAddress();
        var answer = COMPANY.client(actor)
                .post(users(), "{\"displayName\":\"Ada\",\"email\":\"" + address + "\",\"role\":\"" + wanted + "\"}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("role-not-governed");
        assertThat(ApiClient.operator().get(users() + "?search=" + address).items("email"))
                .isEmpty();
        assertThat(TestServer.get().mailbox(address).letters()).isEmpty();
    }

    private static String users() {
        return "/organizations/" + COMPANY.slug() + "/users";
    }

    private static String roleOf(Person person) {
        return ApiClient.operator().get(users() + "/" + person.id()).text("/role");
    }
}
