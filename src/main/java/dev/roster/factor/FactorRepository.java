package dev.roster.factor;

import dev.roster.access.Permit;
import dev.roster.access.SelfPermit;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.Deferred;
import dev.roster.shared.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class FactorRepository {
    private static final String OWN = "a second factor belongs to its person, in all organizations";

    private final JdbcClient jdbc;

    FactorRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks out every other change of this person's factors until the transaction ends. */
    @AcrossOrganizations(because = OWN)
    void hold(UserId user) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .param("key", "factors " + user)
                .query((row, _) -> true)
                .single();
    }

    @AcrossOrganizations(because = OWN)
    boolean has(UserId user) {
        return jdbc.sql("select has_factor(:user)")
                .param("user", user.value())
                .query(Boolean.class)
                .single();
    }

    /** Whether any organization that lets them in requires one of them. */
    @AcrossOrganizations(because = "a session opens every organization of its person, so the strictest counts")
    boolean isRequired(UserId user) {
        return jdbc.sql("select must_use_factor(:user)")
                .param("user", user.value())
                .query(Boolean.class)
                .single();
    }

    @AcrossOrganizations(because = OWN)
    Optional<Authenticator> findAuthenticator(UserId user) {
        return jdbc.sql("select sealed, created_at, last_used_at from authenticators where user_id = :user")
                .param("user", user.value())
                .query((row, _) -> new Authenticator(
                        row.getBytes("sealed"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("last_used_at").toInstant()))
                .optional();
    }

    /** False if there is one already. */
    @AcrossOrganizations(because = OWN)
    boolean insertAuthenticator(
            SelfPermit granted, UserId user, byte[] sealed, long step, boolean proven, Instant now) {
        return jdbc.sql("""
                        insert into authenticators (user_id, sealed, last_step, proven, created_at, last_used_at)
                        values (:user, :sealed, :step, :proven, :now, :now)
                        on conflict do nothing
                        """)
                        .param("user", user.value())
                        .param("sealed", sealed)
                        .param("step", step)
                        .param("proven", proven)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** False if this code or a later one was accepted before, on whatever node. */
    @AcrossOrganizations(because = OWN)
    boolean acceptStep(UserId user, long step, Instant now) {
        return jdbc.sql("""
                        update authenticators set last_step = :step, last_used_at = :now
                         where user_id = :user and last_step < :step
                        """)
                        .param("user", user.value())
                        .param("step", step)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    @AcrossOrganizations(because = OWN)
    void reseal(UserId user, byte[] before, byte[] sealed) {
        jdbc.sql("update authenticators set sealed = :sealed where user_id = :user and sealed = :before")
                .param("user", user.value())
                .param("before", before)
                .param("sealed", sealed)
                .update();
    }

    @AcrossOrganizations(because = "secrets are sealed for all people of this installation alike")
    Map<UserId, byte[]> listSealed(UserId after, int most) {
        var sealed = new LinkedHashMap<UserId, byte[]>();
        jdbc.sql("select user_id, sealed from authenticators where user_id > :after order by user_id limit :most")
                .param("after", after.value())
                .param("most", most)
                .query(row -> {
                    sealed.put(new UserId(row.getObject("user_id", UUID.class)), row.getBytes("sealed"));
                });
        return sealed;
    }

    @AcrossOrganizations(because = OWN)
    boolean deleteAuthenticator(Permit granted, UserId user) {
        return jdbc.sql("delete from authenticators where user_id = :user")
                        .param("user", user.value())
                        .update()
                == 1;
    }

    @AcrossOrganizations(because = OWN)
    List<Passkey> listPasskeys(UserId user) {
        return jdbc.sql("""
                select id, name, created_at, last_used_at from passkeys where user_id = :user order by created_at, id
                """)
                .param("user", user.value())
                .query((row, _) -> {
                    var used = row.getTimestamp("last_used_at");
                    return new Passkey(
                            row.getObject("id", UUID.class),
                            row.getString("name"),
                            row.getTimestamp("created_at").toInstant(),
                            used == null ? null : used.toInstant());
                })
                .list();
    }

    @AcrossOrganizations(because = OWN)
    int countRecoveryCodes(UserId user) {
        return jdbc.sql("select count(*) from recovery_codes where user_id = :user")
                .param("user", user.value())
                .query(Integer.class)
                .single();
    }

    @AcrossOrganizations(because = OWN)
    void insertRecoveryCodes(SelfPermit granted, UserId user, List<byte[]> hashes, boolean proven) {
        jdbc.sql("""
                insert into recovery_codes (user_id, code_hash, proven) select :user, hash, :proven
                  from unnest(:hashes::bytea[]) h (hash)
                """)
                .param("user", user.value())
                .param("hashes", hashes.toArray(byte[][]::new))
                .param("proven", proven)
                .update();
    }

    /** False if there is no such code, or it was used on whatever node. */
    @AcrossOrganizations(because = OWN)
    boolean useRecoveryCode(UserId user, byte[] hash) {
        return jdbc.sql("delete from recovery_codes where user_id = :user and code_hash = :hash")
                        .param("user", user.value())
                        .param("hash", hash)
                        .update()
                == 1;
    }

    @AcrossOrganizations(because = OWN)
    void deleteRecoveryCodes(Permit granted, UserId user) {
        jdbc.sql("delete from recovery_codes where user_id = :user")
                .param("user", user.value())
                .update();
    }

    /** @param unprovenOnly whether those stay that were added after the mailbox was proven */
    @AcrossOrganizations(because = OWN)
    int deleteAll(Permit granted, UserId user, boolean unprovenOnly) {
        return jdbc.sql("""
                with apps as (delete from authenticators where user_id = :user and not (:some and proven) returning 1),
                     keys as (delete from passkeys where user_id = :user and not (:some and proven) returning 1),
                     codes as (delete from recovery_codes where user_id = :user and not (:some and proven) returning 1)
                select (select count(*) from apps) + (select count(*) from keys) + (select count(*) from codes)
                """)
                .param("user", user.value())
                .param("some", unprovenOnly)
                .query(Integer.class)
                .single();
    }

    /** What its person added before the mailbox was proven counts as proven with it. */
    @AcrossOrganizations(because = OWN)
    void prove(Permit granted, UserId user) {
        jdbc.sql(Deferred.sql("""
                with apps as (update authenticators set proven = true where user_id = :user and not proven),
                     keys as (update passkeys set proven = true where user_id = :user and not proven)
                update recovery_codes set proven = true where user_id = :user and not proven
                """)).param("user", user.value()).update();
    }
}
