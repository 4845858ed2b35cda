package dev.roster.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a session lasts. */
class SessionsTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company COMPANY = SERVER.company("partner");

    @Test
    void a_session_ends_two_weeks_after_the_sign_in_however_busy() {
        var browser = COMPANY.another("user").signIn();
        for (int week = 0; week < 2; week++) {
            assertThat(browser.get("/me").status()).isEqualTo(200);
            SERVER.clock().advance(Duration.ofDays(7));
        }

        assertThat(browser.get("/me").location()).startsWith("/login");
    }
}
