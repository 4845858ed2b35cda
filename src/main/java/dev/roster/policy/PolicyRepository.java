package dev.roster.policy;

import dev.roster.shared.OrganizationId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Writes policies, and finds what prevents a change. */
@Repository
class PolicyRepository {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    PolicyRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Highest first. */
    List<RoleOutline> listRoles(OrganizationId organization) {
        return jdbc.sql("""
                select r.key, r.name, r.permissions, r.product_permissions,
                       array(select g.name from role_governs rg
                               join roles g on g.organization_id = rg.organization_id and g.id = rg.governed_role_id
                              where rg.organization_id = r.organization_id and rg.role_id = r.id order by g.position, g.name) governs
                  from roles r
                 where r.organization_id = :organization
                 order by r.position, r.name
                """)
                .param("organization", organization.value())
                .query((row, n) -> outline(row))
                .list();
    }

    /** The number of members without an email address, who sign in by username only. */
    int countWithoutAddress(OrganizationId organization) {
        return jdbc.sql("""
                        select count(*) from memberships m join users u on u.id = m.user_id
                         where m.organization_id = :organization and m.status in ('pending', 'active', 'inactive')
                           and u.email is null
                        """)
                .param("organization", organization.value())
                .query(Integer.class)
                .single();
    }

    int countInactive(OrganizationId organization) {
        return jdbc.sql("""
                        select count(*) from memberships
                         where organization_id = :organization and status = 'inactive'
                        """)
                .param("organization", organization.value())
                .query(Integer.class)
                .single();
    }

    int countDeleted(OrganizationId organization) {
        return jdbc.sql("select count(*) from memberships where organization_id = :organization and listed = false")
                .param("organization", organization.value())
                .query(Integer.class)
                .single();
    }

    boolean hasGroup(OrganizationId organization) {
        return jdbc.sql("select exists (select 1 from groups where organization_id = :organization)")
                .param("organization", organization.value())
                .query(Boolean.class)
                .single();
    }

    int countLinked(OrganizationId organization) {
        return jdbc.sql("select count(*) from organizations where parent_id = :organization")
                .param("organization", organization.value())
                .query(Integer.class)
                .single();
    }

    private static RoleOutline outline(ResultSet row) throws SQLException {
        return new RoleOutline(
                row.getString("key"),
                row.getString("name"),
                Set.of(texts(row.getArray("permissions"))),
                List.of(texts(row.getArray("product_permissions"))),
                List.of(texts(row.getArray("governs"))));
    }

    private static String[] texts(Array array) throws SQLException {
        return (String[]) array.getArray();
    }
}
