package dev.roster.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.Expected;
import dev.roster.erasure.Erasures;
import dev.roster.people.RoleAssignments;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who had access at an earlier moment. */
class AccessReviewTest {
    private static final TestServer SERVER = TestServer.get();
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    private final Company company = SERVER.company("partner");

    @Test
    void the_page_and_its_file_say_who_had_which_role_then_and_name_nobody_who_was_erased() {
        var manager = company.quick("manager");
        var gone = company.quick("read_only");
        SERVER.clock().advance(Duration.ofMinutes(5));
        var then = minute();
        SERVER.clock().advance(Duration.ofMinutes(5));
        SERVER.bean(RoleAssignments.class)
                .changeRole(TestServer.OPERATOR, company.id(), manager.id(), "user", Expected.ANY);
        offerErasure();
        SERVER.bean(Erasures.class).erase(TestServer.OPERATOR, company.id(), gone.id(), gone.email());
        SERVER.clock().advance(Duration.ofMinutes(5));

        var file = csv(then);
        assertThat(file)
                .contains(manager.id() + "," + manager.name() + ",manager,Manager,role")
                .contains(gone.id() + ",,read_only,Read-only,role")
                .doesNotContain(gone.name());
        assertThat(csv(minute()))
                .contains(manager.id() + "," + manager.name() + ",user,User,role")
                .doesNotContain(gone.id().toString());
        var page = company.visitor("administrator").get(company.path("/audit/access?at=" + then));
        assertThat(page.body())
                .contains(manager.name())
                .contains("an erased person")
                .doesNotContain(gone.name());
    }

    @Test
    void one_person_can_be_asked_for() {
        var one = company.quick("manager");
        var other = company.quick("manager");

        var page = company.visitor("administrator").get(company.path("/audit/access?person=" + one.id()));

        assertThat(page.body()).contains(one.name()).doesNotContain(other.name());
    }

    @Test
    void the_export_is_recorded_and_a_time_that_is_none_is_refused() {
        csv(minute());

        assertThat(company.client("administrator")
                        .get("/organizations/" + company.slug() + "/audit-events?action=access.exported")
                        .items("action"))
                .hasSize(1);
        assertThat(company.visitor("administrator")
                        .get(company.path("/audit/access?at=yesterday"))
                        .status())
                .isEqualTo(422);
    }

    private String csv(String at) {
        var answer = company.visitor("administrator").get(company.path("/audit/access.csv?at=" + at));
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private static String minute() {
        return MINUTE.format(SERVER.clock().instant().atOffset(ZoneOffset.UTC));
    }

    private void offerErasure() {
        SERVER.bean(JdbcClient.class)
                .sql(
                        "update organizations set policy = jsonb_set(policy, '{departures}', '[\"erase\"]') where id = :here")
                .param("here", company.id().value())
                .update();
    }
}
