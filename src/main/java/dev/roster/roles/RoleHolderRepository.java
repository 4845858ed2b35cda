package dev.roster.roles;

import dev.roster.access.OrganizationPermit;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds who has a role, or would have it again: a role must have no holders before it can be deleted. */
@Repository
class RoleHolderRepository {
    /** Counting more would take long, and says no more. */
    static final int MOST_COUNTED = 10_000;

    private final JdbcClient jdbc;

    RoleHolderRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The number of holders, including deleted users: they can be restored. */
    int countPeople(OrganizationId organization, RoleId role) {
        return jdbc.sql("""
                        select count(*) from memberships
                         where organization_id = :organization and role_id = :role
                           and status not in ('removed', 'erased')
                        """)
                .param("organization", organization.value())
                .param("role", role.value())
                .query(Integer.class)
                .single();
    }

    /** How many of the users that lists show have each role, up to one more than {@link #MOST_COUNTED}. */
    Map<RoleId, Integer> countHolders(OrganizationId organization) {
        var counts = new HashMap<RoleId, Integer>();
        jdbc.sql("""
                select r.id, (select count(*) from (
                           select 1 from memberships m
                            where m.organization_id = r.organization_id and m.role_id = r.id
                              and m.status not in ('deleted', 'removed', 'erased') limit :most) held)
                  from roles r
                 where r.organization_id = :organization
                """)
                .param("organization", organization.value())
                .param("most", MOST_COUNTED + 1)
                .query(row -> {
                    counts.put(new RoleId(row.getObject(1, UUID.class)), row.getInt(2));
                });
        return counts;
    }

    /** The groups that carry it, except for the default group, which carries every role. */
    int countGroups(OrganizationId organization, RoleId role) {
        return jdbc.sql("""
                        select count(*) from group_roles r join groups g on g.organization_id = r.organization_id and g.id = r.group_id
                         where r.organization_id = :organization and r.role_id = :role and not g.is_default
                        """)
                .param("organization", organization.value())
                .param("role", role.value())
                .query(Integer.class)
                .single();
    }

    int countTokens(OrganizationId organization, RoleId role) {
        return jdbc.sql("""
                        select count(*) from api_tokens
                         where organization_id = :organization and role_id = :role and revoked_at is null and ended_at is null
                        """)
                .param("organization", organization.value())
                .param("role", role.value())
                .query(Integer.class)
                .single();
    }

    /** The roles that a user, group or token has. */
    Set<RoleId> listHeld(OrganizationId organization) {
        return jdbc
                .sql("""
                        select r.id from roles r
                         where r.organization_id = :organization
                           and (exists (select 1 from memberships m
                                         where m.organization_id = :organization and m.role_id = r.id
                                           and m.status not in ('removed', 'erased'))
                             or exists (select 1 from group_roles c
                                          join groups g on g.organization_id = c.organization_id and g.id = c.group_id
                                         where c.organization_id = :organization and c.role_id = r.id
                                           and not g.is_default)
                             or exists (select 1 from api_tokens t
                                         where t.organization_id = :organization and t.role_id = r.id
                                           and t.revoked_at is null and t.ended_at is null))
                        """)
                .param("organization", organization.value())
                .query((row, n) -> new RoleId(row.getObject(1, UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    void forgetRevokedTokens(OrganizationPermit granted, RoleId role) {
        jdbc.sql("""
                update api_tokens set role_id = null
                 where organization_id = :organization and role_id = :role
                   and (revoked_at is not null or ended_at is not null)
                """)
                .param("organization", granted.organization().value())
                .param("role", role.value())
                .update();
    }
}
