package dev.roster.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import dev.roster.installation.ServerSecret;
import dev.roster.support.TestServer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keys survive the server's secrets, and make way for others in time. */
class SigningKeysTest {
    private static final TestServer SERVER = TestServer.get();

    private final JdbcClient jdbc = SERVER.bean(JdbcClient.class);

    @Test
    void a_key_whose_secret_is_lost_is_replaced() throws Exception {
        var before = ids(keys());
        jdbc.sql("update signing_keys set sealed = :garbage where algorithm = 'ES256' and retired_at is null")
                .param("garbage", new byte[64])
                .update();

        var after = ids(keys());

        assertThat(after).hasSize(2).isNotEqualTo(before);
        assertThat(jdbc.sql("select count(*) from signing_keys where retired_at is null")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void an_old_key_makes_way_for_another_and_is_published_a_while_longer() throws Exception {
        var old = ids(keys());
        SERVER.clock().advance(Duration.ofDays(91));

        keys().renew();

        assertThat(ids(keys())).hasSize(4).containsAll(old);
        assertThat(old).doesNotContain(ids(keys()).getFirst());
        SERVER.clock().advance(Duration.ofDays(2));
        keys().renew();
        assertThat(ids(keys())).hasSize(2).doesNotContainAnyElementsOf(old);
    }

    /** As a node that has not asked for them yet. */
    private SigningKeys keys() {
        return new SigningKeys(
                SERVER.bean(SigningKeyRepository.class), SERVER.bean(ServerSecret.class), SERVER.bean(Clock.class));
    }

    private static List<String> ids(SigningKeys keys) throws Exception {
        return keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null).stream()
                .map(JWK::getKeyID)
                .toList();
    }
}
