package dev.roster.signing;

import dev.roster.access.Permit;
import dev.roster.shared.AcrossOrganizations;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SigningKeyRepository {
    private final JdbcClient jdbc;

    SigningKeyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param sealed the private key as a JWK, sealed with the server's secret */
    record Stored(
            UUID id,
            String algorithm,
            byte[] sealed,
            Instant createdAt,
            @Nullable Instant retiredAt) {}

    /** The newest first. */
    @AcrossOrganizations(because = "keys are those of the installation")
    List<Stored> list() {
        return jdbc.sql(
                        "select id, algorithm, sealed, created_at, retired_at from signing_keys order by created_at desc, id")
                .query((row, n) -> {
                    Timestamp retired = row.getTimestamp("retired_at");
                    return new Stored(
                            row.getObject("id", UUID.class),
                            row.getString("algorithm"),
                            row.getBytes("sealed"),
                            row.getTimestamp("created_at").toInstant(),
                            retired == null ? null : retired.toInstant());
                })
                .list();
    }

    /** Does nothing if another node was first. */
    @AcrossOrganizations(because = "keys are those of the installation")
    void insert(Permit granted, Stored key) {
        jdbc.sql("""
                insert into signing_keys (id, algorithm, sealed, created_at) values (:id, :algorithm, :sealed, :createdAt)
                on conflict do nothing
                """)
                .param("id", key.id())
                .param("algorithm", key.algorithm())
                .param("sealed", key.sealed())
                .param("createdAt", key.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    @AcrossOrganizations(because = "keys are those of the installation")
    void retire(Permit granted, Instant olderThan, Instant now) {
        jdbc.sql("update signing_keys set retired_at = :now where retired_at is null and created_at <= :then")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("then", olderThan.atOffset(ZoneOffset.UTC))
                .update();
    }

    @AcrossOrganizations(because = "keys are those of the installation")
    void retire(Permit granted, UUID id, Instant now) {
        jdbc.sql("update signing_keys set retired_at = :now where id = :id")
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    @AcrossOrganizations(because = "keys are those of the installation")
    void reseal(Permit granted, UUID id, byte[] sealed) {
        jdbc.sql("update signing_keys set sealed = :sealed where id = :id")
                .param("id", id)
                .param("sealed", sealed)
                .update();
    }

    @AcrossOrganizations(because = "keys are those of the installation")
    void deleteRetired(Permit granted, Instant before) {
        jdbc.sql("delete from signing_keys where retired_at < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }
}
