package dev.roster.link;

import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.Deferred;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class LinkRepository {
    private final JdbcClient jdbc;

    LinkRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Creates the first link of a kind for someone who has had none. */
    void insert(OrganizationPermit granted, Link link) {
        jdbc.sql(Deferred.sql("""
                insert into links (id, kind, organization_id, user_id, generation, created_at, expires_at)
                values (:id, :kind, :organization, :user, :generation, :now, :expiresAt)
                """))
                .param("id", link.id())
                .param("kind", link.kind().key())
                .param("organization", granted.organization().value())
                .param("user", link.user().value())
                .param("generation", link.generation())
                .param("now", link.createdAt().atOffset(ZoneOffset.UTC))
                .param("expiresAt", link.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Creates the link, or replaces the existing one with its next generation. */
    @AcrossOrganizations(because = "a link to an account belongs to no organization")
    Link issue(Permit granted, UUID id, LinkKind kind, UserId user, Instant now, Instant expiresAt) {
        var organization = granted.organizationOrNull();
        return jdbc.sql("""
                insert into links (id, kind, organization_id, user_id, generation, created_at, expires_at)
                values (:id, :kind, :organization, :user, 1, :now, :expiresAt)
                on conflict on constraint one_link_per_kind_and_membership do update
                   set generation = links.generation + 1, created_at = excluded.created_at,
                       expires_at = excluded.expires_at, ended_at = null
                returning *
                """)
                .param("id", id)
                .param("kind", kind.key())
                .param("organization", organization == null ? null : organization.value())
                .param("user", user.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                .query(LinkRepository::link)
                .single();
    }

    /** The live link, unchanged, if it was created since then; otherwise the same as {@link #issue}. */
    @AcrossOrganizations(because = "a link to an account belongs to no organization")
    Link issueUnlessLive(
            Permit granted, UUID id, LinkKind kind, UserId user, Instant now, Instant expiresAt, Instant since) {
        var organization = granted.organizationOrNull();
        return jdbc.sql("""
                insert into links as l (id, kind, organization_id, user_id, generation, created_at, expires_at)
                values (:id, :kind, :organization, :user, 1, :now, :expiresAt)
                on conflict on constraint one_link_per_kind_and_membership do update
                   set (generation, created_at, expires_at, ended_at) = (
                       select case when kept then l.generation else l.generation + 1 end,
                              case when kept then l.created_at else excluded.created_at end,
                              case when kept then l.expires_at else excluded.expires_at end,
                              null::timestamptz
                         from (select l.ended_at is null and l.expires_at > :now and l.created_at > :since) k (kept))
                returning *
                """)
                .param("id", id)
                .param("kind", kind.key())
                .param("organization", organization == null ? null : organization.value())
                .param("user", user.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(LinkRepository::link)
                .single();
    }

    @AcrossOrganizations(because = "opening a link takes nothing but the link")
    Optional<Link> find(UUID id) {
        return jdbc.sql("select * from links where id = :id")
                .param("id", id)
                .query(LinkRepository::link)
                .optional();
    }

    @AcrossOrganizations(because = "emails of all organizations are sent together")
    List<Link> list(Set<UUID> ids) {
        return jdbc.sql("select * from links where id = any (:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(LinkRepository::link)
                .list();
    }

    Optional<Link> find(OrganizationId organization, UserId user, LinkKind kind) {
        return jdbc.sql("""
                        select * from links
                         where organization_id = :organization and user_id = :user and kind = :kind
                        """)
                .param("organization", organization.value())
                .param("user", user.value())
                .param("kind", kind.key())
                .query(LinkRepository::link)
                .optional();
    }

    /** Restarts the live link's validity period; false if it is dead. */
    @AcrossOrganizations(because = "a link is known by its id alone")
    boolean extend(Permit granted, Link link, Instant now, Instant expiresAt) {
        return jdbc.sql("""
                        update links set expires_at = :expiresAt
                         where id = :id and generation = :generation and ended_at is null and expires_at >= :now
                        """)
                        .param("id", link.id())
                        .param("generation", link.generation())
                        .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Consumes the link: of several concurrent calls, one gets true. */
    @AcrossOrganizations(because = "a link is known by its id alone")
    boolean consume(Permit granted, Link link, Instant now) {
        return jdbc.sql("""
                        update links set ended_at = :now
                         where id = :id and generation = :generation and ended_at is null and expires_at >= :now
                        """)
                        .param("id", link.id())
                        .param("generation", link.generation())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    @AcrossOrganizations(because = "setting a password ends the links of every organization")
    void endAll(Permit granted, UserId user, Set<LinkKind> kinds, Instant now) {
        jdbc.sql(
                        Deferred.sql(
                                "update links set ended_at = :now where user_id = :user and kind = any (:kinds) and ended_at is null"))
                .param("user", user.value())
                .param("kinds", kinds.stream().map(LinkKind::key).toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void endAllHere(OrganizationPermit granted, UserId user, Instant now) {
        jdbc.sql(Deferred.sql("""
                update links set ended_at = :now
                 where organization_id = :organization and user_id = :user and ended_at is null
                """))
                .param("organization", granted.organization().value())
                .param("user", user.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Link link(ResultSet row, int number) throws SQLException {
        var organization = row.getObject("organization_id", UUID.class);
        return new Link(
                row.getObject("id", UUID.class),
                LinkKind.find(row.getString("kind")).orElseThrow(),
                organization == null ? null : new OrganizationId(organization),
                new UserId(row.getObject("user_id", UUID.class)),
                row.getInt("generation"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                instant(row.getTimestamp("ended_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
