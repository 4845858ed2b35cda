package dev.roster.draft;

import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DraftRepository {
    /** The words are in lower case. */
    private static final String NAMING = """
            exists (select 1 from jsonb_path_query(content, 'strict $.**') typed
                     where jsonb_typeof(typed) = 'string' and lower(btrim(typed #>> '{}')) = any (:words))
            """;

    private static final String ABOUT = "(user_id = :user or " + NAMING + ")";

    private final JdbcClient jdbc;

    DraftRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(OrganizationPermit granted, UUID id, UserId user, String kind, String content, Instant now) {
        jdbc.sql("""
                insert into drafts (organization_id, id, user_id, kind, content, changed_at)
                values (:organization, :id, :user, :kind, :content::jsonb, :now)
                """)
                .param("id", id)
                .param("organization", granted.organization().value())
                .param("user", user.value())
                .param("kind", kind)
                .param("content", content)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The content, as JSON. */
    Optional<String> find(OrganizationId organization, UUID id, UserId user, String kind) {
        return jdbc.sql("""
                        select content from drafts
                         where organization_id = :organization and id = :id and user_id = :user and kind = :kind
                        """)
                .param("organization", organization.value())
                .param("id", id)
                .param("user", user.value())
                .param("kind", kind)
                .query(String.class)
                .optional();
    }

    boolean update(OrganizationPermit granted, UUID id, UserId user, String content, Instant now) {
        return jdbc.sql("""
                        update drafts set content = :content::jsonb, changed_at = :now
                         where organization_id = :organization and id = :id and user_id = :user
                        """)
                        .param("organization", granted.organization().value())
                        .param("id", id)
                        .param("user", user.value())
                        .param("content", content)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Replaces the content, and the kind that it is found by. */
    void spend(OrganizationPermit granted, UUID id, UserId user, String kind, String content, Instant now) {
        jdbc.sql("""
                update drafts set kind = :kind, content = :content::jsonb, changed_at = :now
                 where organization_id = :organization and id = :id and user_id = :user
                """)
                .param("organization", granted.organization().value())
                .param("id", id)
                .param("user", user.value())
                .param("kind", kind)
                .param("content", content)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean delete(OrganizationPermit granted, UUID id, UserId user) {
        return jdbc.sql("delete from drafts where organization_id = :organization and id = :id and user_id = :user")
                        .param("organization", granted.organization().value())
                        .param("id", id)
                        .param("user", user.value())
                        .update()
                == 1;
    }

    /** Deletes drafts that this user began, or that have one of these words as a value. */
    @AcrossOrganizations(because = "an erased person may have drafts anywhere")
    void deleteAllOf(Permit granted, UserId user, Set<String> words) {
        jdbc.sql("delete from drafts where " + ABOUT)
                .param("user", user.value())
                .param("words", words.toArray(String[]::new))
                .update();
    }

    /** Deletes drafts in these organizations that have one of these words as a value. */
    @AcrossOrganizations(because = "an erased person may be named in drafts of several organizations")
    void deleteNaming(Permit granted, Set<OrganizationId> organizations, Set<String> words) {
        jdbc.sql("delete from drafts where organization_id = any (:organizations) and " + NAMING)
                .param(
                        "organizations",
                        organizations.stream().map(OrganizationId::value).toArray(UUID[]::new))
                .param("words", words.toArray(String[]::new))
                .update();
    }

    void deleteAllHere(OrganizationPermit granted, UserId user, Set<String> words) {
        jdbc.sql("delete from drafts where organization_id = :organization and " + ABOUT)
                .param("organization", granted.organization().value())
                .param("user", user.value())
                .param("words", words.toArray(String[]::new))
                .update();
    }

    @AcrossOrganizations(because = "a clean-up of abandoned drafts")
    void deleteUnchangedSince(Instant then) {
        jdbc.sql("delete from drafts where changed_at < :then")
                .param("then", then.atOffset(ZoneOffset.UTC))
                .update();
    }
}
