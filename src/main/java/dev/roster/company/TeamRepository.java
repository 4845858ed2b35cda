package dev.roster.company;

import dev.roster.company.CompanyRepository.Row;
import dev.roster.shared.Cursor;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Text;
import dev.roster.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The people of a company's parent, as the company sees them. */
@Repository
class TeamRepository {
    private final JdbcClient jdbc;

    TeamRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By name, one row more than a page has where there are more. */
    List<Row<TeamMember>> list(OrganizationId company, String search, @Nullable Cursor at, int rows) {
        return list("""
                  from organizations c
                  join members m on m.organization_id = c.parent_id
                  left join grants g on g.organization_id = c.id and g.user_id = m.user_id
                """, company, search, at, rows);
    }

    /** The same of those who may manage the company at this moment. */
    List<Row<TeamMember>> listWithAccess(OrganizationId company, String search, @Nullable Cursor at, int rows) {
        return list("""
                  from organizations c
                  join grants g on g.organization_id = c.id
                  join members m on m.organization_id = c.parent_id and m.user_id = g.user_id
                   and exists (select 1 from granted_roles h
                                where h.organization_id = c.id and h.user_id = g.user_id)
                """, company, search, at, rows);
    }

    private List<Row<TeamMember>> list(
            String from, OrganizationId company, String search, @Nullable Cursor at, int rows) {
        boolean backwards = at != null && at.backwards();
        return jdbc.sql("""
                        select m.user_id, m.display_name, m.email, m.status, m.sort_name, g.user_id is not null granted,
                               exists (select 1 from granted_roles h
                                        where h.organization_id = c.id and h.user_id = m.user_id) live,
                               concat_ws(', ', r.name,
                                   (select string_agg(g.name, ', ' order by g.name_key)
                                      from group_members b join groups g on g.id = b.group_id
                                     where b.organization_id = m.organization_id and b.user_id = m.user_id)) role
                        %s
                          left join roles r on r.id = m.role_id
                         where c.id = :company and m.status not in ('deleted', 'removed', 'erased')
                           and (:search::text is null or m.search like :search)
                           and (:name::text is null or (m.sort_name, m.user_id) %s (:name, :id))
                         order by m.sort_name %3$s, m.user_id %3$s limit :rows
                        """.formatted(from, backwards ? "<" : ">", backwards ? "desc" : "asc"))
                .param("company", company.value())
                .param("search", search.isEmpty() ? null : "%" + Text.literal(Text.folded(search)) + "%")
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
