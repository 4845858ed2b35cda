package dev.roster.audit;

import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.http.Client;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.Deferred;
import dev.roster.shared.Ids;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Writes the audit log. No statement changes or deletes an event. */
@Repository
class AuditRepository {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @return the ids, in the order of the events */
    @AcrossOrganizations(because = "events of the installation itself belong to no organization")
    List<UUID> insert(Permit granted, Party actor, List<NewAuditEvent> events, Instant at) {
        var ids = events.stream().map(_ -> Ids.next()).toList();
        jdbc.sql(Deferred.sql("""
                insert into audit_events (id, organization_id, at, action, actor_kind, actor_id, actor_name,
                                          home_organization_id, target_kind, target_id, before, after)
                select id, :organization::uuid, :at, action, :actorKind, :actor, :actorName, home, target_kind, target,
                       before::jsonb, after::jsonb
                  from unnest(:ids::uuid[], :actions::text[], :homes::uuid[], :kinds::text[], :targets::uuid[],
                              :befores::text[], :afters::text[])
                       e (id, action, home, target_kind, target, before, after)
                """))
                .param("organization", organization(granted), Types.OTHER)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actorKind", actor.kind())
                .param("actor", actor.id(), Types.OTHER)
                .param("actorName", actor.name(), Types.VARCHAR)
                .param("ids", ids.toArray(UUID[]::new))
                .param("actions", events.stream().map(NewAuditEvent::action).toArray(String[]::new))
                .param(
                        "homes",
                        events.stream().map(e -> home(granted, actor, e)).toArray(UUID[]::new))
                .param("kinds", events.stream().map(NewAuditEvent::targetKind).toArray(String[]::new))
                .param("targets", events.stream().map(NewAuditEvent::target).toArray(UUID[]::new))
                .param("befores", events.stream().map(e -> written(e.before())).toArray(String[]::new))
                .param("afters", events.stream().map(e -> written(e.after())).toArray(String[]::new))
                .update();
        return ids;
    }

    @AcrossOrganizations(because = "events of the installation itself belong to no organization")
    void insertNames(Permit granted, UUID id, NewAuditEvent event) {
        jdbc.sql(Deferred.sql("""
                insert into audit_names (organization_id, event_id, user_id, before, after)
                values (:organization, :id, :user, :before::jsonb, :after::jsonb)
                """))
                .param("organization", organization(granted), Types.OTHER)
                .param("id", id)
                .param("user", event.target())
                .param("before", written(event.namesBefore()))
                .param("after", written(event.namesAfter()))
                .update();
    }

    /** @param person at that address; null if that is unknown */
    record Source(UUID event, @Nullable UUID person, Client client) {}

    @AcrossOrganizations(because = "events of the installation itself belong to no organization")
    void insertSources(Permit granted, List<Source> sources) {
        jdbc.sql(Deferred.sql("""
                insert into audit_sources (organization_id, event_id, user_id, source, browser)
                select :organization::uuid, event, person, source, browser
                  from unnest(:events::uuid[], :people::uuid[], :sources::text[], :browsers::text[])
                       s (event, person, source, browser)
                """))
                .param("organization", organization(granted), Types.OTHER)
                .param("events", sources.stream().map(Source::event).toArray(UUID[]::new))
                .param("people", sources.stream().map(Source::person).toArray(UUID[]::new))
                .param(
                        "sources",
                        sources.stream().map(s -> s.client().address()).toArray(String[]::new))
                .param(
                        "browsers",
                        sources.stream().map(s -> s.client().device()).toArray(String[]::new))
                .update();
    }

    void deleteNamesHere(OrganizationPermit granted, UserId user) {
        jdbc.sql("""
                with source as (
                    delete from audit_sources where organization_id = :organization and user_id = :user)
                delete from audit_names where organization_id = :organization and user_id = :user
                """)
                .param("organization", granted.organization().value())
                .param("user", user.value())
                .update();
    }

    @AcrossOrganizations(because = "an erased person is named in the logs of all their organizations")
    List<String> listNames(Permit granted, UserId user, String field) {
        return jdbc.sql("""
                        select distinct name
                          from audit_names n, unnest(array[n.before ->> :field, n.after ->> :field]) name
                         where n.user_id = :user and name is not null
                        """)
                .param("user", user.value())
                .param("field", field)
                .query(String.class)
                .list();
    }

    @AcrossOrganizations(because = "an erased person is named in the logs of all their organizations")
    Map<OrganizationId, Set<String>> listNamesByOrganization(Permit granted, UserId user, String field) {
        var names = new HashMap<OrganizationId, Set<String>>();
        jdbc.sql("""
                select distinct n.organization_id, name
                  from audit_names n, unnest(array[n.before ->> :field, n.after ->> :field]) name
                 where n.user_id = :user and name is not null and n.organization_id is not null
                """).param("user", user.value()).param("field", field).query(row -> {
            names.computeIfAbsent(new OrganizationId(row.getObject(1, UUID.class)), _ -> new HashSet<>())
                    .add(row.getString(2));
        });
        return names;
    }

    @AcrossOrganizations(because = "an erased person is named in the logs of all their organizations")
    void deleteNames(Permit granted, UserId user) {
        jdbc.sql("""
                with source as (delete from audit_sources where user_id = :user)
                delete from audit_names where user_id = :user
                """).param("user", user.value()).update();
    }

    private @Nullable String written(Map<String, ?> values) {
        return values.isEmpty() ? null : json.writeValueAsString(values);
    }

    private static @Nullable UUID organization(Permit granted) {
        var organization = granted.organizationOrNull();
        return organization == null ? null : organization.value();
    }

    private static @Nullable UUID home(Permit granted, Party actor, NewAuditEvent event) {
        var given = event.home();
        if (given != null) {
            boolean byOperator = granted.actor().operator() && actor.equals(Party.of(granted.actor()));
            return byOperator ? null : given.value();
        }
        var organization = granted.organizationOrNull();
        return organization == null
                ? null
                : granted.actor()
                        .homeWhenActingIn(organization)
                        .map(OrganizationId::value)
                        .orElse(null);
    }
}
