package dev.roster.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.RosterApplication;
import dev.roster.installation.Settings;
import dev.roster.organization.Presets;
import dev.roster.password.PasswordRule;
import dev.roster.password.PasswordRules;
import dev.roster.password.Passwords;
import dev.roster.shared.UserId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(OutputCaptureExtension.class)
class DemoTest {
    @TempDir
    static Path dataDir;

    private static ConfigurableApplicationContext roster;

    @BeforeAll
    static void start() {
        var settings = Settings.read(
                Map.of(
                        "ROSTER_DATA_DIR", dataDir.toString(),
                        "ROSTER_PORT", "0",
                        "ROSTER_STOP_PAUSE", "0",
                        "ROSTER_DEMO", "true"),
                List.of());
        roster = RosterApplication.application(settings).run();
    }

    @AfterAll
    static void stop() {
        roster.close();
    }

    @Test
    void a_second_start_adds_nothing() {
        var before = counts();
        assertThat(before.get("organizations")).isEqualTo(Cast.Company.values().length);
        assertThat(before.get("users")).isGreaterThan(600);

        roster.getBean(FirstStart.class).run(new DefaultApplicationArguments());

        assertThat(counts()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void all_of_the_cast_sign_in_with_the_printed_password(Cast person) {
        var user = jdbc().sql("""
                        select p.user_id
                          from users u join passwords p on p.user_id = u.id
                         where u.email_key = :email and not p.must_change
                           and (u.operator or exists (
                               select 1 from memberships m
                                 join organizations o on o.id = m.organization_id
                                 join held_roles h on h.organization_id = m.organization_id and h.user_id = m.user_id
                                 join roles r on r.id = h.role_id
                                where m.user_id = u.id and m.status = 'active' and o.slug = :slug and r.key = :role))
                        """)
                .param("email", person.email())
                .param("slug", person.company() == null ? "" : person.company().slug())
                .param("role", person.role() == null ? "" : person.role())
                .query(UUID.class)
                .single();
        assertThat(roster.getBean(Passwords.class).verify(new UserId(user), Cast.PASSWORD))
                .isTrue();
        assertThat(roster.getBean(PasswordRules.class)
                        .check(
                                rule(person),
                                Cast.PASSWORD,
                                List.of(person.displayName(), person.email(), person.username())))
                .isEmpty();
    }

    @Test
    void nobody_else_has_that_password_and_nobody_waits_to_change_it() {
        assertThat(jdbc().sql("select count(*) from passwords where must_change")
                        .query(Integer.class)
                        .single())
                .isZero();
        var extra = jdbc().sql("""
                        select user_id from passwords join users on id = user_id
                         where email_key not in (:cast) order by user_id limit 1
                        """)
                .param("cast", List.of(Cast.values()).stream().map(Cast::email).toList())
                .query(UUID.class)
                .single();
        assertThat(roster.getBean(Passwords.class).verify(new UserId(extra), Cast.PASSWORD))
                .isFalse();
    }

    @Test
    void organizations_have_the_statuses_that_their_policy_offers() {
        assertThat(statuses("northwind")).containsOnlyKeys("active", "pending", "deleted");
        assertThat(statuses("juniper")).containsOnlyKeys("active", "inactive");
        assertThat(statuses("ledgerline")).containsOnlyKeys("active");
        assertThat(statuses("northwind").get("active")).isBetween(180, 240);
        assertThat(jdbc().sql("select p.slug from organizations o join organizations p on p.id = o.parent_id")
                        .query(String.class)
                        .list())
                .containsExactly("northwind", "northwind", "northwind");
    }

    @Test
    void only_users_who_have_not_joined_have_an_email_and_bea_whom_max_sent_one() {
        var waiting = jdbc().sql("select user_id from memberships where joined_at is null")
                .query(UUID.class)
                .list();
        assertThat(jdbc().sql("select recipient from mails where kind = 'reset_password'")
                        .query(String.class)
                        .list())
                .containsExactly(Cast.BEA.email());
        assertThat(jdbc().sql("select user_id from mails where kind <> 'reset_password'")
                        .query(UUID.class)
                        .list())
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(waiting);
    }

    @Test
    void nothing_happened_in_the_future_or_before_its_cause() {
        assertThat(jdbc().sql("""
                        select count(*)
                          from memberships m join users u on u.id = m.user_id
                          join organizations o on o.id = m.organization_id
                         where m.created_at < o.created_at or m.joined_at < m.created_at
                            or m.last_sign_in_at < m.joined_at or m.last_sign_in_at > now()
                            or m.status_changed_at < m.created_at or m.status_changed_at > now()
                            or u.created_at <> m.created_at
                            or m.status <> 'active' and m.status_changed_at < m.last_sign_in_at
                        """).query(Integer.class).single()).isZero();
    }

    @Test
    void ada_byron_is_left_to_be_created() {
        assertThat(jdbc().sql("select count(*) from people where display_name ilike '%byron%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void the_start_says_who_to_sign_in_as(CapturedOutput output) {
        roster.getBean(StartMessage.class).print();
        assertThat(output.getOut())
                .contains(Cast.PASSWORD, "/login", "/dev/mail")
                .contains("Northwind Agency   Administrator       Nadia Northrup    nadia@northwind.example")
                .contains("sofia@ledgerline.example or sofia")
                .contains("olive@roster.example")
                .doesNotContain("/setup/");
    }

    private static PasswordRule rule(Cast person) {
        var company = person.company();
        return company == null
                ? PasswordRule.OPERATOR
                : roster.getBean(Presets.class)
                        .find(company.preset())
                        .orElseThrow()
                        .policy()
                        .password();
    }

    private static Map<String, Integer> statuses(String slug) {
        return jdbc()
                .sql("""
                        select m.status, count(*) from memberships m join organizations o on o.id = m.organization_id
                         where o.slug = :slug group by m.status
                        """)
                .param("slug", slug)
                .query((row, _) -> Map.entry(row.getString(1), row.getInt(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, Integer> counts() {
        return List.of("organizations", "users", "memberships", "audit_events", "mails").stream()
                .collect(Collectors.toMap(
                        table -> table,
                        table -> jdbc().sql("select count(*) from " + table)
                                .query(Integer.class)
                                .single()));
    }

    private static JdbcClient jdbc() {
        return roster.getBean(JdbcClient.class);
    }
}
