package dev.roster.home;

import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import dev.roster.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What needs doing in one organization. Every statement reads a bounded number of rows, however large the organization is. */
@Repository
class HomeRepository {
    /** The first memberships with a status, whatever their role: each role has them in an index. */
    private static final String WITH_STATUS = """
            (select w.user_id from memberships w
              where w.organization_id = :organization and w.role_id is null and w.status = :status
              order by w.created_at limit :most)
            union all
            select w.user_id from roles r
             cross join lateral (select m.user_id from memberships m
                                  where m.organization_id = r.organization_id and m.role_id = r.id and m.status = :status
                                  order by m.created_at limit :most) w
             where r.organization_id = :organization
            """;

    private final JdbcClient jdbc;

    HomeRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Everyone who is listed, by status and last sign-in; empty if they are more than these. */
    Optional<Map<Figure, Long>> countPeople(OrganizationId organization, Instant now, int most) {
        var counts = new HashMap<Figure, Long>();
        long all = jdbc
                .sql("""
                        select m.status, %s as seen, count(*) as number
                          from (select l.status, l.last_sign_in_at from memberships l
                                 where l.organization_id = :organization and l.listed limit :most + 1) m
                         group by 1, 2
                        """.formatted(FigureRepository.SEEN))
                .param("organization", organization.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((row, n) -> addTo(counts, row))
                .list()
                .stream()
                .mapToLong(number -> number)
                .sum();
        return all > most ? Optional.empty() : Optional.of(counts);
    }

    private static long addTo(Map<Figure, Long> counts, ResultSet row) throws SQLException {
        long number = row.getLong("number");
        var status = row.getString("status");
        if (!status.equals("declined")) {
            counts.merge(Figure.of("status." + status), number, Long::sum);
        }
        if (status.equals("active")) {
            counts.merge(Figure.of(row.getString("seen")), number, Long::sum);
        }
        return number;
    }

    /** Today's sign-ins among the last events of the organization. */
    Map<Figure, Long> countSignIns(OrganizationId organization, LocalDate today, int events) {
        var counts = new HashMap<Figure, Long>();
        jdbc.sql("""
                        select %s as figure, sum(%s)::bigint as number
                          from (select l.action, l.at, l.after from audit_events l
                                 where l.organization_id = :organization order by l.id desc limit :events) e
                         where e.at >= :today and %s
                         group by 1
                        """.formatted(FigureRepository.SIGN_IN, FigureRepository.TIMES, FigureRepository.SIGN_INS))
                .param("organization", organization.value())
                .param("today", today.atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("events", events)
                .query(row -> {
                    counts.put(Figure.of(row.getString("figure")), row.getLong("number"));
                });
        return counts;
    }

    /** Active people who last signed in before then, among the first ones in the order of their last sign-in. */
    int countDormant(OrganizationId organization, Instant before, int most) {
        return jdbc.sql("""
                        select count(*) filter (where d.status = 'active')
                          from (select m.status from memberships m
                                 where m.organization_id = :organization and m.listed
                                   and coalesce(m.last_sign_in_at, '1970-01-01Z') < :before
                                   and coalesce(m.last_sign_in_at, '1970-01-01Z') > '1970-01-01Z'
                                 order by coalesce(m.last_sign_in_at, '1970-01-01Z') limit :most) d
                        """)
                .param("organization", organization.value())
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    /** How long invitations have been open, of the first ones. */
    record OpenInvitations(int days3, int days7, int longer, int expired) {}

    OpenInvitations countInvitations(OrganizationId organization, Instant now, int most) {
        return jdbc.sql("""
                        select count(*) filter (where not late and sent_at >= :now::timestamptz - interval '3 days') as days3,
                               count(*) filter (where not late and sent_at < :now::timestamptz - interval '3 days'
                                                  and sent_at >= :now::timestamptz - interval '7 days') as days7,
                               count(*) filter (where not late and sent_at < :now::timestamptz - interval '7 days') as longer,
                               count(*) filter (where late) as expired
                          from (select i.sent_at, coalesce(least(l.expires_at, l.ended_at) < :now, true) as late
                                  from (select w.user_id from (%s) w limit :most) w
                                  join invitations i on i.organization_id = :organization and i.user_id = w.user_id
                                  left join links l on l.organization_id = :organization and l.user_id = w.user_id
                                       and l.kind = 'invitation') o
                        """.formatted(WITH_STATUS))
                .param("organization", organization.value())
                .param("status", "invited")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(OpenInvitations.class)
                .single();
    }

    /** Of the first people who have yet to set a password, those whose link has expired, and those who were sent none. */
    record Unlinked(int expired, int none) {}

    Unlinked countUnlinked(OrganizationId organization, Instant now, int most) {
        return jdbc.sql("""
                        select count(*) filter (where l.expires_at < :now) as expired,
                               count(*) filter (where l.id is null) as none
                          from (select w.user_id from (%s) w limit :most) w
                          left join links l on l.organization_id = :organization and l.user_id = w.user_id
                               and l.kind = 'set_password' and l.ended_at is null
                        """.formatted(WITH_STATUS))
                .param("organization", organization.value())
                .param("status", "pending")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(Unlinked.class)
                .single();
    }

    /** A person by name. */
    record Named(UserId user, String name) {
        private static Named of(ResultSet row) throws SQLException {
            return new Named(new UserId(row.getObject("user_id", UUID.class)), row.getString("display_name"));
        }
    }

    /** The people whose emails have failed most recently. */
    List<Named> listUnreached(OrganizationId organization, int most) {
        return jdbc.sql("""
                        select f.user_id, m.display_name
                          from (select l.user_id, max(l.id::text) as last
                                  from (select user_id, id from mails
                                         where organization_id = :organization and status = 'failed' and user_id is not null
                                         order by id desc limit 200) l
                                 group by l.user_id) f
                          join members m on m.organization_id = :organization and m.user_id = f.user_id
                               and m.status not in ('removed', 'erased')
                         order by f.last desc limit :most
                        """)
                .param("organization", organization.value())
                .param("most", most)
                .query((row, n) -> Named.of(row))
                .list();
    }

    /** Somebody who holds a role. */
    record Holder(RoleId role, UserId user, String name) {}

    /** A few active holders of each of these roles: enough to see whether it is only one. */
    List<Holder> listHolders(OrganizationId organization, Collection<RoleId> roles, int most) {
        return jdbc.sql("""
                        select r.id as role_id, h.user_id, m.display_name
                          from roles r
                         cross join lateral (select x.user_id from member_roles x
                                              where x.organization_id = r.organization_id and x.role_id = r.id
                                              limit :most) h
                          join members m on m.organization_id = r.organization_id and m.user_id = h.user_id
                               and m.blocked_at is null
                         where r.organization_id = :organization and r.id = any (:roles)
                        """)
                .param("organization", organization.value())
                .param("roles", roles.stream().map(RoleId::value).toArray(UUID[]::new))
                .param("most", most)
                .query((row, n) -> new Holder(
                        new RoleId(row.getObject("role_id", UUID.class)),
                        new UserId(row.getObject("user_id", UUID.class)),
                        row.getString("display_name")))
                .list();
    }

    /** API tokens that expire within a time. */
    int countExpiringTokens(OrganizationId organization, Instant now, Instant until) {
        return jdbc.sql("""
                        select count(*) from api_tokens
                         where organization_id = :organization and revoked_at is null and ended_at is null
                           and expires_at > :now and expires_at < :until
                        """)
                .param("organization", organization.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }
}
