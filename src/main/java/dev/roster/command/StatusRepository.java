package dev.roster.command;

import dev.roster.installation.Database;
import dev.roster.installation.Node;
import dev.roster.shared.AcrossOrganizations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Asks a database how it is, without anything of Roster running. */
final class StatusRepository {
    private static final Duration LATE = Duration.ofMinutes(1);

    private final JdbcClient jdbc;

    StatusRepository(Database database) {
        this.jdbc = JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl()));
    }

    /**
     * The numbers of an installation.
     *
     * @param connections of Roster's servers to the database
     * @param oldestMailAt when the email that has waited longest was queued; null if none waits
     * @param lateJobs those that should have begun more than a minute ago
     * @param failingJobs those whose last attempt failed
     * @param lastBackupAt when {@code roster backup} last succeeded; null if it never did
     */
    record Numbers(
            long connections,
            long databaseBytes,
            long organizations,
            long users,
            long operators,
            long queuedMails,
            @Nullable Instant oldestMailAt,
            long failedMails,
            long lateJobs,
            long failingJobs,
            @Nullable Instant lastBackupAt) {}

    @AcrossOrganizations(because = "the state of the installation as a whole")
    Numbers numbers() {
        return jdbc.sql("""
                select (select count(*) from pg_stat_activity
                         where datname = current_database() and application_name like :sessions) connections,
                       pg_database_size(current_database()) bytes,
                       (select count(*) from organizations) organizations,
                       (select count(*) from users where erased_at is null) users,
                       (select count(*) from users where operator and blocked_at is null and erased_at is null) operators,
                       m.queued, m.oldest_at, m.failed, j.late, j.failing,
                       (select max(at) from audit_events
                         where organization_id is null and action = 'installation.backed_up') backed_up_at
                  from (select count(*) filter (where status = 'queued') queued,
                               min(created_at) filter (where status = 'queued') oldest_at,
                               count(*) filter (where status = 'failed') failed
                          from mails where status in ('queued', 'failed')) m,
                       (select count(*) filter (where not picked and execution_time < now() - :late * interval '1 s') late,
                               count(*) filter (where consecutive_failures > 0) failing
                          from scheduled_tasks) j
                """)
                .param("sessions", Node.SESSIONS)
                .param("late", LATE.toSeconds())
                .query((row, _) -> numbers(row))
                .single();
    }

    /** The latest reasons why emails could not be sent, and how many for each. */
    @AcrossOrganizations(because = "the state of the installation as a whole")
    Map<String, Long> lastMailErrors(int most) {
        return jdbc
                .sql("""
                        select last_error, count(*) n from mails
                         where status in ('queued', 'failed') and last_error is not null
                         group by last_error order by max(id::text) desc limit :most
                        """)
                .param("most", most)
                .query((row, _) -> Map.entry(row.getString("last_error"), row.getLong("n")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Those of these extensions that the database neither has nor could create. */
    @AcrossOrganizations(because = "asks the database itself about what it can do")
    List<String> listMissingExtensions(List<String> needed) {
        return jdbc.sql("""
                        select name from unnest(:needed) name
                         where name not in (select name from pg_available_extensions)
                         order by name
                        """)
                .param("needed", needed.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /** The time by the database's clock. */
    @AcrossOrganizations(because = "asks the database itself what time it is")
    Instant now() {
        return jdbc.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private static Numbers numbers(ResultSet row) throws SQLException {
        return new Numbers(
                row.getLong("connections"),
                row.getLong("bytes"),
                row.getLong("organizations"),
                row.getLong("users"),
                row.getLong("operators"),
                row.getLong("queued"),
                instant(row, "oldest_at"),
                row.getLong("failed"),
                row.getLong("late"),
                row.getLong("failing"),
                instant(row, "backed_up_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
