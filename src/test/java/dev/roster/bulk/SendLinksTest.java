package dev.roster.bulk;

import static dev.roster.support.ImportRequests.ended;
import static dev.roster.support.ImportRequests.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** People who were created without an email get their link later, many at once. */
class SendLinksTest {
    private static final TestServer SERVER = TestServer.get();

    private final Company company = SERVER.company("partner");
    private final ApiClient administrator = company.client("administrator");
    private final String here = "/organizations/" + company.slug();

    /** A user whom an import has created without an email. */
    private Map<String, String> pending() {
        var email = company.freshAddress();
        var file = "email,displayName\n%s,Penny Ding\n".formatted(email);
        var sent = administrator.send("POST", here + "/imports", file, "Content-Type", "text/csv");
        ended(administrator, here + "/imports/" + sent.text("/id"));
        return Map.of(
                "email",
                email,
                "displayName",
                "Penny Ding",
                "id",
                administrator.get(here + "/users?search=" + email).items("id").getFirst());
    }

    @Test
    void the_console_shows_who_is_emailed_and_who_is_skipped_and_sends() {
        var pending = pending();
        var active = company.person("user");
        SERVER.mailbox(active.email()).await(1);
        var visitor = company.visitor("administrator");
        assertThat(visitor.get(company.path("/users")).body()).contains("Send sign-in link");
        var chosen = pending.get("id") + "," + active.id();

        var preview = visitor.post(company.path("/users/bulk"), Map.of("what", "send-link", "user", chosen));
        assertThat(preview.body())
                .contains(pending.get("displayName"), active.name(), "is active")
                .contains("One user will be skipped");
        assertThat(SERVER.mailbox(Objects.requireNonNull(pending.get("email"))).letters())
                .isEmpty();

        visitor.post(company.path("/users/bulk/run"), Map.of("what", "send-link", "user", chosen));

        assertThat(SERVER.mailbox(Objects.requireNonNull(pending.get("email")))
                        .await(1)
                        .link())
                .contains("/links/");
        assertThat(SERVER.mailbox(active.email()).letters()).hasSize(1);
    }

    @Test
    void the_api_says_who_was_emailed_and_who_was_not_and_why() {
        var pending = pending();
        var active = company.person("user");

        var sent = administrator.post(
                here + "/sign-in-links",
                "{\"users\":[\"%s\",\"%s\",\"01a20000-0000-7000-8000-000000000001\"]}"
                        .formatted(pending.get("id"), active.id()));

        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.text("/sent/0")).isEqualTo(pending.get("id"));
        assertThat(sent.text("/skipped/0/user")).isEqualTo(active.id().toString());
        assertThat(sent.text("/skipped/0/code")).isEqualTo("not-in-this-status");
        assertThat(sent.text("/unknown")).isEqualTo("1");
        assertThat(SERVER.mailbox(Objects.requireNonNull(pending.get("email")))
                        .await(1)
                        .link())
                .contains("/links/");
        assertThat(administrator.post(here + "/sign-in-links", "{\"users\":[]}").status())
                .isEqualTo(422);
    }

    @Test
    void everyone_an_import_created_is_emailed_afterwards_if_they_have_no_password_yet() {
        var first = company.freshAddress();
        var second = company.freshAddress();
        var file = "email,displayName\n%s,One\n%s,Two\n%s,Three\n"
                .formatted(first, second, company.person("user").email());
        var done = ended(
                administrator,
                here + "/imports/"
                        + administrator
                                .send("POST", here + "/imports", file, "Content-Type", "text/csv")
                                .text("/id"));
        var path = here + "/imports/" + done.text("/id");
        assertThat(company.visitor("administrator")
                        .get(company.path("/imports/" + done.text("/id")))
                        .body())
                .contains("Send sign-in links");

        assertThat(administrator.send("POST", path + "/mails", null).status()).isEqualTo(202);

        assertThat(once(administrator, path, answer -> answer.text("/mailed").equals("2"))
                        .text("/mailed"))
                .isEqualTo("2");
        for (var address : List.of(first, second)) {
            assertThat(SERVER.mailbox(address).await(1).link()).contains("/links/");
        }
        assertThat(administrator
                        .get(here + "/audit-events?action=import.mailed")
                        .items("target/id"))
                .containsExactly(done.text("/id"));
    }

    @Test
    void people_an_import_invited_get_their_invitation() {
        var marketplace = SERVER.company("marketplace");
        var operator = ApiClient.operator();
        var imports = "/organizations/" + marketplace.slug() + "/imports";
        var email = marketplace.freshAddress();
        var file = "email,firstName,lastName,groups\n%s,Ina,Vited,Administrators\n".formatted(email);
        var sent = operator.send("POST", imports, file, "Content-Type", "text/csv");
        var done = ended(operator, imports + "/" + sent.text("/id"));
        assertThat(done.text("/created")).isEqualTo("1");
        assertThat(SERVER.mailbox(email).letters()).isEmpty();

        operator.send("POST", imports + "/" + done.text("/id") + "/mails", null);

        assertThat(SERVER.mailbox(email).await(1).link()).contains("/invitations/");
    }
}
