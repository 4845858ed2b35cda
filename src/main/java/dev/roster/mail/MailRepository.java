package dev.roster.mail;

import dev.roster.access.OperatorPermit;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.mail.Delivery.Outcome;
import dev.roster.mail.Delivery.Outcome.Tried;
import dev.roster.mail.Mails.Pause;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.Cursor;
import dev.roster.shared.Deferred;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
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

    /** Queues emails, due at once. */
    @AcrossOrganizations(because = "an email about an account belongs to no organization")
    void insertAll(Permit granted, List<QueuedMail> mails, Instant now) {
        jdbc.sql(Deferred.sql("""
                insert into mails (id, organization_id, user_id, kind, recipient, locale, details, status, created_at,
                                   due_at)
                select id, organization, "user", kind, recipient, locale, details, 'queued', :now, :now
                  from json_to_recordset(:mails::json) as m(
                      id uuid, organization uuid, "user" uuid, kind text, recipient text, locale text, details jsonb)
                """))
                .param(
                        "mails",
                        json.writeValueAsString(mails.stream().map(Row::of).toList()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * An email that this node has taken from the queue.
     *
     * @param failures failed attempts since it was queued, or since the operator queued it again
     * @param trial whether the mail server has accepted none for a while, and this one is to show whether it does again
     */
    record DueMail(QueuedMail mail, int failures, boolean trial) {
        MailId id() {
            return mail.id();
        }
    }

    /**
     * Takes emails that are due, the longest due first, and puts them off so that no one else takes them: none while there is
     * a pause, and a single one when it is over.
     *
     * @param until when others may take those that have not ended by then
     */
    @AcrossOrganizations(because = "one queue for all of them")
    List<DueMail> takeDue(OperatorPermit job, Instant now, Instant until, int most) {
        return jdbc.sql("""
                        with due as (
                            select id from mails
                             where status = 'queued' and due_at <= :now
                               and not exists (select 1 from mail_pause where ends_at > :now)
                               and (not exists (select 1 from mail_pause)
                                    or id = (select id from mails
                                              where status = 'queued' and due_at <= :now
                                              order by due_at, id
                                              limit 1))
                             order by due_at, id
                             limit :most
                               for update skip locked)
                        update mails m set due_at = :until
                          from due
                         where m.id = due.id
                        returning m.*, exists (select 1 from mail_pause) as trial
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((row, _) -> new DueMail(mail(row).queued(), row.getInt("failures"), row.getBoolean("trial")))
                .list();
    }

    /** Puts off emails that were taken and have not ended yet. */
    @AcrossOrganizations(because = "one queue for all of them")
    void putOff(OperatorPermit job, Set<MailId> mails, Instant until) {
        jdbc.sql("update mails set due_at = :until where id = any (:mails) and status = 'queued'")
                .param("mails", mails.stream().map(MailId::value).toArray(UUID[]::new))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Records what became of emails that were taken. */
    @AcrossOrganizations(because = "one queue for all of them")
    void record(OperatorPermit job, List<Outcome> outcomes, Instant now) {
        jdbc.sql("""
                update mails m
                   set status = o.status, due_at = o."dueAt", attempts = m.attempts + o.attempts,
                       failures = m.failures + o.failures,
                       last_error = case when o.attempts = 0 then m.last_error else o.error end,
                       ended_at = case when o.status <> 'queued' then :now::timestamptz end
                  from json_to_recordset(:outcomes::json) as o(
                      id uuid, status text, attempts int, failures int, error text, "dueAt" timestamptz)
                 where m.id = o.id and m.status = 'queued'
                """)
                .param(
                        "outcomes",
                        json.writeValueAsString(
                                outcomes.stream().map(OutcomeRow::of).toList()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    @AcrossOrganizations(because = "one queue for all of them")
    Optional<Mail> find(OperatorPermit operator, MailId id) {
        return jdbc.sql("select * from mails where id = :id")
                .param("id", id.value())
                .query((row, _) -> mail(row))
                .optional();
    }

    /** The last email that this organization sent this person, unless it was no longer needed. */
    Optional<Mail> findLast(OrganizationPermit granted, UserId user) {
        return jdbc.sql("""
                        select * from mails
                         where organization_id = :organization and user_id = :user
                           and status <> 'obsolete' and kind <> 'email_changed_old'
                         order by id desc
                         limit 1
                        """)
                .param("organization", granted.organization().value())
                .param("user", user.value())
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

    /** Queues a failed email again, due at once; false if it has not failed. */
    @AcrossOrganizations(because = "one queue for all of them")
    boolean requeue(OperatorPermit operator, MailId id, Instant now) {
        return jdbc.sql("""
                        update mails set status = 'queued', due_at = :now, failures = 0, ended_at = null
                         where id = :id and status = 'failed'
                        """)
                        .param("id", id.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /**
     * Makes all emails due that have failed, or wait after a failure, in their old order, and ends the pause.
     *
     * @param inHandUntil what is due earlier is being sent at the moment
     */
    @AcrossOrganizations(because = "one queue for all of them")
    void retryAll(OperatorPermit operator, Instant now, Instant inHandUntil) {
        jdbc.sql("""
                update mails set status = 'queued', due_at = created_at, failures = 0, ended_at = null
                 where status = 'failed' or (status = 'queued' and due_at > :inHandUntil)
                """).param("inHandUntil", inHandUntil.atOffset(ZoneOffset.UTC)).update();
        jdbc.sql("update mail_pause set ends_at = :now where ends_at > :now")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Makes a pause, or a longer one if the server was just tried again; several failures at once make one. */
    @AcrossOrganizations(because = "one queue for all of them")
    void pause(OperatorPermit job, String reason, Instant now, Duration first, Duration longest) {
        jdbc.sql("""
                insert into mail_pause as p (since, ends_at, failures, reason)
                values (:now, :now::timestamptz + make_interval(secs => :first), 1, :reason)
                on conflict (one) do update
                   set ends_at = :now::timestamptz
                               + make_interval(secs => least(:longest, :first * power(2, least(p.failures, 30)))),
                       failures = p.failures + 1, reason = excluded.reason
                 where p.ends_at <= :now
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("first", (double) first.toSeconds())
                .param("longest", (double) longest.toSeconds())
                .param("reason", reason)
                .update();
    }

    /** Ends the pause: the server accepts emails again. */
    @AcrossOrganizations(because = "one queue for all of them")
    void resume(OperatorPermit job) {
        jdbc.sql("delete from mail_pause").update();
    }

    @AcrossOrganizations(because = "one queue for all of them")
    Optional<Pause> findPause(OperatorPermit operator) {
        return jdbc.sql("select since, ends_at, reason from mail_pause")
                .query((row, _) -> new Pause(
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                        row.getString("reason")))
                .optional();
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

    /** A new email as JSON. */
    private record Row(
            UUID id,
            @Nullable UUID organization,
            @Nullable UUID user,
            String kind,
            String recipient,
            String locale,
            Map<String, Object> details) {
        static Row of(QueuedMail mail) {
            var organization = mail.organization();
            var user = mail.user();
            return new Row(
                    mail.id().value(),
                    organization == null ? null : organization.value(),
                    user == null ? null : user.value(),
                    mail.kind(),
                    mail.recipient().value(),
                    mail.locale(),
                    mail.details());
        }
    }

    /** An outcome as JSON. */
    private record OutcomeRow(
            UUID id,
            String status,
            int attempts,
            int failures,
            @Nullable String error,
            @Nullable String dueAt) {
        static OutcomeRow of(Outcome outcome) {
            var dueAt = outcome.dueAt();
            return new OutcomeRow(
                    outcome.mail().value(),
                    outcome.status().key(),
                    outcome.tried() == Tried.NOT ? 0 : 1,
                    outcome.tried() == Tried.THE_EMAIL ? 1 : 0,
                    outcome.error(),
                    dueAt == null ? null : dueAt.toString());
        }
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
