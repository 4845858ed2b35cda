package dev.roster.mail;

import dev.roster.access.OperatorPermit;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.Cursor;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class MailRepository {
    private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};
    private static final UUID LAST = new UUID(-1, -1);

    private final JdbcClient jdbc;
    private final JsonMapper json;

    MailRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @AcrossOrganizations(because = "an email about an account belongs to no organization")
    void insert(Permit granted, QueuedMail mail) {
        var organization = mail.organization();
        var user = mail.user();
        jdbc.sql("""
                insert into mails (id, organization_id, user_id, kind, recipient, locale, details, status, created_at)
                values (:id, :organization, :user, :kind, :recipient, :locale, cast(:details as jsonb), 'queued', :createdAt)
                """)
                .param("id", mail.id().value())
                .param("organization", organization == null ? null : organization.value())
                .param("user", user == null ? null : user.value())
                .param("kind", mail.kind())
                .param("recipient", mail.recipient().value())
                .param("locale", mail.locale())
                .param("details", json.writeValueAsString(mail.details()))
                .param("createdAt", mail.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    @AcrossOrganizations(because = "one queue for all of them")
    Optional<Mail> find(OperatorPermit operator, MailId id) {
        return jdbc.sql("select * from mails where id = :id")
                .param("id", id.value())
                .query((row, _) -> mail(row))
                .optional();
    }

    /** Newest first, with one extra row if there are more. */
    @AcrossOrganizations(because = "one queue for all of them")
    List<Mail> list(OperatorPermit operator, Set<MailStatus> statuses, @Nullable Cursor at, int limit) {
        boolean backwards = at != null && at.backwards();
        return jdbc.sql("""
                select * from mails
                 where status in (:statuses) and id %s :at
                 order by id %s
                 limit :limit
                """.formatted(backwards ? ">" : "<", backwards ? "asc" : "desc"))
                .param("statuses", statuses.stream().map(MailStatus::key).toList())
                .param("at", at == null ? LAST : at.position().id())
                .param("limit", limit + 1)
                .query((row, _) -> mail(row))
                .list();
    }

    @AcrossOrganizations(because = "one queue for all of them")
    void end(OperatorPermit job, MailId id, MailStatus status, Instant at) {
        jdbc.sql("""
                update mails
                   set status = :status, attempts = attempts + 1, last_error = null, ended_at = :at
                 where id = :id and status = 'queued'
                """)
                .param("status", status.key())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", id.value())
                .update();
    }

    /** @param endedAt null if it will be tried again */
    @AcrossOrganizations(because = "one queue for all of them")
    void noteFailure(OperatorPermit job, MailId id, String reason, @Nullable Instant endedAt) {
        jdbc.sql("""
                update mails
                   set status = :status, attempts = attempts + 1, last_error = :reason, ended_at = :endedAt
                 where id = :id and status = 'queued'
                """)
                .param("status", (endedAt == null ? MailStatus.QUEUED : MailStatus.FAILED).key())
                .param("reason", reason)
                .param("endedAt", endedAt == null ? null : endedAt.atOffset(ZoneOffset.UTC))
                .param("id", id.value())
                .update();
    }

    /** Queues a failed email again and returns the number of attempts; empty if it has not failed. */
    @AcrossOrganizations(because = "one queue for all of them")
    Optional<Integer> requeue(OperatorPermit operator, MailId id) {
        return jdbc.sql("""
                update mails set status = 'queued', ended_at = null
                 where id = :id and status = 'failed'
                returning attempts
                """).param("id", id.value()).query(Integer.class).optional();
    }

    /** Deletes at most {@code limit} and returns how many were deleted. */
    @AcrossOrganizations(because = "a clean-up of old emails")
    int deleteEndedBefore(OperatorPermit job, Instant time, int limit) {
        return jdbc.sql("""
                delete from mails
                 where id in (select id from mails where ended_at < :time order by ended_at limit :limit)
                """)
                .param("time", time.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .update();
    }

    void deleteOfHere(OrganizationPermit granted, UserId user) {
        jdbc.sql("delete from mails where organization_id = :organization and user_id = :user")
                .param("organization", granted.organization().value())
                .param("user", user.value())
                .update();
    }

    @AcrossOrganizations(because = "an erased person has emails from all organizations")
    void deleteOf(Permit granted, UserId user) {
        jdbc.sql("delete from mails where user_id = :user")
                .param("user", user.value())
                .update();
    }

    private Mail mail(ResultSet row) throws SQLException {
        var organization = row.getObject("organization_id", UUID.class);
        var user = row.getObject("user_id", UUID.class);
        var endedAt = row.getObject("ended_at", OffsetDateTime.class);
        var queued = new QueuedMail(
                new MailId(row.getObject("id", UUID.class)),
                organization == null ? null : new OrganizationId(organization),
                user == null ? null : new UserId(user),
                row.getString("kind"),
                new EmailAddress(row.getString("recipient")),
                row.getString("locale"),
                json.readValue(row.getString("details"), DETAILS),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
        return new Mail(
                queued,
                MailStatus.of(row.getString("status")),
                row.getInt("attempts"),
                row.getString("last_error"),
                endedAt == null ? null : endedAt.toInstant());
    }
}
