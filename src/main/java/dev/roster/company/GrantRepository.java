package dev.roster.company;

import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.Cursor;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class GrantRepository {
    private static final String SELECT = """
            select g.organization_id, c.slug, c.name, lower(c.name) position, g.user_id, g.created_at,
                   nullif(b.display_name, '') granted_by,
                   h.roles, h.role_keys
              from grants g
             cross join lateral (
                   select coalesce(array_agg(r.name order by r.position, r.key), '{}') roles,
                          coalesce(array_agg(r.key order by r.position, r.key), '{}') role_keys
                     from granted_roles h join roles r on r.organization_id = h.organization_id and r.id = h.role_id
                    where h.organization_id = g.organization_id and h.user_id = g.user_id) h
              join organizations c on c.id = g.organization_id
              left join people b on b.id = g.granted_by
             where g.parent_id = :parent and g.user_id = :user
            """;

    private final JdbcClient jdbc;

    GrantRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns whether it was new. */
    boolean insert(OrganizationPermit parent, UserId user, OrganizationId company, Instant now) {
        return jdbc.sql("""
                        insert into grants (organization_id, user_id, parent_id, created_at, granted_by)
                        values (:company, :user, :parent, :now, :by)
                        on conflict do nothing
                        """)
                        .param("company", company.value())
                        .param("user", user.value())
                        .param("parent", parent.organization().value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("by", parent.actor().person().map(UserId::value).orElse(null), Types.OTHER)
                        .update()
                == 1;
    }

    boolean delete(OrganizationPermit parent, UserId user, OrganizationId company) {
        return jdbc.sql("""
                        delete from grants
                         where parent_id = :parent and user_id = :user and organization_id = :company
                        """)
                        .param("parent", parent.organization().value())
                        .param("user", user.value())
                        .param("company", company.value())
                        .update()
                == 1;
    }

    /** A grant that was ended. */
    record Ended(OrganizationId company, String name) {}

    /** Ends every grant of a person who leaves the organization. */
    List<Ended> deleteAll(OrganizationPermit parent, UserId user) {
        return jdbc.sql("""
                        with gone as (
                            delete from grants where parent_id = :parent and user_id = :user returning organization_id)
                        select o.id, o.name from gone join organizations o on o.id = gone.organization_id
                        """)
                .param("parent", parent.organization().value())
                .param("user", user.value())
                .query((row, n) ->
                        new Ended(new OrganizationId(row.getObject("id", UUID.class)), row.getString("name")))
                .list();
    }

    /** Ends every grant for a company that is no longer linked and returns whose they were. */
    List<UserId> deleteAll(OrganizationPermit company) {
        return jdbc.sql("delete from grants where organization_id = :company returning user_id")
                .param("company", company.organization().value())
                .query((row, n) -> new UserId(row.getObject(1, UUID.class)))
                .list();
    }

    /** Ends every grant of a person who is gone everywhere. */
    @AcrossOrganizations(because = "an erased person is removed everywhere")
    void deleteEverywhere(Permit granted, UserId user) {
        jdbc.sql("delete from grants where user_id = :user")
                .param("user", user.value())
                .update();
    }

    /**
     * Whether a grant would let this person in: through a role that manages companies and has a counterpart with the same key
     * there.
     */
    boolean couldBeLive(OrganizationId parent, UserId user, OrganizationId company) {
        return jdbc.sql("""
                        select exists (
                            select 1 from member_roles h
                              join roles own on own.organization_id = h.organization_id and own.id = h.role_id
                                   and 'companies.manage' = any (own.permissions)
                              join roles there on there.organization_id = :company and there.key = own.key
                             where h.organization_id = :parent and h.user_id = :user)
                        """)
                .param("parent", parent.value())
                .param("user", user.value())
                .param("company", company.value())
                .query(Boolean.class)
                .single();
    }

    Optional<Grant> find(OrganizationId parent, UserId user, OrganizationId company) {
        return jdbc.sql(SELECT + " and g.organization_id = :company")
                .param("parent", parent.value())
                .param("user", user.value())
                .param("company", company.value())
                .query(GrantRepository::grant)
                .optional();
    }

    /** By the company's name, with one extra row if there are more. */
    List<Row<Grant>> list(OrganizationId parent, UserId user, @Nullable Cursor at, int rows) {
        return jdbc.sql(SELECT + CompanyRepository.after(at))
                .param("parent", parent.value())
                .param("user", user.value())
                .param("name", at == null ? null : at.position().value(), Types.VARCHAR)
                .param("id", at == null ? null : at.position().id(), Types.OTHER)
                .param("rows", rows)
                .query((row, n) -> new Row<>(
                        grant(row, n),
                        new Cursor.Position(row.getString("position"), row.getObject("organization_id", UUID.class))))
                .list();
    }

    long count(OrganizationId parent, UserId user) {
        return jdbc.sql("select count(*) from grants where parent_id = :parent and user_id = :user")
                .param("parent", parent.value())
                .param("user", user.value())
                .query(Long.class)
                .single();
    }

    private static Grant grant(ResultSet row, int number) throws SQLException {
        return new Grant(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                row.getString("slug"),
                row.getString("name"),
                new UserId(row.getObject("user_id", UUID.class)),
                texts(row.getArray("roles")),
                texts(row.getArray("role_keys")),
                row.getTimestamp("created_at").toInstant(),
                row.getString("granted_by"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
