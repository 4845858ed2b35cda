package dev.roster.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many strangers who try to sign in at the same moment. */
class CrowdedSignInTest {
    private static final TestServer SERVER = TestServer.get();

    private final Company company = SERVER.company("workspace");
    private final String users = "/organizations/" + company.slug() + "/users";

    @Test
    void two_hundred_wrong_sign_ins_at_once_leave_programs_their_answers() throws Exception {
        var admin = company.client("admin");
        var strangers = IntStream.range(0, 4)
                .mapToObj(i -> Visitor.from(SERVER, "203.0.113." + (81 + i)))
                .toList();
        strangers.forEach(Visitor::token);
        IntStream.range(0, 40).forEach(_ -> took(admin));
        var before = median(
                IntStream.range(0, 40).mapToObj(_ -> took(admin)).sorted().toList());

        var during = new ArrayList<Duration>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = IntStream.range(0, 200)
                    .mapToObj(i -> clients.submit(() -> strangers
                            .get(i % strangers.size())
                            .tryToSignIn("person" + i + "@nowhere.example", "wrong")))
                    .toList();
            while (!tries.stream().allMatch(Future::isDone)) {
                during.add(took(admin));
            }
            for (var answer : tries) {
                assertThat(answer.get().status()).isIn(422, 503);
                assertThat(answer.get().header("Retry-After").isEmpty())
                        .isEqualTo(answer.get().status() == 422);
            }
        }

        assertThat(median(during.stream().sorted().toList()))
                .as("before it was " + before)
                .isLessThan(before.multipliedBy(5));
    }

    private Duration took(ApiClient admin) {
        var start = System.nanoTime();
        assertThat(admin.get(users).status()).isEqualTo(200);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Duration median(List<Duration> sorted) {
        return sorted.get(sorted.size() / 2);
    }
}
