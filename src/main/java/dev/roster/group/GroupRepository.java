package dev.roster.group;

import dev.roster.access.OrganizationPermit;
import dev.roster.group.Group.CarriedRole;
import dev.roster.shared.Cursor;
import dev.roster.shared.GroupId;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import dev.roster.shared.Text;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
public class GroupRepository {
    private static final String GROUPS = """
            select g.*, carried.ids, carried.keys, carried.names, %s members
              from groups g
              cross join lateral (
                   select array_agg(r.id order by r.position, r.name) ids,
                          array_agg(r.key order by r.position, r.name) keys,
                          array_agg(r.name order by r.position, r.name) names
                     from group_roles c join roles r on r.organization_id = c.organization_id and r.id = c.role_id
                    where c.organization_id = g.organization_id and c.group_id = g.id) carried
            """;

    private static final String SELECT = GROUPS.formatted("""
            (select count(*) from group_members m
              where m.organization_id = g.organization_id and m.group_id = g.id)""");

    /** For choosing: counting the members of a large group costs more than its name. */
    private static final String UNCOUNTED = GROUPS.formatted("0");

    private final JdbcClient jdbc;

    public GroupRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns false if another group has the name. The roles are inserted separately. */
    public boolean insert(
            OrganizationPermit granted, GroupId id, String name, String description, boolean isDefault, Instant now) {
        return jdbc.sql("""
                        insert into groups (organization_id, id, name, name_key, description, is_default, created_at)
                        values (:organization, :id, :name, :key, :description, :default, :now)
                        on conflict (organization_id, lower(name)) do nothing
                        """)
                        .param("organization", granted.organization().value())
                        .param("id", id.value())
                        .param("name", name)
                        .param("key", Text.folded(name))
                        .param("description", description)
                        .param("default", isDefault)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Returns false if another group has the name. */
    public boolean update(OrganizationPermit granted, GroupId id, String name, String description) {
        try {
            return jdbc.sql("""
                            update groups
                               set name = :name, name_key = :key, description = :description, version = version + 1
                             where organization_id = :organization and id = :id
                            """)
                            .param("organization", granted.organization().value())
                            .param("id", id.value())
                            .param("name", name)
                            .param("key", Text.folded(name))
                            .param("description", description)
                            .update()
                    == 1;
        } catch (DuplicateKeyException taken) {
            return false;
        }
    }

    /** Replaces the roles that the group carries. */
    public void setRoles(OrganizationPermit granted, GroupId id, Collection<RoleId> roles) {
        jdbc.sql("""
                with gone as (
                    delete from group_roles
                     where organization_id = :organization and group_id = :id and role_id <> all (:roles))
                insert into group_roles (organization_id, group_id, role_id)
                select :organization, :id, role from unnest(:roles) role
                on conflict do nothing
                """)
                .param("organization", granted.organization().value())
                .param("id", id.value())
                .param("roles", roles.stream().map(RoleId::value).toArray(UUID[]::new))
                .update();
    }

    /** The default group carries every role, including a new one. */
    public void giveToDefault(OrganizationPermit granted, RoleId role) {
        jdbc.sql("""
                insert into group_roles (organization_id, group_id, role_id)
                select organization_id, id, :role from groups where organization_id = :organization and is_default
                """)
                .param("organization", granted.organization().value())
                .param("role", role.value())
                .update();
    }

    public void takeFromDefault(OrganizationPermit granted, RoleId role) {
        jdbc.sql("""
                delete from group_roles r using groups g
                 where r.organization_id = :organization and r.role_id = :role
                   and g.organization_id = r.organization_id and g.id = r.group_id and g.is_default
                """)
                .param("organization", granted.organization().value())
                .param("role", role.value())
                .update();
    }

    public void delete(OrganizationPermit granted, GroupId id) {
        jdbc.sql("delete from groups where organization_id = :organization and id = :id")
                .param("organization", granted.organization().value())
                .param("id", id.value())
                .update();
    }

    public Optional<Group> find(OrganizationId organization, GroupId id) {
        return jdbc.sql(SELECT + " where g.organization_id = :organization and g.id = :id")
                .param("organization", organization.value())
                .param("id", id.value())
                .query(GroupRepository::group)
                .optional();
    }

    public Optional<Group> findByName(OrganizationId organization, String name) {
        return jdbc.sql(SELECT + " where g.organization_id = :organization and lower(g.name) = lower(:name)")
                .param("organization", organization.value())
                .param("name", name)
                .query(GroupRepository::group)
                .optional();
    }

    public Optional<Group> findDefault(OrganizationId organization) {
        return jdbc.sql(SELECT + " where g.organization_id = :organization and g.is_default")
                .param("organization", organization.value())
                .query(GroupRepository::group)
                .optional();
    }

    /** The existing ones among these ids, by name, without counting their members. */
    public List<Group> list(OrganizationId organization, Collection<GroupId> ids) {
        return jdbc.sql(UNCOUNTED
                        + " where g.organization_id = :organization and g.id = any (:ids) order by g.name_key, g.id")
                .param("organization", organization.value())
                .param("ids", ids.stream().map(GroupId::value).toArray(UUID[]::new))
                .query(GroupRepository::group)
                .list();
    }

    /**
     * By name, from a position on.
     *
     * @param search part of a name, normalised; null for all
     */
    public List<Group> list(OrganizationId organization, @Nullable String search, @Nullable Cursor at, int rows) {
        boolean backwards = at != null && at.backwards();
        return jdbc.sql(SELECT + """
                         where g.organization_id = :organization and g.name_key like :search
                           and (:key::text is null or (g.name_key, g.id) %s (:key, :id))
                         order by g.name_key %2$s, g.id %2$s limit :rows
                        """.formatted(backwards ? "<" : ">", backwards ? "desc" : "asc"))
                .param("organization", organization.value())
                .param("search", pattern(search))
                .param("key", at == null ? null : at.position().value(), Types.VARCHAR)
                .param("id", at == null ? null : at.position().id(), Types.OTHER)
                .param("rows", rows)
                .query(GroupRepository::group)
                .list();
    }

    /** The first by name, to choose from, without counting their members. */
    public List<Group> listToChoose(OrganizationId organization, @Nullable String search, int rows) {
        return jdbc.sql(UNCOUNTED + """
                         where g.organization_id = :organization and g.name_key like :search
                         order by g.name_key, g.id limit :rows
                        """)
                .param("organization", organization.value())
                .param("search", pattern(search))
                .param("rows", rows)
                .query(GroupRepository::group)
                .list();
    }

    public long count(OrganizationId organization, @Nullable String search) {
        return jdbc.sql("select count(*) from groups where organization_id = :organization and name_key like :search")
                .param("organization", organization.value())
                .param("search", pattern(search))
                .query(Long.class)
                .single();
    }

    private static String pattern(@Nullable String search) {
        return search == null ? "%" : "%" + Text.literal(search) + "%";
    }

    private static Group group(ResultSet row, int number) throws SQLException {
        return new Group(
                new GroupId(row.getObject("id", UUID.class)),
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                row.getString("name"),
                row.getString("description"),
                roles(row),
                row.getBoolean("is_default"),
                row.getLong("members"),
                row.getLong("version"));
    }

    private static List<CarriedRole> roles(ResultSet row) throws SQLException {
        var roles = new ArrayList<CarriedRole>();
        var ids = row.getArray("ids");
        if (ids == null) {
            return roles;
        }
        var keys = (String[]) row.getArray("keys").getArray();
        var names = (String[]) row.getArray("names").getArray();
        for (var id : (UUID[]) ids.getArray()) {
            int i = roles.size();
            roles.add(new CarriedRole(new RoleId(id), keys[i], names[i]));
        }
        return roles;
    }
}
