package dev.roster.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The page of a user who has not set a password says whether they have a link to do so. */
class PendingUserTest {
    private static final TestServer SERVER = TestServer.get();

    private final Company company = SERVER.company("partner");
    private final Company.Person person = company.pending("user");

    private String page() {
        return company.visitor("administrator")
                .get(company.path("/users/" + person.id()))
                .body();
    }

    private void links(String statement) {
        SERVER.bean(JdbcClient.class)
                .sql(statement + " where user_id = :user")
                .param("user", person.id().value())
                .param("at", SERVER.clock().instant().minusSeconds(60).atOffset(ZoneOffset.UTC))
                .update();
    }

    @Test
    void the_link_was_sent_or_has_expired_or_is_still_to_be_sent() {
        assertThat(page()).contains("The link to set one", "works until", "Send a new link");

        links("update links set expires_at = :at");
        assertThat(page()).contains("expired on", "Send a new link");

        links("update links set ended_at = :at");
        assertThat(page()).contains("no link to set one has been sent", ">Send link<");
        company.visitor("administrator").post(company.path("/users/" + person.id() + "/reset-password"), Map.of());
        assertThat(page()).contains("works until");
    }
}
