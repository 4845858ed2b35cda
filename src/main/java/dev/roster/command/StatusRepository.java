package dev.roster.command;

import dev.roster.health.HealthRepository;
import dev.roster.health.HealthRepository.Figures;
import dev.roster.installation.Database;
import dev.roster.installation.Node;
import dev.roster.shared.AcrossOrganizations;
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
    private final JdbcClient jdbc;

    StatusRepository(Database database) {
        this.jdbc = JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl()));
    }

    /**
     * The numbers of an installation: those of its {@link Figures}, by the clock of the database.
     *
     * @param connections of Roster's servers to the database
     * @param oldestMailAt when the email was due that has waited longest; null if none is due
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
        var figures = new HealthRepository(jdbc).figures(now());
        return jdbc.sql("""
                        select (select count(*) from pg_stat_activity
                                 where datname = current_database() and application_name like :sessions) connections,
                               pg_database_size(current_database()) bytes
                        """)
                .param("sessions", Node.SESSIONS)
                .query((row, _) -> numbers(row.getLong("connections"), row.getLong("bytes"), figures))
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

    private static Numbers numbers(long connections, long bytes, Figures figures) {
        return new Numbers(
                connections,
                bytes,
                figures.organizations(),
                figures.users(),
                figures.operators(),
                figures.queued(),
                figures.oldestDue(),
                figures.failed(),
                figures.late(),
                figures.failing(),
                figures.lastBackupAt());
    }
}
