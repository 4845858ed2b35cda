package dev.roster.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.installation.Database;
import dev.roster.installation.Settings;
import dev.roster.shared.Ids;
import dev.roster.support.TestServer;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the operator sees of the installation's state. */
class HealthPageTest {
    private static final TestServer SERVER = TestServer.get();

    private static final String BACKED_UP = """
            insert into audit_events (id, at, action, actor_kind, actor_name)
            values (:id, :at, 'installation.backed_up', 'roster', 'console of the machine')
            """;

    @Test
    void it_shows_the_database_the_nodes_and_what_waits() {
        var page = SERVER.operator().get("/operator/health").body();

        assertThat(page)
                .contains("Database", "18.", "Nodes", "development", "Emails", "Background jobs", "Disk", "OK")
                .contains("pg_stat_statements");
    }

    @Test
    void a_command_beside_the_server_is_not_listed_as_a_node() throws SQLException {
        var settings = Settings.readForCommand(SERVER.environment(Map.of()), List.of());
        try (var database = Database.open(settings);
                var connection = DriverManager.getConnection(database.jdbcUrl(), database.properties());
                var names = connection
                        .createStatement()
                        .executeQuery("select application_name from pg_stat_activity where pid = pg_backend_pid()")) {
            assertThat(names.next()).isTrue();
            assertThat(names.getString(1)).isEqualTo("roster-command");
            assertThat(SERVER.operator().get("/operator/health").body()).containsOnlyOnce("development");
        }
    }

    @Test
    void it_says_when_the_last_backup_was_and_asks_for_one_every_two_days() {
        var jdbc = SERVER.bean(JdbcClient.class);
        var operator = SERVER.operator();
        var clock = SERVER.clock();
        try {
            jdbc.sql(BACKED_UP)
                    .param("id", Ids.next())
                    .param("at", at(clock.instant()))
                    .update();
            assertThat(operator.get("/operator/health").body())
                    .contains("Backup")
                    .doesNotContain("Run roster backup every day");

            jdbc.sql("delete from audit_events where action = 'installation.backed_up'")
                    .update();
            jdbc.sql(BACKED_UP)
                    .param("id", Ids.next())
                    .param("at", at(clock.instant().minus(3, ChronoUnit.DAYS)))
                    .update();
            assertThat(operator.get("/operator/health").body()).contains("Run roster backup every day");
        } finally {
            jdbc.sql("delete from audit_events where action = 'installation.backed_up'")
                    .update();
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    @Test
    void it_says_in_the_readers_language_what_to_do_about_a_mail_server_that_accepts_nothing() {
        var jdbc = SERVER.bean(JdbcClient.class);
        var operator = SERVER.operator();
        jdbc.sql("""
                        insert into mail_pause (since, ends_at, failures, reason)
                        values (now(), now(), 1, '554 5.3.2 No service')
                        """).update();
        try {
            assertThat(operator.get("/operator/health").body())
                    .contains("Act now", "ROSTER_SMTP_URL", "554 5.3.2 No service");
            operator.post("/me", Map.of("displayName", "Olga", "locale", "de", "timeZone", "Europe/Berlin"));
            assertThat(operator.get("/operator/mails").body()).contains("554 5.3.2 No service");
        } finally {
            jdbc.sql("delete from mail_pause").update();
        }
    }
}
