package dev.roster.rights;

import dev.roster.access.Authority;
import dev.roster.access.Permission;
import dev.roster.role.RoleRepository;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.GroupId;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import dev.roster.shared.UserId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads who currently holds what: the facts on which {@link Standing} decides. */
@Repository
class GoverningRepository {
    /**
     * A grant gives a person here the role with the same key, limited to what their own role at home permits, and to what the
     * roles at home that could hand it out give here: no one extends their reach through an account that they admit. Nothing
     * is passed on that permits more than its giver may do here. For an organization's own roles, this always holds.
     */
    private static final String AUTHORITY = """
            with held as (%s),
            permitted as (
                select coalesce(array_agg(distinct p), '{}') permissions
                  from held join roles r on r.organization_id = :organization and r.id = held.role_id
                  left join roles own on own.organization_id = held.own_organization_id and own.id = held.own_role_id
                 cross join unnest(r.permissions) p
                 where own.id is null
                    or (p = any (own.permissions)
                        and not exists (
                            select 1 from role_governs g
                              join roles above on above.organization_id = g.organization_id and above.id = g.role_id
                              join roles there on there.organization_id = r.organization_id and there.key = above.key
                             where g.organization_id = own.organization_id and g.governed_role_id = own.id
                               and p <> all (there.permissions))))
            select array(select role_id from held) roles, permitted.permissions,
                   array(select g.governed_role_id
                           from role_governs g join held on g.organization_id = :organization and g.role_id = held.role_id
                           join roles governed on governed.organization_id = g.organization_id
                                and governed.id = g.governed_role_id
                          where governed.permissions <@ permitted.permissions) governs,
                   (select parent_id from held where parent_id is not null limit 1) home
              from permitted
            """;

    private final JdbcClient jdbc;

    GoverningRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Authority authority(OrganizationId organization, UserId user) {
        return jdbc.sql(AUTHORITY.formatted("""
                        select h.role_id, h.own_role_id, h.parent_id own_organization_id,
                               case when m.user_id is null then h.parent_id end parent_id
                          from held_roles h
                          left join memberships m on m.organization_id = h.organization_id and m.user_id = h.user_id
                               and m.status = 'active'
                         where h.organization_id = :organization and h.user_id = :user"""))
                .param("organization", organization.value())
                .param("user", user.value())
                .query((row, n) -> authority(organization, row))
                .single();
    }

    Authority authorityOfToken(OrganizationId organization, UUID token) {
        return jdbc.sql(AUTHORITY.formatted("""
                        select t.role_id, null::uuid own_role_id, null::uuid own_organization_id, null::uuid parent_id
                          from api_tokens t
                          join token_standings s on s.organization_id = t.organization_id and s.id = t.id
                               and s.standing = 'valid'
                         where t.organization_id = :organization and t.id = :token and t.role_id is not null"""))
                .param("organization", organization.value())
                .param("token", token)
                .query((row, n) -> authority(organization, row))
                .single();
    }

    /** The role of the membership, whatever its status, the roles carried by its groups, and that of a live grant. */
    Set<RoleId> rolesOf(OrganizationId organization, UserId target) {
        return jdbc
                .sql("""
                        select role_id from memberships
                         where organization_id = :organization and user_id = :user and role_id is not null
                        union
                        select r.role_id from group_members g
                          join group_roles r on r.organization_id = g.organization_id and r.group_id = g.group_id
                         where g.organization_id = :organization and g.user_id = :user
                        union
                        select role_id from granted_roles where organization_id = :organization and user_id = :user
                        """)
                .param("organization", organization.value())
                .param("user", target.value())
                .query((row, n) -> new RoleId(row.getObject(1, UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The facts that decide who controls an account.
     *
     * @param operator whether it is an operator's
     * @param managed whether its home organization may change it
     * @param lives the organizations that the person belongs to, or can be restored in
     */
    record Account(boolean operator, boolean managed, Set<OrganizationId> lives) {}

    @AcrossOrganizations(
            because = "erasing ends all memberships and must not remove any organization's last administrator")
    List<OrganizationId> listActiveElsewhere(UserId user, OrganizationId here) {
        return jdbc.sql("""
                select organization_id from memberships
                 where user_id = :user and organization_id <> :here and status = 'active'
                 order by organization_id
                """)
                .param("user", user.value())
                .param("here", here.value())
                .query((row, n) -> new OrganizationId(row.getObject(1, UUID.class)))
                .list();
    }

    @AcrossOrganizations(because = "an account opens all organizations that its person belongs to")
    Account account(UserId user) {
        return jdbc.sql("""
                        select u.operator, u.managed_by <> 'person' managed,
                               array(select m.organization_id from memberships m
                                      where m.user_id = u.id
                                        and m.status in ('pending', 'active', 'inactive', 'deleted')) lives
                          from users u where u.id = :user
                        """)
                .param("user", user.value())
                .query((row, n) -> new Account(
                        row.getBoolean("operator"), row.getBoolean("managed"), organizationIds(row.getArray("lives"))))
                .single();
    }

    /** Locks the account until the transaction ends: the person joins nothing, and no one else changes it. */
    @AcrossOrganizations(because = "an account belongs to its person, in all organizations")
    void holdAccount(UserId user) {
        jdbc.sql("select 1 from users where id = :user for no key update")
                .param("user", user.value())
                .query(Integer.class)
                .optional();
    }

    /** All users who can run the installation, locked until the transaction ends. */
    @AcrossOrganizations(because = "an operator belongs to no organization")
    Set<UserId> holdOperators() {
        return jdbc.sql("""
                        select id from users where operator and blocked_at is null and erased_at is null
                         order by id for no key update
                        """).query((row, n) -> new UserId(row.getObject(1, UUID.class))).list().stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean administers(OrganizationId organization, UserId user) {
        return isAdministered(organization, "h.user_id = :user", user);
    }

    boolean hasAdministratorBesides(OrganizationId organization, UserId user) {
        return isAdministered(organization, "h.user_id <> :user", user);
    }

    boolean hasAdministrator(OrganizationId organization) {
        return isAdministered(organization, "true", null);
    }

    /**
     * Counts only the organization's own users who can sign in: blocked users cannot, and those there by a grant may be gone
     * tomorrow.
     */
    private boolean isAdministered(OrganizationId organization, String by, @Nullable UserId user) {
        return jdbc.sql("""
                        select exists (
                            select 1 from member_roles h
                              join roles r on r.organization_id = h.organization_id and r.id = h.role_id
                              join users u on u.id = h.user_id and u.blocked_at is null
                             where h.organization_id = :organization and %s
                               and :permission = any (r.permissions))
                        """.formatted(by))
                .param("organization", organization.value())
                .param("user", user == null ? null : user.value(), Types.OTHER)
                .param("permission", Permission.ORGANIZATION_ADMINISTER.key())
                .query(Boolean.class)
                .single();
    }

    /** All roles of the group's members: those that must be governed to act on all of them. */
    Set<RoleId> rolesOfMembers(OrganizationId organization, GroupId group) {
        return jdbc
                .sql("""
                        select m.role_id from group_members g
                          join memberships m on m.organization_id = g.organization_id and m.user_id = g.user_id
                         where g.organization_id = :organization and g.group_id = :group and m.role_id is not null
                        union
                        select r.role_id from group_members g
                          join group_members o on o.organization_id = g.organization_id and o.user_id = g.user_id
                          join group_roles r on r.organization_id = o.organization_id and r.group_id = o.group_id
                         where g.organization_id = :organization and g.group_id = :group
                        union
                        select h.role_id from group_members g
                          join granted_roles h on h.organization_id = g.organization_id and h.user_id = g.user_id
                         where g.organization_id = :organization and g.group_id = :group
                        """)
                .param("organization", organization.value())
                .param("group", group.value())
                .query((row, n) -> new RoleId(row.getObject(1, UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean isMember(OrganizationId organization, GroupId group, UserId user) {
        return jdbc.sql("""
                        select exists (select 1 from group_members
                                        where organization_id = :organization and group_id = :group and user_id = :user)
                        """)
                .param("organization", organization.value())
                .param("group", group.value())
                .param("user", user.value())
                .query(Boolean.class)
                .single();
    }

    /** Whether a user who can sign in is an administrator through this role, and no user is one through another role. */
    boolean onlyItsHoldersAdminister(OrganizationId organization, RoleId role) {
        return jdbc.sql("""
                        select coalesce(bool_and(h.role_id = :role), false)
                          from member_roles h
                          join roles r on r.organization_id = h.organization_id and r.id = h.role_id
                          join users u on u.id = h.user_id and u.blocked_at is null
                         where h.organization_id = :organization and :permission = any (r.permissions)
                        """)
                .param("organization", organization.value())
                .param("role", role.value())
                .param("permission", Permission.ORGANIZATION_ADMINISTER.key())
                .query(Boolean.class)
                .single();
    }

    List<String> namesOfRolesGoverning(OrganizationId organization, RoleId role) {
        return jdbc.sql("""
                        select r.name from roles r
                          join role_governs g on g.organization_id = r.organization_id and g.role_id = r.id
                         where g.organization_id = :organization and g.governed_role_id = :role
                         order by r.position, r.name
                        """)
                .param("organization", organization.value())
                .param("role", role.value())
                .query(String.class)
                .list();
    }

    Optional<String> nameOfRole(OrganizationId organization, RoleId role) {
        return jdbc.sql("select name from roles where organization_id = :organization and id = :role")
                .param("organization", organization.value())
                .param("role", role.value())
                .query(String.class)
                .optional();
    }

    Optional<String> nameOfOrganization(OrganizationId organization) {
        return jdbc.sql("select name from organizations where id = :organization")
                .param("organization", organization.value())
                .query(String.class)
                .optional();
    }

    private static Set<OrganizationId> organizationIds(Array ids) throws SQLException {
        return Arrays.stream((UUID[]) ids.getArray()).map(OrganizationId::new).collect(Collectors.toUnmodifiableSet());
    }

    private static Authority authority(OrganizationId organization, ResultSet row) throws SQLException {
        var home = row.getObject("home", UUID.class);
        return new Authority(
                organization,
                RoleRepository.roleIds(row.getArray("roles")),
                RoleRepository.permissions(row.getArray("permissions")),
                RoleRepository.roleIds(row.getArray("governs")),
                home == null ? null : new OrganizationId(home));
    }
}
