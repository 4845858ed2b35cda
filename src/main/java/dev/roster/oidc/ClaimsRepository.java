package dev.roster.oidc;

import dev.roster.application.Application;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What is told about a person, in one read. */
@Repository
class ClaimsRepository {
    private static final TypeReference<List<Map<String, String>>> GROUPS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ClaimsRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * A person, and what they hold in the organization.
     *
     * @param phone in E.164
     * @param groups each with {@code id} and {@code name}
     * @param permissions the product's, which Roster hands on
     * @param homeId the organization that they act for, if they are here by a grant only
     */
    record Known(
            String user,
            String displayName,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            boolean emailVerified,
            @Nullable String username,
            @Nullable String phone,
            String locale,
            String timeZone,
            @Nullable String slug,
            @Nullable String organizationName,
            List<String> roles,
            List<Map<String, String>> groups,
            List<String> permissions,
            @Nullable String homeId,
            @Nullable String homeSlug) {}

    /** Empty if the person is blocked or erased, or may not enter the organization. */
    @AcrossOrganizations(because = "the home of somebody who acts by a grant is another organization")
    Optional<Known> find(UserId user, @Nullable OrganizationId organization) {
        return jdbc.sql("""
                        select u.display_name, u.first_name, u.last_name, u.email, u.email_verified_at, u.username,
                               u.phone_country_code, u.phone_number, u.locale, u.time_zone, o.slug, o.name,
                               h.id home_id, h.slug home_slug,
                               array(select distinct r.key from held_roles x
                                       join roles r on r.organization_id = x.organization_id and r.id = x.role_id
                                      where x.organization_id = o.id and x.user_id = u.id order by r.key) roles,
                               array(select distinct p from held_roles x
                                       join roles r on r.organization_id = x.organization_id and r.id = x.role_id,
                                            unnest(r.product_permissions) p
                                      where x.organization_id = o.id and x.user_id = u.id order by p) permissions,
                               (select coalesce(json_agg(json_build_object('id', g.id, 'name', g.name) order by g.name_key), '[]')
                                  from group_members x
                                  join groups g on g.organization_id = x.organization_id and g.id = x.group_id
                                 where x.organization_id = o.id and x.user_id = u.id and m.user_id is not null) groups
                          from people u
                          left join organizations o on o.id = :organization
                          left join memberships m on m.organization_id = o.id and m.user_id = u.id and m.status = 'active'
                          left join organizations h on m.user_id is null and h.id = (
                               select g.parent_id from granted_roles g
                                where g.organization_id = o.id and g.user_id = u.id limit 1)
                         where u.id = :user and u.blocked_at is null and u.erased_at is null
                           and (:organization::uuid is null or m.user_id is not null or h.id is not null)
                        """)
                .param("user", user.value())
                .param("organization", organization == null ? null : organization.value(), Types.OTHER)
                .query((row, n) -> known(user, row))
                .optional();
    }

    /** An organization in which a person may use an application. */
    record Choice(OrganizationId id, String slug, String name) {}

    /**
     * The first hundred, by name.
     *
     * @param wanted the id or slug of the only one that is wanted; null for all
     */
    @AcrossOrganizations(because = "a person chooses among their own organizations")
    List<Choice> listChoices(UserId user, Application application, @Nullable String wanted) {
        var open = application.organizations();
        return jdbc.sql("""
                        select o.id, o.slug, o.name from organizations o
                         where (exists (select 1 from memberships m
                                         where m.organization_id = o.id and m.user_id = :user and m.status = 'active')
                                or exists (select 1 from granted_roles g
                                            where g.organization_id = o.id and g.user_id = :user))
                           and (:all or o.id = any (:open))
                           and not exists (select 1 from deactivated_applications d
                                            where d.organization_id = o.id and d.application_id = :application)
                           and (:wanted::text is null or o.slug = :wanted or o.id::text = :wanted)
                         order by lower(o.name), o.id limit 100
                        """)
                .param("user", user.value())
                .param("application", application.id())
                .param("wanted", wanted, Types.VARCHAR)
                .param("all", open == null)
                .param(
                        "open",
                        open == null
                                ? new UUID[0]
                                : open.stream().map(OrganizationId::value).toArray(UUID[]::new))
                .query((row, n) -> new Choice(
                        new OrganizationId(row.getObject("id", UUID.class)),
                        row.getString("slug"),
                        row.getString("name")))
                .list();
    }

    private Known known(UserId user, ResultSet row) throws SQLException {
        var code = row.getString("phone_country_code");
        var number = row.getString("phone_number");
        return new Known(
                user.toString(),
                row.getString("display_name"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("email"),
                row.getTimestamp("email_verified_at") != null,
                row.getString("username"),
                code == null || number == null ? null : code + number.replaceAll("\\D", ""),
                row.getString("locale"),
                row.getString("time_zone"),
                row.getString("slug"),
                row.getString("name"),
                List.of((String[]) row.getArray("roles").getArray()),
                json.readValue(row.getString("groups"), GROUPS),
                List.of((String[]) row.getArray("permissions").getArray()),
                row.getString("home_id"),
                row.getString("home_slug"));
    }
}
