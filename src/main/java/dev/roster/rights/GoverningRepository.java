package dev.roster.rights;

import dev.roster.access.Actor;
import dev.roster.access.Authority;
import dev.roster.access.Permission;
import dev.roster.membership.Member;
import dev.roster.membership.MemberQuery;
import dev.roster.membership.MemberRepository;
import dev.roster.role.RoleRepository;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.Deferred;
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
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Reads who currently holds what: the facts on which {@link Standing} decides. */
@Repository
class GoverningRepository {
    /** The role of the membership, whatever its status, the roles carried by its groups, and that of a live grant. */
    private static final String ROLES_OF_USER = """
            select role_id from memberships
             where organization_id = :organization and user_id = :user and role_id is not null
            union
            select r.role_id from group_members g
              join group_roles r on r.organization_id = g.organization_id and r.group_id = g.group_id
             where g.organization_id = :organization and g.user_id = :user
            union
            select role_id from granted_roles where organization_id = :organization and user_id = :user
            """;

    private static final String FACTS = """
            select a.roles, a.permissions, a.governs, a.home_id,
                   array(select id from roles
                          where organization_id = :organization and :administer = any (permissions)) administering
            """;

    private static final String OF_ACTOR = " from authority_of(:organization, :actor, :token) a ";

    private final JdbcClient jdbc;

    GoverningRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Authority authority(OrganizationId organization, UserId user) {
        return jdbc.sql("select roles, permissions, governs, home_id from authority_of(:organization, :user, null)")
                .param("organization", organization.value())
                .param("user", user.value())
                .query((row, n) -> RoleRepository.authority(organization, row))
                .single();
    }

    Authority authorityOfToken(OrganizationId organization, UUID token) {
        return jdbc.sql("select roles, permissions, governs, home_id from authority_of(:organization, null, :token)")
                .param("organization", organization.value())
                .param("token", token)
                .query((row, n) -> RoleRepository.authority(organization, row))
                .single();
    }

    /**
     * What decides whether the actor may do something, possibly to a person: read in one statement.
     *
     * @param authority what the actor holds
     * @param administering the roles that administer the organization
     */
    record Facts(Authority authority, Set<RoleId> administering) {}

    /**
     * The same, with the person that it is done to.
     *
     * @param roles as {@link #rolesOf} finds them
     * @param member empty if they have never been here
     */
    record FactsOnTarget(Facts facts, Set<RoleId> roles, Optional<Member> member) {}

    Facts facts(OrganizationId organization, Actor actor) {
        return ofActor(jdbc.sql(FACTS + OF_ACTOR), organization, actor)
                .query((row, n) -> facts(organization, row))
                .single();
    }

    FactsOnTarget facts(OrganizationId organization, Actor actor, UserId target) {
        var query = new MemberQuery(organization).and("m.user_id = :user").with("user", target.value());
        var sql = FACTS + ", array(" + ROLES_OF_USER + ") roles_of_user, m.*" + OF_ACTOR + " left join ("
                + query.members("") + ") m on true";
        return ofActor(jdbc.sql(sql).params(query.parameters()), organization, actor)
                .query((row, n) -> new FactsOnTarget(
                        facts(organization, row),
                        RoleRepository.roleIds(row.getArray("roles_of_user")),
                        row.getObject("user_id") == null
                                ? Optional.empty()
                                : Optional.of(MemberRepository.member(row, n))))
                .single();
    }

    private static StatementSpec ofActor(StatementSpec statement, OrganizationId organization, Actor actor) {
        var person = actor instanceof Actor.SignedIn signedIn ? signedIn.user().value() : null;
        var token = actor instanceof Actor.TokenHolder machine ? machine.token() : null;
        return statement
                .param("organization", organization.value())
                .param("administer", Permission.ORGANIZATION_ADMINISTER.key())
                .param("actor", person, Types.OTHER)
                .param("token", token, Types.OTHER);
    }

    private static Facts facts(OrganizationId organization, ResultSet row) throws SQLException {
        return new Facts(
                RoleRepository.authority(organization, row), RoleRepository.roleIds(row.getArray("administering")));
    }

    Set<RoleId> rolesOf(OrganizationId organization, UserId target) {
        return jdbc
                .sql(ROLES_OF_USER)
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

    /** Locks the membership until the transaction ends: no one else changes it. */
    void holdMembership(OrganizationId organization, UserId user) {
        jdbc.sql(Deferred.sql("""
                select 1 from memberships
                 where organization_id = :organization and user_id = :user for no key update
                """))
                .param("organization", organization.value())
                .param("user", user.value())
                .update();
    }

    /** Locks the account until the transaction ends: the person joins nothing, and no one else changes it. */
    @AcrossOrganizations(because = "an account belongs to its person, in all organizations")
    void holdAccount(UserId user) {
        jdbc.sql(Deferred.sql("select 1 from users where id = :user for no key update"))
                .param("user", user.value())
                .update();
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
        return isAdministered(organization, "h.user_id = :id", user.value());
    }

    boolean hasAdministratorBesides(OrganizationId organization, UserId user) {
        return isAdministered(organization, "h.user_id <> :id", user.value());
    }

    boolean hasAdministrator(OrganizationId organization) {
        return isAdministered(organization, "true", null);
    }

    /**
     * Counts only the organization's own users who can sign in: blocked users cannot, and those there by a grant may be gone
     * tomorrow. Asks the few roles that administer for a holder, and not all holders for their roles.
     */
    private boolean isAdministered(OrganizationId organization, String by, @Nullable UUID id) {
        return jdbc.sql("""
                        select exists (
                            select 1 from roles r
                             cross join lateral (
                                   select 1 from member_roles h
                                     join users u on u.id = h.user_id and u.blocked_at is null
                                    where h.organization_id = :organization and h.role_id = r.id and %s limit 1) held
                             where r.organization_id = :organization and :permission = any (r.permissions))
                        """.formatted(by))
                .param("organization", organization.value())
                .param("id", id, Types.OTHER)
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
        return isAdministered(organization, "r.id = :id", role.value())
                && !isAdministered(organization, "r.id <> :id", role.value());
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
}
