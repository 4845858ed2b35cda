package dev.roster.idempotency;

import dev.roster.access.Needs;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.access.Permit;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class KeptAnswerRepository {
    private static final String OF_A_TOKEN = "a key belongs to a token, which may be the operator's";

    /** What Spring has no exception for (PostgreSQL, appendix A). */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final JdbcClient jdbc;

    KeptAnswerRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Limits how long the following statements of this transaction wait for a lock; zero for no limit. */
    @AcrossOrganizations(because = "it affects only the transaction")
    void waitForLocks(Duration atMost) {
        jdbc.sql("select set_config('lock_timeout', :millis, true)")
                .param("millis", Long.toString(atMost.toMillis()))
                .query(String.class)
                .single();
    }

    @AcrossOrganizations(because = OF_A_TOKEN)
    boolean isKept(KeyedRequest request, Instant runOut) {
        return jdbc.sql("""
                        select exists (select 1 from kept_answers
                                        where token_id = :token and key_hash = :key and created_at > :runOut)
                        """)
                .param("token", request.token())
                .param("key", request.keyHash())
                .param("runOut", runOut.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** The owner of a key. */
    enum Claim {
        OURS,
        /** And the answer is available. */
        TAKEN,
        /** By a transaction that is still open. This transaction is lost. */
        IN_USE
    }

    /** Claims a key that is unused or has expired. */
    @AcrossOrganizations(because = OF_A_TOKEN)
    Claim claim(KeyedRequest request, byte[] mac, Instant now, Instant runOut) {
        try {
            var taken = jdbc.sql("""
                            insert into kept_answers as k (token_id, key_hash, request_mac, created_at)
                            values (:token, :key, :mac, :now)
                            on conflict (token_id, key_hash) do update
                               set request_mac = :mac, answer = null, named = '{}', created_at = :now
                             where k.created_at <= :runOut
                            """)
                    .param("token", request.token())
                    .param("key", request.keyHash())
                    .param("mac", mac)
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .param("runOut", runOut.atOffset(ZoneOffset.UTC))
                    .update();
            return taken == 1 ? Claim.OURS : Claim.TAKEN;
        } catch (UncategorizedSQLException failed) {
            if (failed.getCause() instanceof SQLException cause && LOCK_NOT_AVAILABLE.equals(cause.getSQLState())) {
                return Claim.IN_USE;
            }
            throw failed;
        }
    }

    @AcrossOrganizations(because = OF_A_TOKEN)
    void keep(KeyedRequest request, byte[] sealed, Needs needs, byte[][] named) {
        jdbc.sql("""
                update kept_answers
                   set answer = :answer, permissions = :permissions, roles = :roles, named = :named
                 where token_id = :token and key_hash = :key
                """)
                .param("named", named)
                .param("token", request.token())
                .param("key", request.keyHash())
                .param("answer", sealed)
                .param(
                        "permissions",
                        needs.permissions().stream().map(Permission::key).toArray(String[]::new))
                .param("roles", needs.roles().stream().map(RoleId::value).toArray(UUID[]::new))
                .update();
    }

    @AcrossOrganizations(because = OF_A_TOKEN)
    Kept get(KeyedRequest request) {
        return jdbc.sql("""
                        select request_mac, answer, permissions, roles from kept_answers
                         where token_id = :token and key_hash = :key
                        """)
                .param("token", request.token())
                .param("key", request.keyHash())
                .query((row, n) -> new Kept(
                        Objects.requireNonNull(row.getBytes("request_mac")), row.getBytes("answer"), needs(row)))
                .single();
    }

    private static Needs needs(ResultSet row) throws SQLException {
        return new Needs(
                Arrays.stream((String[]) row.getArray("permissions").getArray())
                        .flatMap(key -> Permission.find(key).stream())
                        .collect(Collectors.toSet()),
                Arrays.stream((UUID[]) row.getArray("roles").getArray())
                        .map(RoleId::new)
                        .collect(Collectors.toSet()));
    }

    /** @param answer sealed; null if it named a person who is erased */
    record Kept(byte[] mac, byte @Nullable [] answer, Needs needs) {}

    /**
     * Deletes the answers that name one of these; their keys stay taken. A locked one has expired anyway.
     *
     * @param usernames only in answers to these organizations and to operators: elsewhere they are other people's
     */
    @AcrossOrganizations(because = "an answer that names a person may be any organization's")
    void forget(Permit granted, byte[][] named, byte[][] usernames, Set<OrganizationId> organizations) {
        jdbc.sql("""
                update kept_answers set answer = null, named = '{}'
                 where (token_id, key_hash) in (select k.token_id, k.key_hash
                                                  from kept_answers k join api_tokens t on t.id = k.token_id
                                                 where k.answer is not null
                                                   and (k.named && :named
                                                        or k.named && :usernames
                                                           and (t.organization_id is null
                                                                or t.organization_id = any (:organizations)))
                                                   for update of k skip locked)
                """)
                .param("named", named)
                .param("usernames", usernames)
                .param(
                        "organizations",
                        organizations.stream().map(OrganizationId::value).toArray(UUID[]::new))
                .update();
    }

    /** The same for answers to the organization's tokens. */
    void forgetHere(OrganizationPermit granted, byte[][] named) {
        jdbc.sql("""
                update kept_answers set answer = null, named = '{}'
                 where (token_id, key_hash) in (select k.token_id, k.key_hash
                                                  from kept_answers k join api_tokens t on t.id = k.token_id
                                                 where t.organization_id = :organization
                                                   and k.named && :named and k.answer is not null
                                                   for update of k skip locked)
                """)
                .param("organization", granted.organization().value())
                .param("named", named)
                .update();
    }

    @AcrossOrganizations(because = "a clean-up of expired answers")
    void deleteBefore(Instant then) {
        jdbc.sql("delete from kept_answers where created_at <= :then")
                .param("then", then.atOffset(ZoneOffset.UTC))
                .update();
    }
}
