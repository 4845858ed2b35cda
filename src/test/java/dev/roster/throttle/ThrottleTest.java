package dev.roster.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roster.shared.ProblemException;
import dev.roster.support.TestServer;
import dev.roster.throttle.Throttle.RateLimit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How often something may be tried, and whose attempts are counted together. */
class ThrottleTest {
    private static final TestServer SERVER = TestServer.get();

    private final Throttle throttle = SERVER.bean(Throttle.class);

    @Test
    void what_is_used_up_is_refused_until_it_refills() {
        var limit = new RateLimit("test", 2, Duration.ofMinutes(10));
        SERVER.clock().advance(Duration.ofMinutes(11));
        throttle.take(limit, "somebody");
        throttle.take(limit, "somebody");

        assertThatThrownBy(() -> throttle.take(limit, "somebody"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(429));
        throttle.take(limit, "somebody else");
        SERVER.clock().advance(Duration.ofMinutes(6));
        throttle.take(limit, "somebody");
    }

    @Test
    void a_network_of_ones_own_counts_as_one_source() {
        assertThat(Throttle.source("2001:db8:1:2:3:4:5:6")).isEqualTo(Throttle.source("2001:db8:1:2:ffff::1"));
        assertThat(Throttle.source("2001:db8:1:2::1")).isNotEqualTo(Throttle.source("2001:db8:1:3::1"));
        assertThat(Throttle.source("192.0.2.1")).isNotEqualTo(Throttle.source("192.0.2.2"));
    }
}
