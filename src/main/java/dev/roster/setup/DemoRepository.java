package dev.roster.setup;

import dev.roster.access.Granted;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.UserId;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Moves what demo data has just made into the past. Everything else about it is made by the operations of everybody. */
@Repository
class DemoRepository {
    private final JdbcClient jdbc;

    DemoRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @AcrossOrganizations(because = "demo data is made before there is any organization")
    boolean isEmpty() {
        return jdbc.sql("""
                select not exists (select 1 from organizations) and not exists (select 1 from users)
                """).query(Boolean.class).single();
    }

    /** Whether the person with this address is there: the sign of an installation with demo data. */
    @AcrossOrganizations(because = "the operator belongs to no organization")
    boolean hasOperator(String emailKey) {
        return jdbc.sql("select exists (select 1 from users where operator and email_key = :key)")
                .param("key", emailKey)
                .query(Boolean.class)
                .single();
    }

    void backdate(Granted granted, Instant createdAt) {
        jdbc.sql("update organizations set created_at = :at where id = :id")
                .param("id", granted.organization().value())
                .param("at", createdAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** @param signedInAt the last time, or null where there was none */
    record Times(Instant createdAt, @Nullable Instant signedInAt, Instant statusChangedAt) {}

    /** The user and their membership, who are new and thus have no other. */
    void backdate(Granted granted, UserId user, Times times) {
        var signedInAt = times.signedInAt();
        jdbc.sql("""
                with person as (
                    update users
                       set created_at = :createdAt, last_sign_in_at = :signedInAt,
                           email_verified_at = case when email_verified_at is not null then :createdAt end
                     where id = :user),
                password as (
                    update passwords set set_at = :createdAt where user_id = :user)
                update memberships
                   set created_at = :createdAt, joined_at = :createdAt, last_sign_in_at = :signedInAt,
                       status_changed_at = case when status = 'active' then :createdAt else :statusChangedAt end
                 where organization_id = :organization and user_id = :user
                """)
                .param("organization", granted.organization().value())
                .param("user", user.value())
                .param("createdAt", times.createdAt().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .param(
                        "signedInAt",
                        signedInAt == null ? null : signedInAt.atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param(
                        "statusChangedAt",
                        times.statusChangedAt().atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /** The invitation went out so long ago, and whatever ended it happened soon after. */
    void backdateInvitation(Granted granted, UserId user, Duration ago) {
        jdbc.sql("""
                with person as (
                    update users set created_at = created_at - :ago where id = :user),
                link as (
                    update links
                       set created_at = created_at - :ago, expires_at = expires_at - :ago, ended_at = ended_at - :ago
                     where organization_id = :organization and user_id = :user),
                invitation as (
                    update invitations set sent_at = sent_at - :ago
                     where organization_id = :organization and user_id = :user)
                update memberships
                   set created_at = created_at - :ago, status_changed_at = status_changed_at - :ago
                 where organization_id = :organization and user_id = :user
                """.replace(":ago", "make_interval(secs => :seconds)"))
                .param("organization", granted.organization().value())
                .param("user", user.value())
                .param("seconds", ago.toSeconds())
                .update();
    }

    UserId getUser(Granted granted, EmailAddress email) {
        return jdbc.sql("""
                        select m.user_id from memberships m join users u on u.id = m.user_id
                         where m.organization_id = :organization and u.email_key = :key
                        """)
                .param("organization", granted.organization().value())
                .param("key", email.key())
                .query((row, n) -> new UserId(row.getObject(1, UUID.class)))
                .single();
    }
}
