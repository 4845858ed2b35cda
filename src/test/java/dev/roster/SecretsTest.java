package dev.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.shared.Secret;
import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A copy of the database gives no access. */
class SecretsTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company COMPANY = SERVER.company("partner");

    @Test
    void only_a_hash_is_kept_of_a_sessions_secret() {
        var person = COMPANY.another("user");
        var cookie = person.signIn().cookies().stream()
                .filter(any -> any.getName().equals("session"))
                .findFirst()
                .orElseThrow();

        assertThat(hash("sessions where user_id = :id", person.id().value())).isEqualTo(Secret.hash(cookie.getValue()));
    }

    @Test
    void only_a_hash_is_kept_of_a_tokens_secret() {
        var made = ApiClient.operator()
                .post("/organizations/" + COMPANY.slug() + "/api-tokens", "{\"name\": \"New\", \"role\": \"user\"}");

        assertThat(hash("api_tokens where id = :id", UUID.fromString(made.text("/id"))))
                .isEqualTo(Secret.hash(made.text("/secret")));
    }

    private static byte[] hash(String from, UUID id) {
        return SERVER.bean(JdbcClient.class)
                .sql("select secret_hash from " + from)
                .param("id", id)
                .query(byte[].class)
                .single();
    }
}
