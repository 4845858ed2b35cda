package dev.roster.history;

import dev.roster.access.Permission;
import dev.roster.audit.Party;
import dev.roster.role.RoleRepository;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the events that changed rights, and the rights that people hold now. */
@Repository
class RightsHistoryRepository {
    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

    /** About the organization's roles and groups: the index audit_events_of_rights has exactly these. */
    private static final String ABOUT_ROLES = """
            e.action in ('organization.created', 'role.created', 'role.changed', 'role.deleted',
                         'group.created', 'group.changed', 'group.deleted')
            """;

    private static final List<String> ABOUT_PEOPLE = List.of(
            "user.created",
            "user.role_changed",
            "user.groups_changed",
            "user.joined",
            "user.accepted",
            "user.declined",
            "user.invited_again",
            "user.deactivated",
            "user.activated",
            "user.deleted",
            "user.restored",
            "user.removed",
            "user.erased",
            "grant.created",
            "grant.revoked");

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RightsHistoryRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** In their order, up to and including this moment: about all roles and groups, and about these people. */
    @AcrossOrganizations(because = "operators block people in all organizations at once")
    List<RightsEvent> list(OrganizationId organization, Collection<UserId> users, Instant until) {
        return jdbc.sql("""
                        select e.id, e.at, e.action, e.target_id, e.before, e.after from audit_events e
                         where e.organization_id = :organization and e.at <= :until and %s
                        union all
                        select e.id, e.at, e.action, e.target_id, e.before, e.after from audit_events e
                         where e.organization_id = :organization and e.at <= :until
                           and e.target_id = any (:users) and e.action = any (:actions)
                        union all
                        select e.id, e.at, e.action, e.target_id, e.before, e.after from audit_events e
                         where e.organization_id is null and e.at <= :until
                           and e.target_id = any (:users) and e.action in ('user.blocked', 'user.unblocked')
                         order by id
                        """.formatted(ABOUT_ROLES))
                .param("organization", organization.value())
                .param("users", ids(users))
                .param("actions", ABOUT_PEOPLE.toArray(String[]::new))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(this::event)
                .list();
    }

    private RightsEvent event(ResultSet row, int number) throws SQLException {
        return new RightsEvent(
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                row.getString("action"),
                row.getObject("target_id", UUID.class),
                values(row.getString("before")),
                values(row.getString("after")));
    }

    private Map<String, Object> values(@Nullable String written) {
        return written == null ? Map.of() : json.readValue(written, VALUES);
    }

    /** Who did these events of the organization; the name is null for an erased person. */
    Map<UUID, Party> listActors(OrganizationId organization, Collection<UUID> events) {
        var actors = new HashMap<UUID, Party>();
        jdbc.sql("""
                select e.id, e.actor_kind, e.actor_id, coalesce(e.actor_name, k.name, p.display_name) actor_name
                  from audit_events e
                  left join people p on p.id = e.actor_id and e.actor_kind = 'user' and p.erased_at is null
                  left join api_tokens k on k.id = e.actor_id and e.actor_kind = 'api_token'
                        and (k.organization_id is null or k.organization_id = e.organization_id)
                 where e.organization_id = :organization and e.id = any (:events)
                """)
                .param("organization", organization.value())
                .param("events", events.toArray(UUID[]::new))
                .query(row -> {
                    actors.put(
                            row.getObject("id", UUID.class),
                            new Party(
                                    row.getString("actor_kind"),
                                    row.getObject("actor_id", UUID.class),
                                    row.getString("actor_name")));
                });
        return actors;
    }

    /** When those of these people who were erased were. */
    @AcrossOrganizations(because = "an erased person is gone from all organizations at once")
    Map<UserId, Instant> listErased(Collection<UserId> users) {
        var erased = new LinkedHashMap<UserId, Instant>();
        jdbc.sql("select id, erased_at from users where id = any (:users) and erased_at is not null")
                .param("users", ids(users))
                .query(row -> {
                    erased.put(
                            new UserId(row.getObject("id", UUID.class)),
                            row.getTimestamp("erased_at").toInstant());
                });
        return erased;
    }

    /** The next people, by id, whom the organization's events are about. */
    List<UserId> listKnown(OrganizationId organization, @Nullable UserId after, int most) {
        return jdbc.sql("""
                        select distinct e.target_id from audit_events e
                         where e.organization_id = :organization and e.target_kind = 'user' and e.target_id > :after
                         order by e.target_id limit :most
                        """)
                .param("organization", organization.value())
                .param("after", after == null ? BEFORE_ALL : after.value())
                .param("most", most)
                .query((row, n) -> new UserId(row.getObject(1, UUID.class)))
                .list();
    }

    /** The names of these people, as far as they have any: an erased person has none. */
    @AcrossOrganizations(because = "those who act by a grant belong to another organization")
    Map<UserId, String> listNames(Collection<UserId> users) {
        var names = new HashMap<UserId, String>();
        jdbc.sql("select id, display_name from people where id = any (:users) and erased_at is null")
                .param("users", ids(users))
                .query(row -> {
                    names.put(new UserId(row.getObject("id", UUID.class)), row.getString("display_name"));
                });
        return names;
    }

    /** The names of these organizations. */
    @AcrossOrganizations(because = "a grant comes from another organization")
    Map<OrganizationId, String> listOrganizationNames(Collection<OrganizationId> organizations) {
        var names = new HashMap<OrganizationId, String>();
        jdbc.sql("select id, name from organizations where id = any (:ids)")
                .param("ids", organizations.stream().map(OrganizationId::value).toArray(UUID[]::new))
                .query(row -> {
                    names.put(new OrganizationId(row.getObject("id", UUID.class)), row.getString("name"));
                });
        return names;
    }

    /**
     * One way in which a person holds a role now.
     *
     * @param permissions what the role gives them, by its keys: by a grant, no more than their own organization lets it
     */
    record HeldNow(
            String role,
            String roleName,
            Through through,
            @Nullable UUID group,
            @Nullable String groupName,
            @Nullable UUID from,
            @Nullable String fromName,
            List<String> permissions,
            List<String> productPermissions) {}

    /** What a person holds in the organization now. */
    List<HeldNow> listHeld(OrganizationId organization, UserId user) {
        return jdbc.sql("""
                        select r.position, r.key, r.name, 'ROLE' through, null::uuid group_id, null group_name,
                               null::uuid parent_id, null parent_name, r.permissions, r.product_permissions
                          from memberships m
                          join roles r on r.organization_id = m.organization_id and r.id = m.role_id
                         where m.organization_id = :organization and m.user_id = :user and m.status = 'active'
                        union all
                        select r.position, r.key, r.name, 'GROUP', g.id, g.name, null, null, r.permissions,
                               r.product_permissions
                          from memberships m
                          join group_members b on b.organization_id = m.organization_id and b.user_id = m.user_id
                          join groups g on g.organization_id = b.organization_id and g.id = b.group_id
                          join group_roles c on c.organization_id = g.organization_id and c.group_id = g.id
                          join roles r on r.organization_id = c.organization_id and r.id = c.role_id
                         where m.organization_id = :organization and m.user_id = :user and m.status = 'active'
                        union all
                        select distinct r.position, r.key, r.name, 'GRANT', null::uuid, null, h.parent_id, o.name,
                               array(select p from unnest(r.permissions) p
                                      where p = any (own.permissions)
                                        and not exists (
                                            select 1 from role_governs v
                                              join roles above on above.organization_id = v.organization_id
                                                   and above.id = v.role_id
                                              join roles there on there.organization_id = h.organization_id
                                                   and there.key = above.key
                                             where v.organization_id = h.parent_id and v.governed_role_id = own.id
                                               and p <> all (there.permissions))),
                               r.product_permissions
                          from granted_roles h
                          join roles r on r.organization_id = h.organization_id and r.id = h.role_id
                          join roles own on own.organization_id = h.parent_id and own.id = h.own_role_id
                          join organizations o on o.id = h.parent_id
                         where h.organization_id = :organization and h.user_id = :user
                         order by position, key, through desc, group_name
                        """)
                .param("organization", organization.value())
                .param("user", user.value())
                .query((row, n) -> new HeldNow(
                        row.getString("key"),
                        row.getString("name"),
                        Through.valueOf(row.getString("through")),
                        row.getObject("group_id", UUID.class),
                        row.getString("group_name"),
                        row.getObject("parent_id", UUID.class),
                        row.getString("parent_name"),
                        RoleRepository.permissions(row.getArray("permissions")).stream()
                                .map(Permission::key)
                                .toList(),
                        List.of((String[]) row.getArray("product_permissions").getArray())))
                .list();
    }

    private static UUID[] ids(Collection<UserId> users) {
        return users.stream().map(UserId::value).toArray(UUID[]::new);
    }
}
