package dev.roster.session;

import dev.roster.access.Authority;
import dev.roster.access.Permit;
import dev.roster.access.SelfPermit;
import dev.roster.factor.FactorKind;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.OrganizationAtHand.Home;
import dev.roster.http.OrganizationAtHand.Part;
import dev.roster.role.RoleRepository;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.Deferred;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SessionRepository {
    private static final String SELECT = """
            select id, created_at, last_seen_at, expires_at, user_agent, address, factor from sessions
             where user_id = :user and expires_at > :now
            """;

    private final JdbcClient jdbc;

    SessionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @AcrossOrganizations(because = "a session belongs to a person, not to an organization")
    void insert(SelfPermit granted, UserId user, Session session, byte[] secretHash) {
        var factor = session.factor();
        jdbc.sql(Deferred.sql("""
                insert into sessions (id, user_id, secret_hash, created_at, last_seen_at, expires_at, user_agent,
                                      address, factor, factor_at)
                values (:id, :user, :hash, :createdAt, :createdAt, :expiresAt, :userAgent, :address, :factor, :factorAt)
                """))
                .param("id", session.id())
                .param("user", user.value())
                .param("hash", secretHash)
                .param("createdAt", session.createdAt().atOffset(ZoneOffset.UTC))
                .param("expiresAt", session.expiresAt().atOffset(ZoneOffset.UTC))
                .param("userAgent", session.userAgent())
                .param("address", session.address(), Types.VARCHAR)
                .param("factor", factor == null ? null : factor.key(), Types.VARCHAR)
                .param(
                        "factorAt",
                        factor == null ? null : session.createdAt().atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /**
     * Finds the user of a session's secret, and the organization at hand if they may enter it. The status of the person and of
     * the membership is read live: a user who is deactivated, deleted or blocked is locked out on their next request.
     */
    @AcrossOrganizations(because = "a browser's cookie is the only input; the organization follows from it")
    Optional<SignedInRow> findSignedIn(byte[] secretHash, @Nullable String organization, Instant now) {
        return jdbc.sql("""
                select s.id session_id, s.user_id, s.last_seen_at, s.factor_at,
                       case when s.factor_at is null then must_use_factor(s.user_id) else false end must_add_factor,
                       u.display_name, u.locale, u.time_zone, u.operator,
                       coalesce(p.must_change, false) must_change, o.id organization_id, o.slug, o.name, o.version, o.holds,
                       o.parts, o.home_slug, o.home_name, a.roles, a.permissions, a.governs, a.home_id,
                       (select count(*) from memberships m where m.user_id = u.id and m.status = 'active') active,
                       exists (select 1 from granted_roles g where g.user_id = u.id) granted,
                       exists (select 1 from memberships m where m.user_id = u.id
                                and m.status in ('pending', 'inactive', 'deleted')) shut_out
                  from sessions s
                  join people u on u.id = s.user_id and u.blocked_at is null and u.erased_at is null
                  left join passwords p on p.user_id = u.id
                  left join lateral (
                       select o.id, o.slug, o.name, o.version, h.slug home_slug, h.name home_name,
                              m.user_id is not null or h.id is not null as holds,
                              array_remove(array[
                                  case when o.policy -> 'onboarding' @> '["invitation"]' then 'invitations' end,
                                  case when o.policy -> 'newUser' @> '{"groups": true}' then 'groups' end,
                                  case when o.policy @> '{"linkedCompanies": true}'
                                         or exists (select 1 from organizations l where l.parent_id = o.id)
                                       then 'companies' end,
                                  case when o.parent_id is not null then 'team' end], null) parts
                         from organizations o
                         left join memberships m on m.organization_id = o.id and m.user_id = u.id and m.status = 'active'
                         left join organizations h on m.user_id is null and h.id = (
                              select g.parent_id from granted_roles g
                               where g.organization_id = o.id and g.user_id = u.id limit 1)
                        where o.slug = :organization
                          and (m.user_id is not null or h.id is not null or u.operator)) o on true
                  left join lateral authority_of(o.id, u.id, null) a on o.holds
                 where s.secret_hash = :hash and s.expires_at > :now
                """)
                .param("hash", secretHash)
                .param("organization", organization)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(SessionRepository::signedIn)
                .optional();
    }

    @AcrossOrganizations(because = "a session belongs to a person, not to an organization")
    void seen(UUID session, Instant now) {
        jdbc.sql("update sessions set last_seen_at = :now where id = :id")
                .param("id", session)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    @AcrossOrganizations(because = "a session belongs to a person, not to an organization")
    void factorUsed(SelfPermit granted, UUID session, FactorKind factor, Instant now) {
        jdbc.sql("update sessions set factor = :factor, factor_at = :now where user_id = :user and id = :id")
                .param("user", granted.user().value())
                .param("id", session)
                .param("factor", factor.key())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    @AcrossOrganizations(because = "a session belongs to a person, not to an organization")
    void factorsGone(SelfPermit granted) {
        jdbc.sql("update sessions set factor = null, factor_at = null where user_id = :user")
                .param("user", granted.user().value())
                .update();
    }

    @AcrossOrganizations(because = "a session belongs to a person, not to an organization")
    Optional<Session> find(UserId user, UUID session, Instant now) {
        return jdbc.sql(SELECT + " and id = :id")
                .param("user", user.value())
                .param("id", session)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(SessionRepository::session)
                .optional();
    }

    @AcrossOrganizations(because = "a session belongs to a person, not to an organization")
    List<Session> list(UserId user, Instant now) {
        return jdbc.sql(SELECT + " order by last_seen_at desc, id")
                .param("user", user.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(SessionRepository::session)
                .list();
    }

    @AcrossOrganizations(because = "a session belongs to a person, not to an organization")
    int end(Permit granted, UserId user, UUID session) {
        return jdbc.sql("delete from sessions where user_id = :user and id = :id")
                .param("user", user.value())
                .param("id", session)
                .update();
    }

    /** @param except a session that continues, or null */
    @AcrossOrganizations(because = "a session belongs to a person, not to an organization")
    int endAll(Permit granted, UserId user, @Nullable UUID except) {
        return jdbc.sql("delete from sessions where user_id = :user and id is distinct from :except")
                .param("user", user.value())
                .param("except", except, Types.OTHER)
                .update();
    }

    @AcrossOrganizations(because = "a session belongs to a person, not to an organization")
    void endAllUnlessActive(Permit granted, UserId user) {
        jdbc.sql(Deferred.sql("""
                delete from sessions
                 where user_id = :user
                   and not exists (select 1 from memberships where user_id = :user and status = 'active')
                   and not exists (select 1 from users where id = :user and operator)
                """)).param("user", user.value()).update();
    }

    @AcrossOrganizations(because = "a clean-up of expired sessions")
    int deleteExpired(Instant now) {
        return jdbc.sql("delete from sessions where expires_at <= :now")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * @param factorAt when a second factor was last used in it; null while they have none
     * @param mustAddFactor whether they need a second factor and have none
     * @param switches whether there is another organization they may switch to
     * @param shutOut whether every access is closed: they have memberships, but no active one
     * @param organization the one in the path; null if they may not enter it
     * @param holds whether they hold anything there
     */
    record SignedInRow(
            UUID session,
            UserId user,
            Instant lastSeenAt,
            String displayName,
            String locale,
            String timeZone,
            boolean operator,
            boolean mustChangePassword,
            @Nullable Instant factorAt,
            boolean mustAddFactor,
            boolean switches,
            boolean shutOut,
            @Nullable OrganizationAtHand organization,
            @Nullable Authority authority) {}

    private static SignedInRow signedIn(ResultSet row, int number) throws SQLException {
        int active = row.getInt("active");
        var here = organization(row);
        var factorAt = row.getTimestamp("factor_at");
        return new SignedInRow(
                row.getObject("session_id", UUID.class),
                new UserId(row.getObject("user_id", UUID.class)),
                row.getTimestamp("last_seen_at").toInstant(),
                row.getString("display_name"),
                row.getString("locale"),
                row.getString("time_zone"),
                row.getBoolean("operator"),
                row.getBoolean("must_change"),
                factorAt == null ? null : factorAt.toInstant(),
                row.getBoolean("must_add_factor"),
                active > 1 || row.getBoolean("granted"),
                active == 0 && row.getBoolean("shut_out") && !row.getBoolean("operator"),
                here,
                here != null && row.getBoolean("holds") ? RoleRepository.authority(here.id(), row) : null);
    }

    private static @Nullable OrganizationAtHand organization(ResultSet row) throws SQLException {
        var id = row.getObject("organization_id", UUID.class);
        if (id == null) {
            return null;
        }
        var home = row.getString("home_slug");
        return new OrganizationAtHand(
                new OrganizationId(id),
                row.getString("slug"),
                row.getString("name"),
                row.getLong("version"),
                parts(row.getArray("parts")),
                home == null ? null : new Home(home, row.getString("home_name")));
    }

    private static Set<Part> parts(@Nullable Array keys) throws SQLException {
        return keys == null
                ? Set.of()
                : Arrays.stream((String[]) keys.getArray()).map(Part::of).collect(Collectors.toSet());
    }

    private static Session session(ResultSet row, int number) throws SQLException {
        return new Session(
                row.getObject("id", UUID.class),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("last_seen_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                row.getString("user_agent"),
                row.getString("address"),
                FactorKind.find(row.getString("factor")).orElse(null));
    }
}
