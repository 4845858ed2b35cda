package dev.roster.apitoken;

import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import dev.roster.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

@Repository
class ApiTokenRepository {
    private static final String SELECT = """
            select t.id, t.name, r.key role, t.created_at, t.expires_at, t.last_used_at, s.standing,
                   m.id maker_id, nullif(m.display_name, '') maker_name
              from api_tokens t
              join token_standings s on s.id = t.id and s.organization_id is not distinct from t.organization_id
              left join roles r on r.organization_id = t.organization_id and r.id = t.role_id
              left join people m on m.id = t.created_by
            """;

    private final JdbcClient jdbc;

    ApiTokenRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** If a token creates a token, the maker is the person at the start of the chain. */
    @AcrossOrganizations(because = "the operator's tokens belong to no organization")
    void insert(
            Permit granted,
            UUID id,
            NewApiToken wanted,
            @Nullable RoleId role,
            byte[] secretHash,
            @Nullable UUID with,
            Instant now) {
        var organization = granted.organizationOrNull();
        var expiresAt = wanted.expiresAt();
        jdbc.sql("""
                insert into api_tokens (id, organization_id, role_id, name, secret_hash, created_by, created_with,
                                        created_at, expires_at)
                values (:id, :organization, :role, :name, :hash,
                        coalesce(:by, (select created_by from api_tokens where id = :with)), :with, :now, :expiresAt)
                """)
                .param("id", id)
                .param("organization", organization == null ? null : organization.value(), Types.OTHER)
                .param("role", role == null ? null : role.value(), Types.OTHER)
                .param("name", wanted.tidyName())
                .param("hash", secretHash)
                .param("by", granted.actor().person().map(p -> p.value()).orElse(null), Types.OTHER)
                .param("with", with, Types.OTHER)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param(
                        "expiresAt",
                        expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    List<ApiToken> list(OrganizationId organization) {
        return jdbc.sql(SELECT + """
                 where t.organization_id = :organization and t.revoked_at is null
                 order by t.created_at desc, t.id
                """)
                .param("organization", organization.value())
                .query(ApiTokenRepository::token)
                .list();
    }

    @AcrossOrganizations(because = "the operator's tokens belong to no organization")
    List<ApiToken> listOfOperator() {
        return jdbc.sql(SELECT + """
                 where t.organization_id is null and t.revoked_at is null
                 order by t.created_at desc, t.id
                """).query(ApiTokenRepository::token).list();
    }

    /** A token of the permit's organization, or of the operator. */
    @AcrossOrganizations(because = "the operator's tokens belong to no organization")
    boolean revoke(Permit granted, UUID id, Instant now) {
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

    /** A token that has just been revoked. */
    record Ended(UUID id, OrganizationId organization) {}

    /**
     * Revokes the tokens of a person who leaves the organization at hand: those in it, and those in linked companies that they
     * could enter only from it. Not an operator's tokens, nor if the policy lets tokens outlive their makers.
     */
    @AcrossOrganizations(because = "tokens are revoked with their maker in the organization's companies, too")
    List<Ended> endOf(OrganizationPermit granted, UserId maker, Instant now) {
        return jdbc.sql("""
                        update api_tokens t set ended_at = :now
                          from organizations o, users u
                         where o.id = t.organization_id and u.id = t.created_by and t.created_by = :maker
                           and not u.operator and (o.policy ->> 'tokensEndWithMaker')::boolean
                           and t.revoked_at is null and t.ended_at is null
                           and (o.id = :here
                                or (o.parent_id = :here
                                    and not exists (select 1 from memberships m
                                                     where m.organization_id = o.id and m.user_id = u.id
                                                       and m.status in ('active', 'inactive'))))
                        returning t.id, t.organization_id
                        """)
                .param("maker", maker.value())
                .param("here", granted.organization().value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(ApiTokenRepository::ended)
                .list();
    }

    /** Does the same in all organizations, for a person who is erased. */
    @AcrossOrganizations(because = "an erased person's tokens may be in any organization")
    List<Ended> endEverywhere(Permit granted, UserId maker, Instant now) {
        return jdbc.sql("""
                        update api_tokens t set ended_at = :now
                          from organizations o
                         where o.id = t.organization_id and t.created_by = :maker
                           and (o.policy ->> 'tokensEndWithMaker')::boolean
                           and t.revoked_at is null and t.ended_at is null
                        returning t.id, t.organization_id
                        """)
                .param("maker", maker.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(ApiTokenRepository::ended)
                .list();
    }

    private static Ended ended(ResultSet row, int number) throws SQLException {
        return new Ended(
                row.getObject("id", UUID.class), new OrganizationId(row.getObject("organization_id", UUID.class)));
    }

    /**
     * The names of the tokens that a person created, and of those of an organization that they were in; revoked ones included.
     */
    @AcrossOrganizations(because = "an erased person's tokens may be in any organization")
    Map<UUID, String> listNames(Permit granted, UserId user) {
        return names(jdbc.sql("""
                select id, name from api_tokens
                 where created_by = :user
                    or organization_id in (select organization_id from memberships where user_id = :user)
                """).param("user", user.value()));
    }

    /** The same for the organization at hand. */
    Map<UUID, String> listNames(OrganizationPermit granted) {
        return names(jdbc.sql("select id, name from api_tokens where organization_id = :organization")
                .param("organization", granted.organization().value()));
    }

    private static Map<UUID, String> names(StatementSpec tokens) {
        var names = new HashMap<UUID, String>();
        tokens.query(row -> {
            names.put(row.getObject("id", UUID.class), row.getString("name"));
        });
        return names;
    }

    @AcrossOrganizations(because = "an erased person's tokens may be in any organization")
    void rename(Permit granted, UUID id, String name) {
        jdbc.sql("update api_tokens set name = :name where id = :id")
                .param("id", id)
                .param("name", name)
                .update();
    }

    @AcrossOrganizations(because = "a token looks up itself, in any organization")
    ApiToken get(UUID token) {
        return jdbc.sql(SELECT + " where t.id = :id")
                .param("id", token)
                .query(ApiTokenRepository::token)
                .single();
    }

    @AcrossOrganizations(because = "the bootstrap token is created once, before any organization exists")
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
                maker(row),
                instant(row.getTimestamp("expires_at")),
                instant(row.getTimestamp("last_used_at")),
                ApiToken.State.of(row.getString("standing")));
    }

    private static ApiToken.@Nullable Maker maker(ResultSet row) throws SQLException {
        var id = row.getObject("maker_id", UUID.class);
        return id == null ? null : new ApiToken.Maker(id, row.getString("maker_name"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
