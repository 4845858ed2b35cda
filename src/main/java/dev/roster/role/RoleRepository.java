package dev.roster.role;

import dev.roster.access.Authority;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.access.Seen;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
public class RoleRepository {
    private static final String SELECT = """
            select r.*, array(select g.governed_role_id from role_governs g
                          where g.organization_id = r.organization_id and g.role_id = r.id) governs
              from roles r
            """;

    private final JdbcClient jdbc;

    public RoleRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns false if the key is taken. The roles it governs follow once they all exist. */
    public boolean insert(OrganizationPermit granted, Role role) {
        Seen.outdated();
        return jdbc.sql("""
                        insert into roles (organization_id, id, key, name, description, permissions,
                                           product_permissions, position)
                        values (:organization, :id, :key, :name, :description, :permissions, :product, :position)
                        on conflict on constraint role_key_is_unique do nothing
                        """)
                        .param("organization", granted.organization().value())
                        .param("id", role.id().value())
                        .param("key", role.key())
                        .param("name", role.name())
                        .param("description", role.description())
                        .param("permissions", keys(role.permissions()))
                        .param("product", role.productPermissions().toArray(String[]::new))
                        .param("position", role.position())
                        .update()
                == 1;
    }

    /** Returns whether it existed. What it governs is written separately. */
    public boolean update(OrganizationPermit granted, Role role) {
        Seen.outdated();
        return jdbc.sql("""
                        update roles set name = :name, description = :description, permissions = :permissions,
                                         product_permissions = :product, version = version + 1
                         where organization_id = :organization and id = :id
                        """)
                        .param("organization", granted.organization().value())
                        .param("id", role.id().value())
                        .param("name", role.name())
                        .param("description", role.description())
                        .param("permissions", keys(role.permissions()))
                        .param("product", role.productPermissions().toArray(String[]::new))
                        .update()
                == 1;
    }

    /** For roles that govern one role more or less, because that role was created or deleted. */
    public void raiseVersions(OrganizationPermit granted, Set<RoleId> roles) {
        Seen.outdated();
        jdbc.sql("update roles set version = version + 1 where organization_id = :organization and id = any (:ids)")
                .param("organization", granted.organization().value())
                .param("ids", ids(roles))
                .update();
    }

    /** Also deletes its governing relations, in both directions. */
    public boolean delete(OrganizationPermit granted, RoleId role) {
        Seen.outdated();
        return jdbc.sql("delete from roles where organization_id = :organization and id = :id")
                        .param("organization", granted.organization().value())
                        .param("id", role.value())
                        .update()
                == 1;
    }

    public void deleteGoverns(OrganizationPermit granted, RoleId role) {
        Seen.outdated();
        jdbc.sql("delete from role_governs where organization_id = :organization and role_id = :role")
                .param("organization", granted.organization().value())
                .param("role", role.value())
                .update();
    }

    public void insertGoverns(OrganizationPermit granted, Role role) {
        Seen.outdated();
        jdbc.sql("""
                insert into role_governs (organization_id, role_id, governed_role_id)
                select :organization, :role, governed from unnest(:governed) governed
                """)
                .param("organization", granted.organization().value())
                .param("role", role.id().value())
                .param("governed", ids(role.governs()))
                .update();
    }

    public void insertGovernors(OrganizationPermit granted, RoleId role, Set<RoleId> governors) {
        Seen.outdated();
        jdbc.sql("""
                insert into role_governs (organization_id, role_id, governed_role_id)
                select :organization, governor, :role from unnest(:governors) governor
                """)
                .param("organization", granted.organization().value())
                .param("role", role.value())
                .param("governors", ids(governors))
                .update();
    }

    public List<Role> list(OrganizationId organization) {
        return jdbc.sql(SELECT + " where r.organization_id = :organization order by r.position, r.name, r.id")
                .param("organization", organization.value())
                .query(RoleRepository::role)
                .list();
    }

    public Optional<Role> find(OrganizationId organization, RoleId id) {
        return jdbc.sql(SELECT + " where r.organization_id = :organization and r.id = :id")
                .param("organization", organization.value())
                .param("id", id.value())
                .query(RoleRepository::role)
                .optional();
    }

    private static String[] keys(Set<Permission> permissions) {
        return permissions.stream().map(Permission::key).sorted().toArray(String[]::new);
    }

    private static UUID[] ids(Set<RoleId> roles) {
        return roles.stream().map(RoleId::value).toArray(UUID[]::new);
    }

    private static Role role(ResultSet row, int number) throws SQLException {
        return new Role(
                new RoleId(row.getObject("id", UUID.class)),
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                row.getString("key"),
                row.getString("name"),
                row.getString("description"),
                permissions(row.getArray("permissions")),
                List.of((String[]) row.getArray("product_permissions").getArray()),
                roleIds(row.getArray("governs")),
                row.getInt("position"),
                row.getLong("version"));
    }

    /** Reads the columns of the database's {@code authority_of}. */
    public static Authority authority(OrganizationId organization, ResultSet row) throws SQLException {
        var home = row.getObject("home_id", UUID.class);
        return new Authority(
                organization,
                roleIds(row.getArray("roles")),
                permissions(row.getArray("permissions")),
                roleIds(row.getArray("governs")),
                home == null ? null : new OrganizationId(home));
    }

    /** Permissions written by a later version and unknown to this one are not enforced by this one. */
    public static Set<Permission> permissions(Array keys) throws SQLException {
        return Arrays.stream((String[]) keys.getArray())
                .flatMap(key -> Permission.find(key).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    public static Set<RoleId> roleIds(Array ids) throws SQLException {
        return Arrays.stream((UUID[]) ids.getArray()).map(RoleId::new).collect(Collectors.toUnmodifiableSet());
    }
}
