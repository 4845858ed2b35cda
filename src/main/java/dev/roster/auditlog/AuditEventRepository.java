package dev.roster.auditlog;

import dev.roster.access.OperatorPermit;
import dev.roster.access.Viewer;
import dev.roster.audit.Party;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.Cursor;
import dev.roster.shared.Ids;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the audit log: an organization's, the installation's, and what an organization's users did in linked companies. */
@Repository
class AuditEventRepository {
    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

    /** Targets in another organization are shown only to viewers who may currently manage that company. */
    private static final String SHOWN = """
            (e.organization_id is not distinct from :organization or :all
             or exists (select 1 from granted_roles v where v.organization_id = e.organization_id and v.user_id = :viewer))
            """;

    private static final String OF_INSTALLATION = "e.organization_id is null";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final AuditActions actions;

    AuditEventRepository(JdbcClient jdbc, JsonMapper json, AuditActions actions) {
        this.jdbc = jdbc;
        this.json = json;
        this.actions = actions;
    }

    /** Newest first, with one extra row if there are more. */
    List<AuditEvent> list(OrganizationId organization, AuditFilter filter, @Nullable Cursor at, int rows) {
        var parameters = parameters(organization, null, Viewer.NOBODY);
        return list("e.organization_id = :organization", parameters, filter, at, rows);
    }

    Optional<AuditEvent> find(OrganizationId organization, UUID id) {
        var parameters = parameters(organization, null, Viewer.NOBODY);
        parameters.put("event", id);
        var all = new AuditFilter(null, null, null, null, null, null, null);
        return list("e.organization_id = :organization and e.id = :event", parameters, all, null, 1).stream()
                .findFirst();
    }

    /** What the organization's users did in linked companies: in this one, or in all if it is null. */
    List<AuditEvent> listOfTeam(
            OrganizationId organization,
            @Nullable OrganizationId company,
            Viewer viewer,
            AuditFilter filter,
            @Nullable Cursor at,
            int rows) {
        return list(ofTeam(company, filter), parameters(organization, company, viewer), filter, at, rows);
    }

    long countOfTeam(OrganizationId organization, @Nullable OrganizationId company, Viewer viewer, AuditFilter filter) {
        return count(ofTeam(company, filter), parameters(organization, company, viewer), filter);
    }

    /** Viewers cannot search for a target that they may not see. */
    private static String ofTeam(@Nullable OrganizationId company, AuditFilter filter) {
        return "e.home_organization_id = :organization and e.action <> all (:inBoth)"
                + (company == null ? "" : " and e.organization_id = :company")
                + (filter.targets() == null && filter.about() == null ? "" : " and " + SHOWN);
    }

    /** The organization with this id or slug that is linked to this one, or in which this one's users once did something. */
    Optional<OrganizationId> findCompany(OrganizationId organization, String reference) {
        return jdbc.sql("""
                        select o.id from organizations o
                         where (o.slug = :reference or o.id = :id)
                           and (o.parent_id = :organization
                                or exists (select 1 from audit_events e
                                            where e.home_organization_id = :organization and e.organization_id = o.id))
                        """)
                .param("organization", organization.value())
                .param("reference", reference)
                .param("id", Ids.read(reference).orElse(null), Types.OTHER)
                .query((row, n) -> new OrganizationId(row.getObject(1, UUID.class)))
                .optional();
    }

    /** The first companies by name that a user may manage for this organization. */
    List<AuditedCompany> listCompanies(OrganizationId organization, UserId user, int most) {
        return jdbc.sql("""
                        select o.slug, o.name from organizations o
                         where o.id in (select g.organization_id from granted_roles g
                                         where g.parent_id = :organization and g.user_id = :user)
                         order by lower(o.name), o.id limit :most
                        """)
                .param("organization", organization.value())
                .param("user", user.value())
                .param("most", most)
                .query((row, n) -> new AuditedCompany(row.getString("slug"), row.getString("name")))
                .list();
    }

    /** The same for events of no organization. */
    @AcrossOrganizations(because = "the installation's own log")
    List<AuditEvent> listOfInstallation(OperatorPermit operator, AuditFilter filter, @Nullable Cursor at, int rows) {
        return list(OF_INSTALLATION, parameters(null, null, Viewer.NOBODY), filter, at, rows);
    }

    private List<AuditEvent> list(
            String where, Map<String, @Nullable Object> parameters, AuditFilter filter, @Nullable Cursor at, int rows) {
        boolean backwards = at != null && at.backwards();
        var sql = new StringBuilder(
                """
                select e.id, e.organization_id, o.name organization_name, e.home_organization_id, h.name home_name, e.at, e.action, e.actor_kind, e.actor_id,
                       coalesce(e.actor_name, ak.name, ai.display_name, a.display_name) actor_name,
                       e.target_kind, e.target_id, e.before, e.after,
                       coalesce(ti.display_name, t.display_name, r.name, g.name, tk.name,
                                case when e.target_kind in ('role', 'group', 'organization', 'application') -- may be deleted, but each event has its name
                                     then coalesce(e.after ->> 'name', e.before ->> 'name') end) target_name,
                       n.before names_before, n.after names_after, s.source, s.browser, %2$s shown,
                       exists (select 1 from memberships l where l.organization_id = :organization and l.listed is not null
                                and l.user_id = e.actor_id) actor_here,
                       e.organization_id = :organization
                           and (r.id is not null or g.id is not null
                                or exists (select 1 from memberships l where l.organization_id = :organization
                                            and l.listed is not null and l.user_id = e.target_id)) target_here
                  from audit_events e
                  left join organizations o on o.id = e.organization_id
                  left join organizations h on h.id = e.home_organization_id
                  left join audit_names n on n.event_id = e.id and n.organization_id %1$s
                  left join audit_sources s on s.event_id = e.id and s.organization_id %1$s
                  left join people a on a.id = e.actor_id and e.actor_kind = 'user' and a.erased_at is null
                  left join people t on t.id = e.target_id and e.target_kind = 'user' and t.erased_at is null
                  -- A token's name is stored only with the token, since it may contain the name of an erased person.
                  left join api_tokens ak on ak.id = e.actor_id and e.actor_kind = 'api_token'
                        and (ak.organization_id is null or ak.organization_id = e.organization_id)
                  left join api_tokens tk on tk.id = e.target_id and e.target_kind = 'api_token'
                        and (tk.organization_id is null or tk.organization_id = e.organization_id)
                  -- Users who have not joined are shown under the name that the inviter typed.
                  left join memberships am on am.organization_id = e.organization_id and am.user_id = a.id
                        and am.joined_at is null
                  left join invitations ai on ai.organization_id = am.organization_id and ai.user_id = am.user_id
                  left join memberships tm on tm.organization_id = e.organization_id and tm.user_id = t.id
                        and tm.joined_at is null
                  left join invitations ti on ti.organization_id = tm.organization_id and ti.user_id = tm.user_id
                  left join roles r on r.organization_id = e.organization_id and r.id = e.target_id and e.target_kind = 'role'
                  left join groups g on g.organization_id = e.organization_id and g.id = e.target_id and e.target_kind = 'group'
                 where %3$s
                """.formatted(where.equals(OF_INSTALLATION) ? "is null" : "= e.organization_id", SHOWN, where));
        narrow(sql, parameters, filter);
        if (at != null) {
            sql.append(backwards ? " and e.id > :cursor" : " and e.id < :cursor");
            parameters.put("cursor", at.position().id());
        }
        sql.append(backwards ? " order by e.id asc" : " order by e.id desc").append(" limit :rows");
        var names = roleNames(parameters);
        return jdbc.sql(sql.toString())
                .params(parameters)
                .param("rows", rows)
                .query((row, _) -> event(row, names))
                .list();
    }

    private Map<String, String> roleNames(Map<String, @Nullable Object> parameters) {
        var names = new HashMap<String, String>();
        jdbc.sql("select key, name from roles where organization_id = :organization")
                .param("organization", parameters.get("organization"))
                .query(row -> {
                    names.put(row.getString("key"), row.getString("name"));
                });
        return names;
    }

    /** The organization's tokens, roles and groups with this in their names. */
    List<UUID> listNamed(OrganizationId organization, String part, int most) {
        return jdbc.sql("""
                        select id from api_tokens
                         where organization_id = :organization and strpos(lower(name), lower(:part)) > 0
                        union all
                        select id from roles
                         where organization_id = :organization and strpos(lower(name), lower(:part)) > 0
                        union all
                        select id from groups
                         where organization_id = :organization and strpos(lower(name), lower(:part)) > 0
                         limit :most
                        """)
                .param("organization", organization.value())
                .param("part", part)
                .param("most", most)
                .query(UUID.class)
                .list();
    }

    long count(OrganizationId organization, AuditFilter filter) {
        var parameters = parameters(organization, null, Viewer.NOBODY);
        return count("e.organization_id = :organization", parameters, filter);
    }

    private long count(String where, Map<String, @Nullable Object> parameters, AuditFilter filter) {
        var sql = new StringBuilder("select count(*) from audit_events e where " + where);
        narrow(sql, parameters, filter);
        return jdbc.sql(sql.toString()).params(parameters).query(Long.class).single();
    }

    private Map<String, @Nullable Object> parameters(
            @Nullable OrganizationId organization, @Nullable OrganizationId company, Viewer viewer) {
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        parameters.put("organization", uuid(organization == null ? null : organization.value()));
        parameters.put("company", uuid(company == null ? null : company.value()));
        parameters.put("viewer", uuid(viewer.id()));
        parameters.put("all", viewer.all());
        parameters.put("inBoth", actions.recordedInBoth().toArray(String[]::new));
        return parameters;
    }

    private static SqlParameterValue uuid(@Nullable UUID id) {
        return new SqlParameterValue(Types.OTHER, id);
    }

    private static void narrow(StringBuilder sql, Map<String, @Nullable Object> parameters, AuditFilter filter) {
        narrow(sql, parameters, "e.actor_id", "actors", filter.actors(), UUID[]::new);
        narrow(sql, parameters, "e.action", "actions", filter.actions(), String[]::new);
        narrow(sql, parameters, "e.target_id", "targets", filter.targets(), UUID[]::new);
        if (filter.about() != null) {
            sql.append(" and (e.actor_id = any (:about) or e.target_id = any (:about))");
            parameters.put("about", filter.about().toArray(UUID[]::new));
        }
        if (filter.from() != null) {
            sql.append(" and e.at >= :from");
            parameters.put("from", filter.from().atOffset(ZoneOffset.UTC));
        }
        if (filter.to() != null) {
            sql.append(" and e.at < :to");
            parameters.put("to", filter.to().atOffset(ZoneOffset.UTC));
        }
    }

    /** With one value as an equation, so that an index gives the newest first without sorting. */
    private static <T> void narrow(
            StringBuilder sql,
            Map<String, @Nullable Object> parameters,
            String column,
            String name,
            @Nullable List<T> values,
            IntFunction<T[]> array) {
        if (values == null) {
            return;
        }
        boolean one = values.size() == 1;
        sql.append(" and ").append(column).append(one ? " = :" + name : " = any (:" + name + ")");
        parameters.put(name, one ? values.getFirst() : values.toArray(array));
    }

    private AuditEvent event(ResultSet row, Map<String, String> roleNames) throws SQLException {
        var organization = row.getObject("organization_id", UUID.class);
        var home = row.getObject("home_organization_id", UUID.class);
        var targetKind = row.getString("target_kind");
        boolean shown = row.getBoolean("shown");
        return new AuditEvent(
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                row.getString("action"),
                new Party(
                        row.getString("actor_kind"),
                        row.getObject("actor_id", UUID.class),
                        row.getString("actor_name")),
                organization == null ? null : new OrganizationId(organization),
                row.getString("organization_name"),
                home == null ? null : new OrganizationId(home),
                row.getString("home_name"),
                targetKind == null
                        ? null
                        : shown
                                ? new Party(
                                        targetKind,
                                        row.getObject("target_id", UUID.class),
                                        row.getString("target_name"))
                                : new Party(targetKind, null, null),
                !shown,
                shown ? values(row.getString("before"), row.getString("names_before")) : Map.of(),
                shown ? values(row.getString("after"), row.getString("names_after")) : Map.of(),
                shown ? row.getString("source") : null,
                shown ? row.getString("browser") : null,
                row.getBoolean("actor_here"),
                shown && row.getBoolean("target_here"),
                roleNames);
    }

    private Map<String, Object> values(@Nullable String own, @Nullable String names) {
        var values = new LinkedHashMap<String, Object>();
        if (own != null) {
            values.putAll(json.readValue(own, VALUES));
        }
        if (names != null) {
            values.putAll(json.readValue(names, VALUES));
        }
        return values;
    }
}
