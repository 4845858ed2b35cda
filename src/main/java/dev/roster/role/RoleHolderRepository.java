package dev.roster.role;

import dev.roster.access.Granted;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who has a role, now or to come back to: what a role must be free of before it can go. */
@Repository
class RoleHolderRepository {
    private final JdbcClient jdbc;

    RoleHolderRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whoever has it, the deleted included: they can be restored. */
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

    int countTokens(OrganizationId organization, RoleId role) {
        return jdbc.sql("""
                        select count(*) from api_tokens
                         where organization_id = :organization and role_id = :role and revoked_at is null
                        """)
                .param("organization", organization.value())
                .param("role", role.value())
                .query(Integer.class)
                .single();
    }

    /** The roles that somebody or some token has. */
    Set<RoleId> listHeld(OrganizationId organization) {
        return jdbc
                .sql("""
                        select r.id from roles r
                         where r.organization_id = :organization
                           and (exists (select 1 from memberships m
                                         where m.organization_id = :organization and m.role_id = r.id
                                           and m.status not in ('removed', 'erased'))
                             or exists (select 1 from api_tokens t
                                         where t.organization_id = :organization and t.role_id = r.id
                                           and t.revoked_at is null))
                        """)
                .param("organization", organization.value())
                .query((row, n) -> new RoleId(row.getObject(1, UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What those who are gone for good once had is forgotten: only the audit log goes on saying it. */
    void forgetRemovedPeople(Granted granted, RoleId role) {
        jdbc.sql("""
                update memberships set role_id = null
                 where organization_id = :organization and role_id = :role and status in ('removed', 'erased')
                """)
                .param("organization", granted.organization().value())
                .param("role", role.value())
                .update();
    }

    void forgetRevokedTokens(Granted granted, RoleId role) {
        jdbc.sql("""
                update api_tokens set role_id = null
                 where organization_id = :organization and role_id = :role and revoked_at is not null
                """)
                .param("organization", granted.organization().value())
                .param("role", role.value())
                .update();
    }
}
