package dev.roster.company;

import dev.roster.membership.WordSearch;
import dev.roster.shared.Cursor;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The users of a company's parent, as the company sees them. */
@Repository
class TeamRepository {
    private static final String LIVE = """
            exists (select 1 from granted_roles h where h.organization_id = :company and h.user_id = m.user_id)
            """;

    private final JdbcClient jdbc;

    TeamRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By name, with one extra row if there are more. */
    List<Row<TeamMember>> list(
            OrganizationId parent, OrganizationId company, String search, @Nullable Cursor at, int rows, Instant now) {
        return list("", parent, company, search, at, rows, now);
    }

    /** The same for those who may currently manage the company. */
    List<Row<TeamMember>> listWithAccess(
            OrganizationId parent, OrganizationId company, String search, @Nullable Cursor at, int rows, Instant now) {
        return list(" and m.blocked_at is null and " + LIVE, parent, company, search, at, rows, now);
    }

    private List<Row<TeamMember>> list(
            String condition,
            OrganizationId parent,
            OrganizationId company,
            String search,
            @Nullable Cursor at,
            int rows,
            Instant now) {
        boolean backwards = at != null && at.backwards();
        var direction = backwards ? " desc" : " asc";
        var sought = new WordSearch(search);
        return jdbc.sql("""
                        select m.user_id, m.display_name, m.email, m.sort_name,
                               case when m.blocked_at is not null then 'blocked'
                                    when m.status = 'invited' and m.invitation_expires_at < :now then 'expired'
                                    else m.status end status,
                               exists (select 1 from grants g
                                        where g.organization_id = :company and g.user_id = m.user_id) granted,
                               m.blocked_at is null and %s live,
                               concat_ws(', ', r.name,
                                   (select string_agg(g.name, ', ' order by g.name_key)
                                      from group_members b
                                      join groups g on g.organization_id = b.organization_id and g.id = b.group_id
                                     where b.organization_id = m.organization_id and b.user_id = m.user_id)) role
                          from members m
                          left join roles r on r.organization_id = m.organization_id and r.id = m.role_id
                         where m.organization_id = :parent and m.listed
                        """.formatted(LIVE)
                        + condition
                        + (search.isEmpty() ? "" : " and " + sought.matches("m"))
                        + (at == null
                                ? ""
                                : " and (m.sort_name, m.user_id) " + (backwards ? "<" : ">") + " (:name, :id)")
                        + " order by m.sort_name" + direction + ", m.user_id" + direction + " limit :rows")
                .param("parent", parent.value())
                .param("company", company.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .params(sought.parameters())
                .param("name", at == null ? null : at.position().value(), Types.VARCHAR)
                .param("id", at == null ? null : at.position().id(), Types.OTHER)
                .param("rows", rows)
                .query((row, n) -> new Row<>(
                        member(row),
                        new Cursor.Position(row.getString("sort_name"), row.getObject("user_id", UUID.class))))
                .list();
    }

    private static TeamMember member(ResultSet row) throws SQLException {
        return new TeamMember(
                new UserId(row.getObject("user_id", UUID.class)),
                row.getString("display_name"),
                row.getString("email"),
                row.getString("status"),
                row.getString("role"),
                row.getBoolean("granted"),
                row.getBoolean("live"));
    }
}
