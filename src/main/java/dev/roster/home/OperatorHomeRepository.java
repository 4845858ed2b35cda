package dev.roster.home;

import dev.roster.access.OperatorPermit;
import dev.roster.shared.AcrossOrganizations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the operator's page says about the installation. Reads a bounded number of rows. */
@Repository
class OperatorHomeRepository {
    private final JdbcClient jdbc;

    OperatorHomeRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The installation in numbers.
     *
     * @param organizations the planner's estimate beyond 10,000, as for people
     * @param failedMails at most 500
     * @param backedUpAt when the last backup was recorded, or null
     */
    record Facts(
            long organizations,
            long people,
            long operators,
            long failedMails,
            @Nullable Instant backedUpAt) {
        private static Facts of(ResultSet row) throws SQLException {
            var backedUp = row.getTimestamp("backed_up_at");
            return new Facts(
                    row.getLong("organizations"),
                    row.getLong("people"),
                    row.getLong("operators"),
                    row.getLong("failed_mails"),
                    instant(backedUp));
        }

        private static @Nullable Instant instant(@Nullable Timestamp at) {
            return at == null ? null : at.toInstant();
        }
    }

    @AcrossOrganizations(because = "figures about the whole installation, which name nobody")
    Facts read(OperatorPermit operator) {
        return jdbc.sql("""
                        select (select case when c.reltuples < 10000 then (select count(*) from organizations)
                                            else c.reltuples::bigint end
                                  from pg_class c where c.oid = 'organizations'::regclass) as organizations,
                               (select case when c.reltuples < 10000 then (select count(*) from profiles)
                                            else c.reltuples::bigint end
                                  from pg_class c where c.oid = 'profiles'::regclass) as people,
                               (select count(*) from users
                                 where operator and blocked_at is null and erased_at is null) as operators,
                               (select count(*) from (select 1 from mails where status = 'failed' limit 500) f)
                                   as failed_mails,
                               (select max(e.at) from (select l.at, l.action from audit_events l
                                                        where l.organization_id is null
                                                        order by l.id desc limit 5000) e
                                 where e.action = 'installation.backed_up') as backed_up_at
                        """).query((row, n) -> Facts.of(row)).single();
    }
}
