package dev.roster.effects;

import dev.roster.access.Author;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Reads the rights of those whom a change may affect, before and after it. */
@Repository
class EffectRepository {
    private static final String HOLDERS = """
             from held_roles h where h.organization_id = :organization
               and (h.role_id = :role
                    or exists (select 1 from group_members b
                                where b.organization_id = h.organization_id and b.user_id = h.user_id and b.group_id = :group))
            """;

    private final JdbcClient jdbc;

    EffectRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those who hold the role or belong to the group, the first by id. */
    List<UUID> listHolders(OrganizationId organization, Touched touched, int most) {
        return of(
                        jdbc.sql("select distinct h.user_id" + HOLDERS + " order by h.user_id limit :most"),
                        organization,
                        touched)
                .param("most", most)
                .query(UUID.class)
                .list();
    }

    long countHolders(OrganizationId organization, Touched touched) {
        return of(jdbc.sql("select count(distinct h.user_id)" + HOLDERS), organization, touched)
                .query(Long.class)
                .single();
    }

    private static StatementSpec of(StatementSpec statement, OrganizationId organization, Touched touched) {
        var role = touched.role();
        var group = touched.group();
        return statement
                .param("organization", organization.value())
                .param("role", role == null ? null : role.value(), Types.OTHER)
                .param("group", group == null ? null : group.value(), Types.OTHER);
    }

    /** What each of these people may do: the permissions that Roster enforces, limited by grants, and those of the product. */
    Map<UUID, Set<String>> rightsOf(OrganizationId organization, Collection<UUID> users) {
        var rights = new HashMap<UUID, Set<String>>();
        jdbc.sql("""
                select p.person, a.permissions, array(
                           select distinct x from held_roles h
                             join roles r on r.organization_id = h.organization_id and r.id = h.role_id
                            cross join unnest(r.product_permissions) x
                            where h.organization_id = :organization and h.user_id = p.person) product
                  from unnest(:users::uuid[]) p (person), authority_of(:organization, p.person, null) a
                """)
                .param("organization", organization.value())
                .param("users", users.toArray(UUID[]::new))
                .query(row -> {
                    var all = texts(row.getArray("permissions"));
                    all.addAll(texts(row.getArray("product")));
                    rights.put(row.getObject("person", UUID.class), all);
                });
        return rights;
    }

    /** A token, with what it may do. */
    record Token(UUID id, String name, Set<String> permissions) {}

    /** The first tokens of the organization that have this role. */
    List<Token> listTokens(OrganizationId organization, RoleId role, int most) {
        return jdbc.sql("""
                        select t.id, t.name, a.permissions from api_tokens t, authority_of(:organization, null, t.id) a
                         where t.organization_id = :organization and t.role_id = :role and t.revoked_at is null
                         order by t.created_at, t.id limit :most
                        """)
                .param("organization", organization.value())
                .param("role", role.value())
                .param("most", most)
                .query((row, n) -> new Token(
                        row.getObject("id", UUID.class), row.getString("name"), texts(row.getArray("permissions"))))
                .list();
    }

    /** The names of the linked companies that each of these people may manage. */
    Map<UUID, Set<String>> companiesOf(OrganizationId parent, Collection<UUID> users) {
        var companies = new HashMap<UUID, Set<String>>();
        jdbc.sql("""
                select g.user_id, o.name from granted_roles g join organizations o on o.id = g.organization_id
                 where g.parent_id = :parent and g.user_id = any (:users)
                """)
                .param("parent", parent.value())
                .param("users", users.toArray(UUID[]::new))
                .query(row -> {
                    companies
                            .computeIfAbsent(row.getObject("user_id", UUID.class), _ -> new TreeSet<>())
                            .add(row.getString("name"));
                });
        return companies;
    }

    /** An invitation that has not been answered: whose it is, and what it offers. */
    record Offered(UUID user, String name, Author inviter, Set<RoleId> roles) {}

    /** The first invitations by id of the invited person. */
    List<Offered> listOffers(OrganizationId organization, int most) {
        return jdbc.sql("""
                        select m.user_id, i.display_name, i.inviter_kind, i.inviter_id,
                               array(select m.role_id where m.role_id is not null
                                     union
                                     select c.role_id from group_members b
                                       join group_roles c on c.organization_id = b.organization_id and c.group_id = b.group_id
                                      where b.organization_id = m.organization_id and b.user_id = m.user_id) roles
                          from memberships m
                          join invitations i on i.organization_id = m.organization_id and i.user_id = m.user_id
                         where m.organization_id = :organization and m.status = 'invited'
                         order by m.user_id limit :most
                        """)
                .param("organization", organization.value())
                .param("most", most)
                .query((row, n) -> new Offered(
                        row.getObject("user_id", UUID.class),
                        row.getString("display_name"),
                        new Author(
                                Author.Kind.of(row.getString("inviter_kind")), row.getObject("inviter_id", UUID.class)),
                        Arrays.stream((UUID[]) row.getArray("roles").getArray())
                                .map(RoleId::new)
                                .collect(Collectors.toSet())))
                .list();
    }

    /** The names of these people. */
    @AcrossOrganizations(because = "those who act by a grant belong to another organization")
    Map<UUID, String> namesOf(Collection<UUID> users) {
        var names = new HashMap<UUID, String>();
        jdbc.sql("select id, display_name from people where id = any (:users) order by display_name, id")
                .param("users", users.toArray(UUID[]::new))
                .query(row -> {
                    names.put(row.getObject("id", UUID.class), row.getString("display_name"));
                });
        return names;
    }

    private static Set<String> texts(Array array) throws SQLException {
        return new TreeSet<>(Arrays.asList((String[]) array.getArray()));
    }
}
