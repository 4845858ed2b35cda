package dev.roster.health;

import dev.roster.access.OperatorPermit;
import dev.roster.installation.Node;
import dev.roster.shared.AcrossOrganizations;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Figures of the installation as a whole. */
@Repository
public class HealthRepository {
    private static final String WHY = "figures about the whole installation, which name nobody";
    private static final Duration LATE_AFTER = Duration.ofMinutes(1);
    private static final int SLOWEST = 5;

    private final JdbcClient jdbc;

    public HealthRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What there is, and what waits.
     *
     * @param users without those who were erased; beyond 10,000, the planner's estimate of all
     * @param operators who may sign in
     * @param queued emails
     * @param oldestDue when the email was due that has waited longest; null if none is due
     * @param late jobs that have been due for more than a minute and that nobody has begun
     * @param failing jobs whose last attempt failed
     * @param lastBackupAt when {@code roster backup} last succeeded; null if it never did
     */
    public record Figures(
            long users,
            long operators,
            long organizations,
            long queued,
            long failed,
            @Nullable Instant oldestDue,
            boolean paused,
            long late,
            long failing,
            @Nullable Instant lastBackupAt) {}

    @AcrossOrganizations(because = WHY)
    public Figures figures(Instant now) {
        return jdbc.sql("""
                        select (select case when c.reltuples < 10000 then (select count(*) from users where erased_at is null)
                                            else c.reltuples::bigint end
                                  from pg_class c where c.oid = 'users'::regclass) as users,
                               (select count(*) from users
                                 where operator and blocked_at is null and erased_at is null) as operators,
                               (select count(*) from organizations) as organizations,
                               (select count(*) from mails where status = 'queued') as queued,
                               (select count(*) from mails where status = 'failed') as failed,
                               (select min(due_at) from mails where status = 'queued' and due_at <= :now) as oldest_due,
                               exists (select 1 from mail_pause) as paused,
                               (select count(*) from scheduled_tasks
                                 where not picked and execution_time < :late) as late,
                               (select count(*) from scheduled_tasks where consecutive_failures > 0) as failing,
                               (select at from audit_events
                                 where organization_id is null and action = 'installation.backed_up'
                                 order by id desc limit 1) as backed_up_at
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("late", now.minus(LATE_AFTER).atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Figures(
                        row.getLong("users"),
                        row.getLong("operators"),
                        row.getLong("organizations"),
                        row.getLong("queued"),
                        row.getLong("failed"),
                        instant(row.getObject("oldest_due", OffsetDateTime.class)),
                        row.getBoolean("paused"),
                        row.getLong("late"),
                        row.getLong("failing"),
                        instant(row.getObject("backed_up_at", OffsetDateTime.class))))
                .single();
    }

    /**
     * PostgreSQL and the database.
     *
     * @param version of PostgreSQL
     * @param schema the version that the tables were last migrated to
     */
    record DatabaseFacts(String version, String schema, long bytes, int connections, int maxConnections) {}

    @AcrossOrganizations(because = WHY)
    DatabaseFacts database() {
        return jdbc.sql("""
                        select current_setting('server_version') as version,
                               (select version from flyway_schema_history
                                 where success and version is not null
                                 order by installed_rank desc limit 1) as schema,
                               pg_database_size(current_database()) as bytes,
                               (select count(*)::int from pg_stat_activity) as connections,
                               current_setting('max_connections')::int as max_connections
                        """).query(DatabaseFacts.class).single();
    }

    /** @param name as {@link Node} makes it */
    record NodeSession(String name, Instant since, int connections) {
        private String part(int number) {
            var parts = name.split(" ");
            return parts.length > number ? parts[number] : "–";
        }

        String version() {
            return part(1);
        }

        String host() {
            return part(2);
        }
    }

    /** The running nodes, by their sessions. */
    @AcrossOrganizations(because = WHY)
    List<NodeSession> nodes(OperatorPermit operator) {
        return jdbc.sql("""
                        select application_name as name, min(backend_start) as since, count(*)::int as connections
                          from pg_stat_activity
                         where datname = current_database() and application_name like :sessions
                         group by application_name
                         order by application_name
                        """)
                .param("sessions", Node.SESSIONS)
                .query((row, _) -> new NodeSession(
                        row.getString("name"),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getInt("connections")))
                .list();
    }

    /** The statements that took most time in total; empty if PostgreSQL does not count them. */
    @AcrossOrganizations(because = WHY)
    List<SlowStatement> slowest(OperatorPermit operator) {
        if (jdbc.sql("select 1 from pg_extension where extname = 'pg_stat_statements'")
                .query(Integer.class)
                .optional()
                .isEmpty()) {
            return List.of();
        }
        try {
            return jdbc.sql("""
                            select left(s.query, 300) as statement, s.calls, s.mean_exec_time as millis
                              from pg_stat_statements s join pg_database d on d.oid = s.dbid
                             where d.datname = current_database()
                             order by s.total_exec_time desc
                             limit :most
                            """)
                    .param("most", SLOWEST)
                    .query(SlowStatement.class)
                    .list();
        } catch (DataAccessException notPreloaded) {
            return List.of();
        }
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
