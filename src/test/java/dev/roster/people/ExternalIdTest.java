package dev.roster.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import org.junit.jupiter.api.Test;

/** Programs that synchronise users know them by their own ids. */
class ExternalIdTest {
    private static final TestServer SERVER = TestServer.get();

    private final Company company = SERVER.company("partner");
    private final ApiClient client = company.client("administrator");
    private final String users = "/organizations/" + company.slug() + "/users";

    private ApiClient.Answer create(String externalId) {
        return client.post(
                users,
                "{\"email\":\"%s\",\"displayName\":\"X\",\"externalId\":\"%s\"}"
                        .formatted(company.freshAddress(), externalId));
    }

    private ApiClient.Answer change(String user, String json) {
        return client.patch(users + "/" + user, "{\"externalId\":" + json + "}");
    }

    @Test
    void a_user_is_created_with_the_id_of_another_system() {
        var created = create(" A-1 ");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("/externalId")).isEqualTo("A-1");
        assertThat(client.get(users + "/" + created.text("/id")).text("/externalId"))
                .isEqualTo("A-1");
    }

    @Test
    void the_id_belongs_to_one_user_of_an_organization() {
        var other = SERVER.company("partner");
        var first = create("A-1");

        var second = create("A-1");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("external-id-taken");
        assertThat(second.text("/detail")).contains("A-1");
        var third = create("A-3").text("/id");
        assertThat(change(third, "\"A-1\"").code()).isEqualTo("external-id-taken");
        assertThat(other.client("administrator")
                        .post(
                                "/organizations/" + other.slug() + "/users",
                                "{\"email\":\"%s\",\"displayName\":\"Y\",\"externalId\":\"A-1\"}"
                                        .formatted(other.freshAddress()))
                        .status())
                .isEqualTo(201);
        assertThat(client.delete(users + "/" + first.text("/id")).status()).isEqualTo(204);
        assertThat(create("A-1").code())
                .as("a deleted user can be restored, with the id")
                .isEqualTo("external-id-taken");
    }

    @Test
    void a_change_sets_replaces_and_removes_it() {
        var user = create("A-1").text("/id");

        assertThat(change(user, "\"B-2\"").text("/externalId")).isEqualTo("B-2");
        assertThat(client.patch(users + "/" + user, "{\"displayName\":\"Y\",\"externalId\":\"C-3\"}")
                        .text("/externalId"))
                .isEqualTo("C-3");
        assertThat(client.get(users + "/" + user).text("/displayName")).isEqualTo("Y");
        var removed = change(user, "null");
        assertThat(removed.status()).isEqualTo(200);
        assertThat(removed.json().has("externalId")).isFalse();
        assertThat(create("C-3").status()).isEqualTo(201);
        var events = client.get("/organizations/" + company.slug() + "/audit-events?action=user.edited&target=" + user);
        assertThat(events.text("/items/0/before/externalId")).isEqualTo("C-3");
    }

    @Test
    void it_is_changed_only_at_the_known_version_and_if_it_fits() {
        var user = create("A-1").text("/id");

        assertThat(client.patch(users + "/" + user, "{\"externalId\":\"B\"}", "If-Match", "\"1\"")
                        .status())
                .isEqualTo(412);
        assertThat(change(user, "\"%s\"".formatted("x".repeat(256))).status()).isEqualTo(422);
        assertThat(create("x".repeat(256)).text("/errors/0/field")).isEqualTo("externalId");
        assertThat(change(user, "\"a\\u0007b\"").text("/errors/0/code")).isEqualTo("control-characters");
        assertThat(client.get(users + "/" + user).text("/externalId")).isEqualTo("A-1");
    }

    @Test
    void only_people_who_may_edit_the_user_change_it() {
        var user = create("A-1").text("/id");
        var path = users + "/" + user;

        assertThat(company.client("user").patch(path, "{\"externalId\":\"B\"}").code())
                .isEqualTo("forbidden");
        assertThat(company.client("manager")
                        .patch(users + "/" + company.person("administrator").id(), "{\"externalId\":\"B\"}")
                        .code())
                .isEqualTo("person-not-governed");
    }
}
