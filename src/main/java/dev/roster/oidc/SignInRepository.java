package dev.roster.oidc;

import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.access.SelfPermit;
import dev.roster.factor.FactorKind;
import dev.roster.oidc.ApplicationSignIn.Token;
import dev.roster.session.Session;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.Deferred;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class SignInRepository {
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    /** Whether the person may still be where they signed in, read when it is asked: nothing has to be told of a change. */
    private static final String LIVE = """
            s.ended_at is null
            and (s.subject_id is null
                 or exists (select 1 from application_sign_ins p
                             where p.id = s.subject_id and p.ended_at is null and not p.access_revoked))
            and (s.user_id is null
                 or exists (select 1 from users u where u.id = s.user_id and u.blocked_at is null and u.erased_at is null))
            and (s.user_id is null or s.factor is not null or not must_use_factor(s.user_id))
            and (s.organization_id is null
                 or ((exists (select 1 from memberships m
                               where m.organization_id = s.organization_id and m.user_id = s.user_id and m.status = 'active')
                      or exists (select 1 from granted_roles g
                                  where g.organization_id = s.organization_id and g.user_id = s.user_id))
                     and exists (select 1 from applications a
                                  where a.id = s.application_id
                                    and (a.open_to_all
                                         or exists (select 1 from application_organizations o
                                                     where o.organization_id = s.organization_id
                                                       and o.application_id = a.id)))
                     and not exists (select 1 from deactivated_applications d
                                      where d.organization_id = s.organization_id
                                        and d.application_id = s.application_id)))
            """;

    private static final String SELECT = """
            select s.id, s.application_id, s.organization_id, s.user_id, s.session_id, s.authenticated_at, s.factor,
                   s.subject_id, s.grant_type, s.scopes, s.request, s.state_hash, s.user_code_mac, s.key_thumbprint,
                   s.code_hash, s.code_issued_at, s.code_expires_at, s.code_used,
                   s.access_hash, s.access_issued_at, s.access_expires_at, s.access_scopes, s.access_revoked,
                   s.refresh_hash, s.refresh_issued_at, s.refresh_expires_at, s.refresh_revoked, %s as live
              from application_sign_ins s
            """.formatted(LIVE);

    private static final String ENDED = """
            update application_sign_ins s
               set ended_at = :now,
                   tell_at = case when a.back_channel_logout_uri is not null and s.user_id is not null then :now end
              from applications a
             where a.id = s.application_id and s.ended_at is null
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SignInRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @AcrossOrganizations(because = "a token is the only input; its organization follows from it")
    Optional<ApplicationSignIn> find(UUID id) {
        return jdbc.sql(SELECT + " where s.id = :id")
                .param("id", id)
                .query(this::signIn)
                .optional();
    }

    /** @param column the hash of which kind of token */
    @AcrossOrganizations(because = "a token is the only input; its organization follows from it")
    Optional<ApplicationSignIn> findBy(TokenKind column, byte[] hash) {
        return jdbc.sql(SELECT + " where s." + column.column() + " = :hash")
                .param("hash", hash)
                .query(this::signIn)
                .optional();
    }

    /** The kinds of tokens that are looked up. */
    enum TokenKind {
        STATE("state_hash"),
        CODE("code_hash"),
        ACCESS("access_hash"),
        REFRESH("refresh_hash");

        private final String column;

        TokenKind(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    /** The device that waits for somebody to enter this code. */
    @AcrossOrganizations(because = "a code is the only input, before anybody has chosen an organization")
    Optional<ApplicationSignIn> findWaiting(List<byte[]> userCodeMacs, Instant now) {
        return jdbc.sql(SELECT
                        + " where s.user_code_mac = any (:macs) and s.code_expires_at > :now and s.ended_at is null")
                .param("macs", userCodeMacs.toArray(byte[][]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(this::signIn)
                .optional();
    }

    /** Lets a waiting device in, as this person; false if somebody has decided about it meanwhile. */
    @AcrossOrganizations(because = "a person signs in to applications in several organizations")
    boolean letIn(SelfPermit granted, UUID id, OrganizationId organization, Session session, Instant now) {
        return jdbc.sql("""
                        update application_sign_ins
                           set user_id = :user, organization_id = :organization, session_id = :session,
                               authenticated_at = :authenticatedAt, factor = :factor, user_code_mac = null, last_used_at = :now
                         where id = :id and user_code_mac is not null and ended_at is null
                        """)
                        .param("id", id)
                        .param("user", granted.user().value())
                        .param("organization", organization.value())
                        .param("session", session.id())
                        .param("authenticatedAt", session.createdAt().atOffset(ZoneOffset.UTC))
                        .param(
                                "factor",
                                session.factor() == null
                                        ? null
                                        : session.factor().key(),
                                Types.VARCHAR)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Refuses a waiting device. */
    @AcrossOrganizations(because = "a device that is refused belongs to nobody")
    void refuse(SelfPermit granted, UUID id) {
        jdbc.sql("""
                update application_sign_ins set user_code_mac = null, code_used = true
                 where id = :id and user_code_mac is not null
                """).param("id", id).update();
    }

    /** The sign-in whose refresh token was replaced by another one before. */
    @AcrossOrganizations(because = "a token is the only input; its organization follows from it")
    Optional<UUID> findSpent(byte[] refreshHash) {
        return jdbc.sql("select sign_in_id from spent_refresh_tokens where refresh_hash = :hash")
                .param("hash", refreshHash)
                .query(UUID.class)
                .optional();
    }

    @AcrossOrganizations(because = "a sign-in names its organization itself")
    void insert(Permit granted, ApplicationSignIn signIn, Instant now) {
        parameters(jdbc.sql("""
                                insert into application_sign_ins (
                                    id, application_id, organization_id, user_id, session_id, authenticated_at, factor,
                                    subject_id, grant_type, scopes, request, state_hash, user_code_mac, key_thumbprint,
                                    code_hash, code_issued_at, code_expires_at, code_used,
                                    access_hash, access_issued_at, access_expires_at, access_scopes, access_revoked,
                                    refresh_hash, refresh_issued_at, refresh_expires_at, refresh_revoked, started_at,
                                    last_used_at)
                                values (
                                    :id, :application, :organization, :user, :session, :authenticatedAt, :factor, :subject,
                                    :grantType, :scopes, :request::jsonb, :state, :userCode, :thumbprint, :code,
                                    :codeIssued, :codeExpires, :codeUsed, :access,
                                    :accessIssued, :accessExpires, :accessScopes, :accessRevoked, :refresh, :refreshIssued,
                                    :refreshExpires, :refreshRevoked, :now, :now)
                                """), signIn)
                .param("application", signIn.application())
                .param("session", signIn.session(), Types.OTHER)
                .param(
                        "organization",
                        signIn.organization() == null
                                ? null
                                : signIn.organization().value(),
                        Types.OTHER)
                .param("user", signIn.user() == null ? null : signIn.user().value(), Types.OTHER)
                .param("authenticatedAt", time(signIn.authenticatedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param(
                        "factor",
                        signIn.factor() == null ? null : signIn.factor().key(),
                        Types.VARCHAR)
                .param("subject", signIn.subject(), Types.OTHER)
                .param("grantType", signIn.grantType())
                .param("userCode", signIn.userCodeMac(), Types.BINARY)
                .param(
                        "request",
                        signIn.request() == null ? null : json.writeValueAsString(signIn.request()),
                        Types.VARCHAR)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Writes the tokens of a sign-in that was read before; false if another request has used its code or refresh token since,
     * or it has ended.
     *
     * @param before as it was read
     */
    @AcrossOrganizations(because = "a sign-in names its organization itself")
    boolean update(Permit granted, ApplicationSignIn before, ApplicationSignIn signIn, Instant now) {
        boolean updated = parameters(jdbc.sql("""
                                        update application_sign_ins
                                           set scopes = :scopes, state_hash = :state, key_thumbprint = :thumbprint, code_hash = :code,
                                               code_issued_at = :codeIssued, code_expires_at = :codeExpires,
                                               code_used = :codeUsed, access_hash = :access, access_issued_at = :accessIssued,
                                               access_expires_at = :accessExpires, access_scopes = :accessScopes,
                                               access_revoked = :accessRevoked, refresh_hash = :refresh,
                                               refresh_issued_at = :refreshIssued, refresh_expires_at = :refreshExpires,
                                               refresh_revoked = :refreshRevoked, last_used_at = :now
                                         where id = :id and ended_at is null
                                           and code_used = :codeWasUsed
                                           and refresh_hash is not distinct from :refreshWas
                                        """), signIn)
                        .param("codeWasUsed", before.code().spent())
                        .param("refreshWas", before.refresh().hash(), Types.BINARY)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
        var spent = before.refresh().hash();
        if (updated && spent != null && !Arrays.equals(spent, signIn.refresh().hash())) {
            jdbc.sql("insert into spent_refresh_tokens (refresh_hash, sign_in_id) values (:hash, :id)")
                    .param("hash", spent)
                    .param("id", signIn.id())
                    .update();
        }
        return updated;
    }

    @AcrossOrganizations(because = "a sign-in names its organization itself")
    void delete(Permit granted, UUID id) {
        jdbc.sql("delete from application_sign_ins where id = :id")
                .param("id", id)
                .update();
    }

    @AcrossOrganizations(because = "a sign-in names its organization itself")
    void end(Permit granted, UUID id, Instant now) {
        jdbc.sql(ENDED + " and s.id = :id")
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Ends those of a person, in all organizations. */
    @AcrossOrganizations(because = "a person signs in to applications in several organizations")
    void endAll(Permit granted, UserId user, Instant now) {
        jdbc.sql(Deferred.sql(ENDED + " and s.user_id = :user"))
                .param("user", user.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Ends those of a person in one organization. */
    void endHere(OrganizationPermit granted, UserId user, Instant now) {
        jdbc.sql(Deferred.sql(ENDED + " and s.user_id = :user and s.organization_id = :organization"))
                .param("user", user.value())
                .param("organization", granted.organization().value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Ends those of the organization's people at one application. */
    void endAt(OrganizationPermit granted, UUID application, Instant now) {
        jdbc.sql(ENDED + " and s.application_id = :application and s.organization_id = :organization")
                .param("application", application)
                .param("organization", granted.organization().value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Ends one of a person's own; false if it is not theirs, or has ended. */
    @AcrossOrganizations(because = "a person signs in to applications in several organizations")
    boolean endOwn(SelfPermit granted, UUID id, Instant now) {
        return jdbc.sql(ENDED + " and s.id = :id and s.user_id = :user")
                        .param("id", id)
                        .param("user", granted.user().value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Ends a person's own at one application. */
    @AcrossOrganizations(because = "a person signs in to applications in several organizations")
    void endOwnAt(SelfPermit granted, UUID application, Instant now) {
        jdbc.sql(ENDED + " and s.application_id = :application and s.user_id = :user")
                .param("application", application)
                .param("user", granted.user().value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Ends those in which this session told who the person is. */
    @AcrossOrganizations(because = "a session belongs to a person, not to an organization")
    void endOfSession(Permit granted, UUID session, Instant now) {
        jdbc.sql(ENDED + " and s.session_id = :session")
                .param("session", session)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** An application that is to be told that a sign-in has ended. */
    record ToTell(UUID id, UUID application, String address, UserId user, int attempts) {}

    /** The next one that is due, which no other node takes until the given time. */
    @AcrossOrganizations(because = "applications are told about sign-ins in all organizations")
    Optional<ToTell> takeToTell(Permit granted, Instant now, Instant until) {
        return jdbc.sql("""
                        update application_sign_ins s set tell_at = :until, tell_attempts = tell_attempts + 1
                          from applications a
                         where a.id = s.application_id
                           and s.id = (select id from application_sign_ins where tell_at <= :now
                                        order by tell_at limit 1 for update skip locked)
                        returning s.id, s.application_id, a.back_channel_logout_uri, s.user_id, s.tell_attempts
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new ToTell(
                        row.getObject("id", UUID.class),
                        row.getObject("application_id", UUID.class),
                        String.valueOf(row.getString("back_channel_logout_uri")),
                        new UserId(row.getObject("user_id", UUID.class)),
                        row.getInt("tell_attempts")))
                .optional();
    }

    /** @param again when to try again; null if it has been told, or never will be */
    @AcrossOrganizations(because = "applications are told about sign-ins in all organizations")
    void told(Permit granted, UUID id, @Nullable Instant again) {
        jdbc.sql("update application_sign_ins set tell_at = :again where id = :id")
                .param("id", id)
                .param("again", time(again), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /** Deletes sign-ins without any token that could still be used. */
    @AcrossOrganizations(because = "a clean-up of expired sign-ins")
    int deleteExpired(Instant now, Instant unusedSince) {
        return jdbc.sql("""
                        delete from application_sign_ins
                         where last_used_at < :unusedSince
                           and coalesce(code_expires_at, :now) <= :now and coalesce(access_expires_at, :now) <= :now
                           and tell_at is null
                           and (ended_at is not null or coalesce(refresh_expires_at, :now) <= :now)
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("unusedSince", unusedSince.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static JdbcClient.StatementSpec parameters(JdbcClient.StatementSpec statement, ApplicationSignIn signIn) {
        var spec = statement
                .param("id", signIn.id())
                .param("scopes", signIn.scopes().toArray(String[]::new))
                .param("state", signIn.stateHash(), Types.BINARY)
                .param("thumbprint", signIn.keyThumbprint(), Types.VARCHAR)
                .param("accessScopes", signIn.accessScopes().toArray(String[]::new))
                .param("codeUsed", signIn.code().spent())
                .param("accessRevoked", signIn.access().spent())
                .param("refreshRevoked", signIn.refresh().spent());
        spec = token(spec, "code", signIn.code());
        spec = token(spec, "access", signIn.access());
        return token(spec, "refresh", signIn.refresh());
    }

    private static JdbcClient.StatementSpec token(JdbcClient.StatementSpec spec, String name, Token token) {
        return spec.param(name, token.hash(), Types.BINARY)
                .param(name + "Issued", time(token.issuedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param(name + "Expires", time(token.expiresAt()), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static java.time.@Nullable OffsetDateTime time(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private ApplicationSignIn signIn(ResultSet row, int number) throws SQLException {
        var organization = row.getObject("organization_id", UUID.class);
        var user = row.getObject("user_id", UUID.class);
        var request = row.getString("request");
        return new ApplicationSignIn(
                row.getObject("id", UUID.class),
                row.getObject("application_id", UUID.class),
                organization == null ? null : new OrganizationId(organization),
                user == null ? null : new UserId(user),
                row.getObject("session_id", UUID.class),
                instant(row, "authenticated_at"),
                FactorKind.find(row.getString("factor")).orElse(null),
                row.getObject("subject_id", UUID.class),
                row.getString("grant_type"),
                texts(row, "scopes"),
                request == null ? null : json.readValue(request, MAP),
                row.getBytes("state_hash"),
                row.getBytes("user_code_mac"),
                row.getString("key_thumbprint"),
                token(row, "code", "code_used"),
                token(row, "access", "access_revoked"),
                texts(row, "access_scopes"),
                token(row, "refresh", "refresh_revoked"),
                row.getBoolean("live"));
    }

    private static Token token(ResultSet row, String name, String spent) throws SQLException {
        return new Token(
                row.getBytes(name + "_hash"),
                instant(row, name + "_issued_at"),
                instant(row, name + "_expires_at"),
                row.getBoolean(spent));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
