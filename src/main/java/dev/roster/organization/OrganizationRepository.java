package dev.roster.organization;

import dev.roster.access.OrganizationPermit;
import dev.roster.access.Seen;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.Cursor;
import dev.roster.shared.Deferred;
import dev.roster.shared.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class OrganizationRepository {
    private static final String COLUMNS = "id, slug, name, preset, policy, policy_version, parent_id, created_at";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    OrganizationRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Returns false if the slug is taken. */
    boolean insert(OrganizationPermit granted, Organization organization) {
        Seen.outdated();
        return jdbc.sql("""
                        insert into organizations (id, slug, name, preset, policy, parent_id, created_at)
                        values (:id, :slug, :name, :preset, :policy::jsonb, :parent, :createdAt)
                        on conflict on constraint organization_slug_is_unique do nothing
                        """)
                        .param("id", granted.organization().value())
                        .param("slug", organization.slug())
                        .param("name", organization.name())
                        .param("preset", organization.preset())
                        .param("policy", json.writeValueAsString(organization.policy()))
                        .param(
                                "parent",
                                organization.parent() == null
                                        ? null
                                        : organization.parent().value())
                        .param("createdAt", organization.createdAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean rename(OrganizationPermit granted, String name) {
        Seen.outdated();
        return jdbc.sql("update organizations set name = :name where id = :id")
                        .param("name", name)
                        .param("id", granted.organization().value())
                        .update()
                == 1;
    }

    void setPolicy(OrganizationPermit granted, Policy policy) {
        Seen.outdated();
        jdbc.sql("""
                update organizations set policy = :policy::jsonb, policy_version = policy_version + 1 where id = :id
                """)
                .param("policy", json.writeValueAsString(policy))
                .param("id", granted.organization().value())
                .update();
    }

    /** Returns false if there was a concurrent change of the link. */
    boolean setParent(
            OrganizationPermit parent,
            OrganizationId company,
            @Nullable OrganizationId before,
            @Nullable OrganizationId after) {
        Seen.outdated();
        return jdbc.sql("""
                        update organizations set parent_id = :after
                         where id = :id and parent_id is not distinct from :before
                        """)
                        .param("id", company.value())
                        .param("before", before == null ? null : before.value(), Types.OTHER)
                        .param("after", after == null ? null : after.value(), Types.OTHER)
                        .update()
                == 1;
    }

    /** Whether it is linked to this one, directly or indirectly. */
    boolean isUnder(OrganizationId id, OrganizationId over) {
        return jdbc.sql("""
                        with recursive line as (
                            select parent_id from organizations where id = :id
                            union
                            select o.parent_id from organizations o join line on o.id = line.parent_id)
                        select exists (select 1 from line where parent_id = :over)
                        """)
                .param("id", id.value())
                .param("over", over.value())
                .query(Boolean.class)
                .single();
    }

    Optional<Organization> find(OrganizationId id) {
        return jdbc.sql("select " + COLUMNS + " from organizations where id = :id")
                .param("id", id.value())
                .query(this::organization)
                .optional();
    }

    void lock(OrganizationId id) {
        jdbc.sql(Deferred.sql("select 1 from organizations where id = :id for no key update"))
                .param("id", id.value())
                .update();
    }

    void share(OrganizationId id) {
        jdbc.sql(Deferred.sql("select 1 from organizations where id = :id for share"))
                .param("id", id.value())
                .update();
    }

    @AcrossOrganizations(because = "the operator names a parent by its slug before an organization is at hand")
    Optional<Organization> findBySlug(String slug) {
        return jdbc.sql("select " + COLUMNS + " from organizations where slug = :slug")
                .param("slug", slug)
                .query(this::organization)
                .optional();
    }

    /** A row with its sort position as the database sees it, for the next page's cursor. */
    record Row(ListedOrganization organization, String position) {}

    @AcrossOrganizations(because = "the operator's list of all organizations")
    List<Row> list(@Nullable String search, @Nullable Cursor at, int rows) {
        boolean backwards = at != null && at.backwards();
        var sql = new StringBuilder("""
                select o.id, o.slug, o.name, o.preset, o.parent_id, o.created_at, p.slug parent_slug, p.name parent_name,
                       lower(o.name) position
                  from organizations o left join organizations p on p.id = o.parent_id
                 where true
                """);
        if (search != null) {
            sql.append(" and (lower(o.name) like :search or o.slug like :search)");
        }
        if (at != null) {
            sql.append(" and (lower(o.name), o.id) ")
                    .append(backwards ? "<" : ">")
                    .append(" (:name, :id)");
        }
        var direction = backwards ? " desc" : " asc";
        sql.append(" order by lower(o.name)" + direction + ", o.id" + direction + " limit :rows");
        var statement = jdbc.sql(sql.toString()).param("rows", rows);
        if (search != null) {
            statement = statement.param("search", "%" + search + "%");
        }
        if (at != null) {
            statement = statement
                    .param("name", at.position().value())
                    .param("id", at.position().id());
        }
        return statement
                .query((row, n) -> new Row(listed(row), row.getString("position")))
                .list();
    }

    @AcrossOrganizations(because = "the operator's list of all organizations")
    long count(@Nullable String search) {
        return jdbc.sql("""
                        select count(*) from organizations
                         where :search::text is null or lower(name) like :search or slug like :search
                        """)
                .param("search", search == null ? null : "%" + search + "%")
                .query(Long.class)
                .single();
    }

    private static ListedOrganization listed(ResultSet row) throws SQLException {
        var parent = row.getObject("parent_id", UUID.class);
        return new ListedOrganization(
                new OrganizationId(row.getObject("id", UUID.class)),
                row.getString("slug"),
                row.getString("name"),
                row.getString("preset"),
                parent == null ? null : new OrganizationId(parent),
                row.getString("parent_slug"),
                row.getString("parent_name"),
                instant(row, "created_at"));
    }

    private Organization organization(ResultSet row, int number) throws SQLException {
        var parent = row.getObject("parent_id", UUID.class);
        return new Organization(
                new OrganizationId(row.getObject("id", UUID.class)),
                row.getString("slug"),
                row.getString("name"),
                row.getString("preset"),
                json.readValue(row.getString("policy"), Policy.class),
                row.getLong("policy_version"),
                parent == null ? null : new OrganizationId(parent),
                instant(row, "created_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
