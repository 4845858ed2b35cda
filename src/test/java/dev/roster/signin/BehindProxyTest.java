package dev.roster.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.Company;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Behind a trusted proxy every client counts separately; no one who bypasses it can choose an address. */
class BehindProxyTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company PARTNER = SERVER.company("partner");

    @BeforeEach
    void every_bucket_is_full_again() {
        SERVER.clock().advance(Duration.ofMinutes(61));
    }

    @Test
    void what_one_client_tries_slows_no_other_behind_the_same_proxy() {
        var mina = PARTNER.another("user");
        var guesser = Visitor.from(SERVER, "203.0.113.66");
        for (int i = 0; i < 10; i++) {
            assertThat(guesser.tryToSignIn(mina.email(), "guess" + i).status()).isEqualTo(422);
        }

        assertThat(guesser.tryToSignIn(mina.email(), "guess").status()).isEqualTo(429);
        assertThat(Visitor.from(SERVER, "203.0.113.7")
                        .tryToSignIn(mina.email(), Company.PASSWORD)
                        .status())
                .isEqualTo(303);
    }

    @Test
    void addresses_of_one_ipv6_subscriber_are_one_source() {
        var mina = PARTNER.another("user");
        for (int i = 0; i < 10; i++) {
            Visitor.from(SERVER, "2001:db8:0:7::" + i).tryToSignIn(mina.email(), "guess");
        }

        assertThat(Visitor.from(SERVER, "[2001:db8:0:7:abcd::1]:4711")
                        .tryToSignIn(mina.email(), Company.PASSWORD)
                        .status())
                .isEqualTo(429);
        assertThat(Visitor.from(SERVER, "2001:db8:0:8::1")
                        .tryToSignIn(mina.email(), Company.PASSWORD)
                        .status())
                .isEqualTo(303);
    }

    @Test
    void who_comes_past_the_proxy_is_not_believed() {
        var mina = PARTNER.another("user");
        for (int i = 0; i < 10; i++) {
            Visitor.past(SERVER, "127.0.0.2", "X-Forwarded-For", "203.0.113." + i)
                    .tryToSignIn(mina.email(), "guess");
        }

        assertThat(Visitor.past(SERVER, "127.0.0.2", "Forwarded", "for=203.0.113.99")
                        .tryToSignIn(mina.email(), Company.PASSWORD)
                        .status())
                .isEqualTo(429);
    }

    @Test
    void thirty_people_who_forgot_their_passwords_do_not_keep_the_next_from_asking() {
        for (int i = 0; i < 31; i++) {
            var answer = Visitor.from(SERVER, "203.0.113." + i)
                    .post("/forgot-password", Map.of("email", PARTNER.freshAddress()));
            assertThat(answer.status()).as("person %d", i).isEqualTo(200);
        }
    }
}
