package dev.roster.membership;

import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.group.Group;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.Cursor;
import dev.roster.shared.GroupId;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import dev.roster.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The members of groups. */
@Repository
public class GroupMemberRepository {
    private static final String SELECT = """
            select m.user_id, m.display_name, m.email, m.username, m.status, m.sort_name,
                   array(select m.role_id where m.role_id is not null
                         union
                         select r.role_id from group_members o
                           join group_roles r on r.organization_id = o.organization_id and r.group_id = o.group_id
                          where o.organization_id = m.organization_id and o.user_id = m.user_id) roles
              from members m
            """;

    /** The users who can be members of a group: those who are here. */
    private static final String HERE = """
             where m.organization_id = :organization and m.listed
            """;

    private static final String OUTSIDE = """
             and not exists (select 1 from group_members g
                              where g.organization_id = :organization and g.group_id = :outside and g.user_id = %s.user_id)
            """;

    private final JdbcClient jdbc;

    public GroupMemberRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<GroupId> listGroupsOf(OrganizationId organization, UserId user) {
        return jdbc.sql("select group_id from group_members where organization_id = :organization and user_id = :user")
                .param("organization", organization.value())
                .param("user", user.value())
                .query((row, n) -> new GroupId(row.getObject(1, UUID.class)))
                .list();
    }

    /** Replaces the groups that a user belongs to. */
    public void setGroupsOf(OrganizationPermit granted, UserId user, Collection<GroupId> groups) {
        jdbc.sql("""
                with gone as (
                    delete from group_members
                     where organization_id = :organization and user_id = :user and group_id <> all (:groups))
                insert into group_members (organization_id, user_id, group_id)
                select :organization, :user, g from unnest(:groups) g
                on conflict do nothing
                """)
                .param("organization", granted.organization().value())
                .param("user", user.value())
                .param("groups", groups.stream().map(GroupId::value).toArray(UUID[]::new))
                .update();
    }

    public void insertAll(OrganizationPermit granted, Map<UserId, ? extends Collection<Group>> wanted) {
        var users = new ArrayList<UUID>();
        var groups = new ArrayList<UUID>();
        wanted.forEach((user, joined) -> joined.forEach(group -> {
            users.add(user.value());
            groups.add(group.id().value());
        }));
        jdbc.sql("""
                insert into group_members (organization_id, user_id, group_id)
                select :organization, member, joined from unnest(:users::uuid[], :groups::uuid[]) m (member, joined)
                """)
                .param("organization", granted.organization().value())
                .param("users", users.toArray(UUID[]::new))
                .param("groups", groups.toArray(UUID[]::new))
                .update();
    }

    @AcrossOrganizations(because = "an erased person is removed everywhere")
    public void deleteAllOf(Permit granted, UserId user) {
        jdbc.sql("delete from group_members where user_id = :user")
                .param("user", user.value())
                .update();
    }

    /** Increases the membership's version: a client that knew it with other groups has an outdated one. */
    public void raiseVersion(OrganizationPermit granted, UserId user) {
        jdbc.sql("""
                update memberships set version = version + 1
                 where organization_id = :organization and user_id = :user
                """)
                .param("organization", granted.organization().value())
                .param("user", user.value())
                .update();
    }

    /** Those of these people who are here: neither deleted nor removed. */
    public Set<UserId> listHere(OrganizationId organization, Collection<UserId> users) {
        return Set.copyOf(jdbc.sql("""
                        select user_id from memberships
                         where organization_id = :organization and user_id = any (:users)
                           and listed
                        """)
                .param("organization", organization.value())
                .param("users", users.stream().map(UserId::value).toArray(UUID[]::new))
                .query((row, n) -> new UserId(row.getObject(1, UUID.class)))
                .list());
    }

    /** The members of the group, by name, from a position on. */
    public List<GroupMember> list(OrganizationId organization, GroupId group, @Nullable Cursor at, int rows) {
        boolean backwards = at != null && at.backwards();
        return jdbc.sql(SELECT
                        + """
                          join group_members g on g.organization_id = m.organization_id and g.user_id = m.user_id
                         where g.organization_id = :organization and g.group_id = :group %s
                         order by m.sort_name %2$s, m.user_id %2$s limit :rows
                        """.formatted(
                                at == null
                                        ? ""
                                        : "and (m.sort_name, m.user_id) " + (backwards ? "<" : ">") + " (:name, :user)",
                                backwards ? "desc" : "asc"))
                .param("organization", organization.value())
                .param("group", group.value())
                .param("name", at == null ? null : at.position().value(), Types.VARCHAR)
                .param("user", at == null ? null : at.position().id(), Types.OTHER)
                .param("rows", rows)
                .query(GroupMemberRepository::member)
                .list();
    }

    public Optional<GroupMember> find(OrganizationId organization, GroupId group, UserId user) {
        return jdbc.sql(SELECT + """
                          join group_members g on g.organization_id = m.organization_id and g.user_id = m.user_id
                         where g.organization_id = :organization and g.group_id = :group and g.user_id = :user
                        """)
                .param("organization", organization.value())
                .param("group", group.value())
                .param("user", user.value())
                .query(GroupMemberRepository::member)
                .optional();
    }

    /**
     * People to choose from: the first by name whom the search finds, or of all if it is empty.
     *
     * @param outside excludes members of this group; null for no exclusion
     */
    public List<GroupMember> listPeople(
            OrganizationId organization, String search, @Nullable GroupId outside, int rows) {
        var sought = new WordSearch(search);
        return jdbc.sql((search.isEmpty() ? "" : "with " + sought.firstByName(OUTSIDE.formatted("x")))
                        + SELECT + HERE + OUTSIDE.formatted("m")
                        + (search.isEmpty() ? "" : " and m.user_id in (select user_id from found)")
                        + " order by m.sort_name, m.user_id limit :rows")
                .params(sought.parameters())
                .param("organization", organization.value())
                .param("outside", outside == null ? null : outside.value(), Types.OTHER)
                .param("rows", rows)
                .query(GroupMemberRepository::member)
                .list();
    }

    public List<GroupMember> listPeople(OrganizationId organization, Collection<UserId> users) {
        return jdbc.sql(SELECT + HERE + """
                           and m.user_id = any (:users)
                         order by m.sort_name, m.user_id
                        """)
                .param("organization", organization.value())
                .param("users", users.stream().map(UserId::value).toArray(UUID[]::new))
                .query(GroupMemberRepository::member)
                .list();
    }

    private static GroupMember member(ResultSet row, int number) throws SQLException {
        var email = row.getString("email");
        return new GroupMember(
                new UserId(row.getObject("user_id", UUID.class)),
                row.getString("display_name"),
                email != null ? email : String.valueOf(row.getString("username")),
                row.getString("status"),
                Arrays.stream((UUID[]) row.getArray("roles").getArray())
                        .map(RoleId::new)
                        .collect(Collectors.toSet()),
                row.getString("sort_name"));
    }
}
