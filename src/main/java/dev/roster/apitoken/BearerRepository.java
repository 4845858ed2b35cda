package dev.roster.apitoken;

import dev.roster.access.Authority;
import dev.roster.http.OrganizationAtHand;
import dev.roster.role.RoleRepository;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import dev.roster.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class BearerRepository {
    private final JdbcClient jdbc;

    BearerRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param organization the one at hand, or null
     * @param authority what the token's role may do there; null for the operator's, and if there is none
     */
    record Bearer(
            UUID token,
            String name,
            boolean operator,
            @Nullable UserId maker,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable OrganizationAtHand organization,
            @Nullable Authority authority) {}

    /**
     * Finds the token with this secret, together with the organization at hand if it is the token's own (or any, for the
     * operator's) and what the token's role may do there: everything that a request needs from the database before it starts.
     * Where the path names no organization, the token's own is at hand.
     */
    @AcrossOrganizations(because = "a bearer presents only the secret")
    Optional<Bearer> find(byte[] secretHash, @Nullable String slug, @Nullable UUID organization, Instant now) {
        return jdbc.sql("""
                select t.id, t.name, t.organization_id is null operator, t.created_by, t.created_at, t.expires_at,
                       t.last_used_at, t.role_id, r.permissions,
                       array(select g.governed_role_id from role_governs g
                              where g.organization_id = t.organization_id and g.role_id = t.role_id) governs,
                       o.id organization_id, o.slug, o.name organization_name, o.version organization_version
                  from api_tokens t
                  join token_standings s on s.id = t.id and s.standing = 'valid'
                  left join roles r on r.organization_id = t.organization_id and r.id = t.role_id
                  left join organizations o
                         on o.id = coalesce(t.organization_id, :organization,
                                            (select n.id from organizations n where n.slug = :slug))
                        and coalesce(o.id = :organization, o.slug = :slug, true)
                 where t.secret_hash = :hash
                   and (t.expires_at is null or t.expires_at > :now)
                """)
                .param("hash", secretHash)
                .param("slug", slug, Types.VARCHAR)
                .param("organization", organization, Types.OTHER)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> bearer(row))
                .optional();
    }

    @AcrossOrganizations(because = "a token records its own last use")
    void used(UUID token, Instant now) {
        jdbc.sql("update api_tokens set last_used_at = :now where id = :id")
                .param("id", token)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Bearer bearer(ResultSet row) throws SQLException {
        var operator = row.getBoolean("operator");
        var maker = row.getObject("created_by", UUID.class);
        var here = organization(row);
        return new Bearer(
                row.getObject("id", UUID.class),
                row.getString("name"),
                operator,
                maker == null ? null : new UserId(maker),
                Objects.requireNonNull(instant(row, "created_at")),
                instant(row, "expires_at"),
                instant(row, "last_used_at"),
                here,
                operator || here == null ? null : authority(here.id(), row));
    }

    private static @Nullable OrganizationAtHand organization(ResultSet row) throws SQLException {
        var id = row.getObject("organization_id", UUID.class);
        return id == null
                ? null
                : new OrganizationAtHand(
                        new OrganizationId(id),
                        row.getString("slug"),
                        row.getString("organization_name"),
                        row.getLong("organization_version"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static Authority authority(OrganizationId organization, ResultSet row) throws SQLException {
        var role = row.getObject("role_id", UUID.class);
        if (role == null) {
            return Authority.none(organization);
        }
        return new Authority(
                organization,
                Set.of(new RoleId(role)),
                RoleRepository.permissions(row.getArray("permissions")),
                RoleRepository.roleIds(row.getArray("governs")),
                null);
    }
}
