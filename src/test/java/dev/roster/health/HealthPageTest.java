package dev.roster.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the operator sees of the installation's state. */
class HealthPageTest {
    private static final TestServer SERVER = TestServer.get();

    @Test
    void it_shows_the_database_the_nodes_and_what_waits() {
        var page = SERVER.operator().get("/operator/health").body();

        assertThat(page)
                .contains("Database", "18.", "Nodes", "development", "Emails", "Background jobs", "Disk", "OK")
                .contains("pg_stat_statements");
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
