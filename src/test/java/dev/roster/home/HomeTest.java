package dev.roster.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the page Home says needs doing, and to whom. */
class HomeTest {
    private static final TestServer SERVER = TestServer.get();

    private final Company company = SERVER.company("partner");

    @Test
    void an_administrator_sees_what_needs_doing_each_with_its_list() {
        var administrator = company.person("administrator");
        var dormant = company.quick("user");
        sql(
                "update memberships set last_sign_in_at = :then where organization_id = :here and user_id = :id",
                dormant,
                100);
        var pending = company.pending("user");
        sql("update links set expires_at = :then where organization_id = :here and user_id = :id", pending, 1);
        var unreached = company.quick("user");
        sql("""
                insert into mails (id, organization_id, user_id, kind, recipient, locale, details, status, created_at, ended_at)
                values (:id, :here, :id, 'set_password', 'a@b.example', 'en', '{}', 'failed', :then, :then)
                """, unreached, 1);
        administrator
                .visitor()
                .post(company.path("/settings/api-tokens"), Map.of("name", "Nightly", "role", "user", "expires", "30"));

        var page = administrator.visitor().get(company.path("/home")).body();

        assertThat(page)
                .contains("One person has not signed in for 90 days.")
                .contains(company.path("/users?status=active&amp;signIn=90"))
                .contains("One person has yet to set a password, but the link has expired.", "One API token expires")
                .contains("could not be delivered:", unreached.name())
                .contains("Only " + administrator.name() + " can do this:")
                .contains("aria-hidden=\"true\"", "Show as a table");
    }

    @Test
    void who_administers_nothing_is_led_on_and_a_manager_sees_only_what_is_theirs() {
        company.visitor("administrator")
                .post(company.path("/settings/api-tokens"), Map.of("name", "Nightly", "role", "user", "expires", "30"));

        assertThat(company.visitor("user").get(company.path("/home")).location())
                .isEqualTo(company.path(""));
        var manager = company.visitor("manager").get(company.path("/home")).body();

        assertThat(manager).contains("What needs doing").doesNotContain("in the next 30 days");
        assertThat(company.visitor("manager").get(company.path("/users")).body())
                .contains("href=\"" + company.path("/home") + "\"");
        assertThat(company.visitor("user").get(company.path("/users")).body())
                .doesNotContain("href=\"" + company.path("/home") + "\"");
    }

    @Test
    void an_organization_without_people_gets_the_steps_of_setting_up() {
        var page = SERVER.operator().get(company.path("/home")).body();

        assertThat(page).contains("Set up " + company.name(), "Review the policy", "Add people");
        company.quick("user");
        company.quick("user");
        assertThat(SERVER.operator().get(company.path("/home")).body()).doesNotContain("Review the policy");
    }

    @Test
    void people_and_sign_ins_are_counted_for_each_organization() {
        var other = SERVER.company("partner");
        company.quick("user");
        company.quick("user");
        other.quick("user");
        var figures = SERVER.bean(Figures.class);

        figures.count();

        var today = figures.today();
        assertThat(count(company, today, "status.active")).isEqualTo(2);
        assertThat(count(other, today, "status.active")).isEqualTo(1);
        assertThat(count(company, today, "seen.never")).isEqualTo(2);
        var person = company.another("user");
        person.signIn();
        assertThat(figures.list(company.id(), true).of(today, Figure.SIGN_INS)).isEqualTo(1);
        var old = today.minusDays(400);
        SERVER.bean(JdbcClient.class)
                .sql(
                        "insert into daily_figures (organization_id, day, figure, number) values (:here, :day, 'sign_ins', 7)")
                .param("here", company.id().value())
                .param("day", old)
                .update();
        SERVER.clock().advance(Duration.ofDays(1));
        figures.count();
        assertThat(count(company, today, "sign_ins")).isEqualTo(1);
        assertThat(count(other, today, "sign_ins")).isZero();
        assertThat(count(company, old, "sign_ins")).isZero();
    }

    @Test
    void the_operator_sees_the_installation_at_a_glance() {
        var page = SERVER.operator().get("/operator").body();

        assertThat(page).contains("At a glance", "Last backup", "What needs doing");
    }

    private void sql(String statement, Company.Person person, int daysAgo) {
        SERVER.bean(JdbcClient.class)
                .sql(statement)
                .param("here", company.id().value())
                .param("id", person.id().value())
                .param(
                        "then",
                        SERVER.clock().instant().minus(Duration.ofDays(daysAgo)).atOffset(ZoneOffset.UTC))
                .update();
    }

    private static long count(Company of, LocalDate day, String figure) {
        return SERVER.bean(JdbcClient.class)
                .sql(
                        "select coalesce(sum(number), 0) from daily_figures where organization_id = :here and day = :day and figure = :figure")
                .param("here", of.id().value())
                .param("day", day)
                .param("figure", figure)
                .query(Long.class)
                .single();
    }
}
