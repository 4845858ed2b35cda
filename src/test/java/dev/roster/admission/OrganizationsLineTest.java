package dev.roster.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roster.shared.Ids;
import dev.roster.shared.OrganizationId;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** One organization's clients get only so much at once, and take nothing from others. */
class OrganizationsLineTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final OrganizationsLine line = new OrganizationsLine(2, Duration.ofMillis(200), metrics);
    private final OrganizationId busy = new OrganizationId(Ids.next());
    private final OrganizationId other = new OrganizationId(Ids.next());

    @Test
    void what_exceeds_its_slots_waits_and_others_do_not() throws Exception {
        try (var first = enter(busy);
                var second = enter(busy)) {
            var third = CompletableFuture.supplyAsync(() -> line.enter(busy));
            Thread.sleep(50);
            assertThat(third).isNotDone();
            enter(other).close();
            second.close();
            assertThat(third.get()).isNotNull();
            Objects.requireNonNull(third.get()).close();
            assertThat(first).isNotNull();
        }
    }

    @Test
    void who_waits_too_long_is_refused_and_counted() {
        try (var first = enter(busy);
                var second = enter(busy)) {
            assertThat(line.enter(busy)).isNull();
            assertThat(first).isNotSameAs(second);
        }
        assertThat(metrics.counter("roster.refusals", "limit", "organization").count())
                .isEqualTo(1);
        enter(busy).close();
    }

    @Test
    void an_organization_without_requests_costs_nothing() {
        enter(busy).close();
        enter(other).close();

        assertThat(line.size()).isZero();
    }

    @Test
    void a_server_answers_busy_to_one_organization_and_serves_the_others() {
        var server = TestServer.get();
        var crowded = server.company("partner");
        var quiet = server.company("partner");
        var theirs = server.bean(OrganizationsLine.class);
        var taken = new ArrayList<OrganizationsLine.Place>();
        try {
            for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
                taken.add(Objects.requireNonNull(theirs.enter(crowded.id())));
            }
            var waiting = CompletableFuture.supplyAsync(() -> users(crowded));
            assertThat(users(quiet)).isEqualTo(200);
            assertThat(waiting).isNotDone();
            taken.removeLast().close();
            await().until(waiting::isDone);
            assertThat(waiting.join()).isEqualTo(200);
        } finally {
            taken.forEach(OrganizationsLine.Place::close);
        }
    }

    private static int users(Company company) {
        return company.client("administrator")
                .get("/organizations/" + company.slug() + "/users")
                .status();
    }

    private OrganizationsLine.Place enter(OrganizationId organization) {
        return Objects.requireNonNull(line.enter(organization));
    }
}
