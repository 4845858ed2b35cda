package dev.roster.setup;

import dev.roster.access.OrganizationPermit;
import dev.roster.membership.WordRepository;
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

/** Moves newly created demo data into the past. Everything else is created by the regular operations. */
@Repository
class DemoRepository {
    private static final String ALL_OF_IT = "an installation is demo data as a whole, or not at all";

    private final JdbcClient jdbc;
    private final WordRepository words;

    DemoRepository(JdbcClient jdbc, WordRepository words) {
        this.jdbc = jdbc;
        this.words = words;
    }

    @AcrossOrganizations(because = "demo data is created before any organization exists")
    boolean isEmpty() {
        return jdbc.sql("""
                select not exists (select 1 from organizations) and not exists (select 1 from users)
                """).query(Boolean.class).single();
    }

    @AcrossOrganizations(because = ALL_OF_IT)
    void mark(Instant madeAt) {
        jdbc.sql("insert into demo_data (made_at) values (:at)")
                .param("at", madeAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    @AcrossOrganizations(because = ALL_OF_IT)
    boolean isMarked() {
        return jdbc.sql("select exists (select 1 from demo_data)")
                .query(Boolean.class)
                .single();
    }

    /** Marks the demo data as used without demo mode; false if there is none. */
    @AcrossOrganizations(because = ALL_OF_IT)
    boolean leave(Instant now) {
        return jdbc.sql("update demo_data set left_at = coalesce(left_at, :now)")
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Whether anything was done without demo mode, other than signing in and out. */
    @AcrossOrganizations(because = ALL_OF_IT)
    boolean isChangedSinceLeft() {
        return jdbc.sql("""
                select exists (select 1 from audit_events e, demo_data d
                                where e.at >= d.left_at and e.action not like 'user.sign%')
                """).query(Boolean.class).single();
    }

    @AcrossOrganizations(because = ALL_OF_IT)
    void comeBack() {
        jdbc.sql("update demo_data set left_at = null where left_at is not null")
                .update();
    }

    void backdate(OrganizationPermit granted, Instant createdAt) {
        jdbc.sql("update organizations set created_at = :at where id = :id")
                .param("id", granted.organization().value())
                .param("at", createdAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** @param signedInAt the last sign-in, or null for none */
    record Times(Instant createdAt, @Nullable Instant signedInAt, Instant statusChangedAt) {}

    /** The user and their membership, who are new and so have no other. */
    void backdate(OrganizationPermit granted, UserId user, Times times) {
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
        words.follow(granted, user);
    }

    /** Backdates the invitation; whatever ended it happened soon after. */
    void backdateInvitation(OrganizationPermit granted, UserId user, Duration ago) {
        jdbc.sql("""
                with person as (
                    update users set created_at = created_at - make_interval(secs => :seconds) where id = :user),
                link as (
                    update links
                       set created_at = created_at - make_interval(secs => :seconds), expires_at = expires_at - make_interval(secs => :seconds), ended_at = ended_at - make_interval(secs => :seconds)
                     where organization_id = :organization and user_id = :user),
                invitation as (
                    update invitations set sent_at = sent_at - make_interval(secs => :seconds)
                     where organization_id = :organization and user_id = :user)
                update memberships
                   set created_at = created_at - make_interval(secs => :seconds), status_changed_at = status_changed_at - make_interval(secs => :seconds)
                 where organization_id = :organization and user_id = :user
                """)
                .param("organization", granted.organization().value())
                .param("user", user.value())
                .param("seconds", ago.toSeconds())
                .update();
        words.follow(granted, user);
    }

    UserId getUser(OrganizationPermit granted, EmailAddress email) {
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
