package dev.roster.home;

import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.OrganizationId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The figures of each day, in all organizations at once when they are counted. */
@Repository
class FigureRepository {
    private static final String WHY = "counts every organization once a day";

    /** The key of a {@link Figure} for a membership {@code m}, by the parameter {@code now}. */
    static final String SEEN = """
            case when m.last_sign_in_at is null then 'seen.never'
                 when m.last_sign_in_at >= :now::timestamptz - interval '30 days' then 'seen.30'
                 when m.last_sign_in_at >= :now::timestamptz - interval '90 days' then 'seen.90'
                 when m.last_sign_in_at >= :now::timestamptz - interval '365 days' then 'seen.365'
                 else 'seen.earlier' end
            """;

    /** The key of a {@link Figure} for an audit event {@code e}, and how often it happened. */
    static final String SIGN_IN = "case e.action when 'user.signed_in' then 'sign_ins' else 'failed_sign_ins' end";

    static final String TIMES =
            "case e.action when 'user.sign_ins_failed' then (e.after ->> 'tries')::bigint else 1 end";

    static final String SIGN_INS = "e.action in ('user.signed_in', 'user.sign_in_failed', 'user.sign_ins_failed')";

    private final JdbcClient jdbc;

    FigureRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @AcrossOrganizations(because = WHY)
    void countPeople(LocalDate day, Instant now) {
        jdbc.sql("""
                insert into daily_figures (organization_id, day, figure, number)
                select m.organization_id, :day, 'status.' || m.status, count(*) from memberships m
                 where m.status in ('active', 'pending', 'invited', 'inactive')
                 group by m.organization_id, m.status
                union all
                select m.organization_id, :day, %s, count(*) from memberships m
                 where m.status = 'active'
                 group by 1, 3
                on conflict (organization_id, day, figure) do update set number = excluded.number
                """.formatted(SEEN))
                .param("day", day)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    @AcrossOrganizations(because = WHY)
    void countSignIns(LocalDate day) {
        jdbc.sql("""
                insert into daily_figures (organization_id, day, figure, number)
                select e.organization_id, :day, %s, sum(%s) from audit_events e
                 where e.at >= :from and e.at < :until and e.organization_id is not null and %s
                 group by 1, 3
                on conflict (organization_id, day, figure) do update set number = excluded.number
                """.formatted(SIGN_IN, TIMES, SIGN_INS))
                .param("day", day)
                .param("from", day.atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("until", day.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .update();
    }

    @AcrossOrganizations(because = WHY)
    void deleteBefore(LocalDate day) {
        jdbc.sql("delete from daily_figures where day < :day").param("day", day).update();
    }

    /** A figure of a day. */
    record Counted(LocalDate day, Figure figure, long number) {}

    /** In no particular order. */
    List<Counted> list(OrganizationId organization, LocalDate from) {
        return jdbc.sql(
                        "select day, figure, number from daily_figures where organization_id = :organization and day >= :from")
                .param("organization", organization.value())
                .param("from", from)
                .query((row, n) -> new Counted(
                        row.getObject("day", LocalDate.class),
                        Figure.of(row.getString("figure")),
                        row.getLong("number")))
                .list();
    }
}
