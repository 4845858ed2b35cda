package dev.roster.apitoken;

import dev.roster.access.Granted;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import dev.roster.web.OrganizationAtHand;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ApiTokenRepository {
    private final JdbcClient jdbc;

    ApiTokenRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Granted granted, ApiToken token, @Nullable RoleId role, byte[] secretHash) {
        var organization = granted.organizationOrNull();
        var expiresAt = token.expiresAt();
        jdbc.sql("""
                insert into api_tokens (id, organization_id, role_id, name, secret_hash, created_by, created_at, expires_at)
                values (:id, :organization, :role, :name, :hash, :by, :createdAt, :expiresAt)
                """)
                .param("id", token.id())
                .param("organization", organization == null ? null : organization.value(), Types.OTHER)
                .param("role", role == null ? null : role.value(), Types.OTHER)
                .param("name", token.name())
                .param("hash", secretHash)
                .param("by", granted.actor().person().map(p -> p.value()).orElse(null), Types.OTHER)
                .param("createdAt", token.createdAt().atOffset(ZoneOffset.UTC))
                .param(
                        "expiresAt",
                        expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    List<ApiToken> list(OrganizationId organization) {
        return jdbc.sql("""
                select t.id, t.name, r.key role, t.created_at, t.expires_at, t.last_used_at
                  from api_tokens t left join roles r on r.id = t.role_id
                 where t.organization_id = :organization and t.revoked_at is null
                 order by t.created_at desc, t.id
                """)
                .param("organization", organization.value())
                .query(ApiTokenRepository::token)
                .list();
    }

    @AcrossOrganizations(because = "the operator's tokens belong to no organization")
    List<ApiToken> listOfOperator() {
        return jdbc.sql("""
                select id, name, null role, created_at, expires_at, last_used_at from api_tokens
                 where organization_id is null and revoked_at is null
                 order by created_at desc, id
                """).query(ApiTokenRepository::token).list();
    }

    /** One of the organization that this is granted in, or of the operator. */
    boolean revoke(Granted granted, UUID id, Instant now) {
        var organization = granted.organizationOrNull();
        return jdbc.sql("""
                        update api_tokens set revoked_at = :now
                         where organization_id is not distinct from :organization and id = :id and revoked_at is null
                        """)
                        .param("organization", organization == null ? null : organization.value(), Types.OTHER)
                        .param("id", id)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    @AcrossOrganizations(because = "a token asks for itself, wherever it belongs")
    Own get(UUID token) {
        return jdbc.sql("""
                select t.id, t.name, r.key role, t.created_at, t.expires_at, t.last_used_at,
                       o.id organization_id, o.slug, o.name organization_name
                  from api_tokens t
                  left join roles r on r.id = t.role_id
                  left join organizations o on o.id = t.organization_id
                 where t.id = :id
                """)
                .param("id", token)
                .query((row, n) -> new Own(token(row, n), organization(row)))
                .single();
    }

    /** @param organization null for the operator's */
    record Own(ApiToken token, @Nullable OrganizationAtHand organization) {}

    @AcrossOrganizations(because = "the bootstrap token is made once, before there is any organization")
    boolean hasAny() {
        return jdbc.sql("select exists (select 1 from api_tokens)")
                .query(Boolean.class)
                .single();
    }

    private static ApiToken token(ResultSet row, int number) throws SQLException {
        return new ApiToken(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("role"),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("expires_at")),
                instant(row.getTimestamp("last_used_at")));
    }

    /** The organization of a row that has its columns; null where there is none. */
    static @Nullable OrganizationAtHand organization(ResultSet row) throws SQLException {
        var id = row.getObject("organization_id", UUID.class);
        return id == null
                ? null
                : new OrganizationAtHand(
                        new OrganizationId(id), row.getString("slug"), row.getString("organization_name"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
