package dev.roster.password;

import dev.roster.access.Permit;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.Deferred;
import dev.roster.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
public class PasswordRepository {
    private final JdbcClient database;

    PasswordRepository(JdbcClient database) {
        this.database = database;
    }

    @AcrossOrganizations(because = "a password belongs to its person, in all organizations")
    void store(Permit granted, UserId user, HashedPassword hashed, SetBy setBy, boolean mustChange, Instant at) {
        database.sql(Deferred.sql("""
                insert into passwords (user_id, hash, set_at, set_by, must_change)
                values (:user, :hash, :at, :setBy, :mustChange)
                on conflict (user_id) do update
                set hash = excluded.hash, set_at = excluded.set_at, set_by = excluded.set_by,
                    must_change = excluded.must_change
                """))
                .param("user", user.value())
                .param("hash", hashed.phc())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("setBy", setBy.key())
                .param("mustChange", mustChange)
                .update();
    }

    /** False if the old one is no longer the password. */
    @AcrossOrganizations(because = "a password belongs to its person, in all organizations")
    boolean replace(Permit granted, StoredPassword old, HashedPassword hashed, SetBy setBy, Instant at) {
        return database.sql("""
                        update passwords set hash = :hash, set_at = :at, set_by = :setBy, must_change = false
                         where user_id = :user and set_at = :setAt
                        """)
                        .param("user", old.user().value())
                        .param("setAt", old.setAt().atOffset(ZoneOffset.UTC))
                        .param("hash", hashed.phc())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("setBy", setBy.key())
                        .update()
                == 1;
    }

    @AcrossOrganizations(because = "a password is the user's, the same in every organization")
    void own(UserId user) {
        database.sql(Deferred.sql("update passwords set set_by = 'owner' where user_id = :user and set_by = 'holder'"))
                .param("user", user.value())
                .update();
    }

    @AcrossOrganizations(because = "a password belongs to its person, in all organizations")
    void storeFirst(Permit granted, Map<UserId, FirstPassword> first, Instant at) {
        var passwords = first.values();
        database.sql(Deferred.sql("""
                insert into passwords (user_id, hash, set_at, set_by, must_change)
                select person, hash, :at, set_by, must_change
                  from unnest(:users::uuid[], :hashes::text[], :setBy::text[], :mustChange::boolean[])
                       p (person, hash, set_by, must_change)
                """))
                .param("users", first.keySet().stream().map(UserId::value).toArray(UUID[]::new))
                .param("hashes", passwords.stream().map(p -> p.hashed().phc()).toArray(String[]::new))
                .param("setBy", passwords.stream().map(p -> p.setBy().key()).toArray(String[]::new))
                .param(
                        "mustChange",
                        passwords.stream().map(FirstPassword::mustChange).toArray(Boolean[]::new))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    @AcrossOrganizations(because = "a password is the user's, the same in every organization")
    Optional<StoredPassword> find(UserId user) {
        return database.sql("""
                select user_id, hash, set_at, set_by, must_change from passwords where user_id = :user
                """)
                .param("user", user.value())
                .query((row, _) -> read(row))
                .optional();
    }

    @AcrossOrganizations(because = "the same password, rehashed at a successful sign-in")
    void upgrade(StoredPassword old, HashedPassword upgraded) {
        database.sql("""
                update passwords set hash = :upgraded where user_id = :user and hash = :old
                """)
                .param("user", old.user().value())
                .param("old", old.hashed().phc())
                .param("upgraded", upgraded.phc())
                .update();
    }

    @AcrossOrganizations(because = "a password belongs to its person, in all organizations")
    void drop(Permit granted, UserId user) {
        database.sql(Deferred.sql("""
                delete from passwords where user_id = :user
                """)).param("user", user.value()).update();
    }

    /** Reads the columns of this table. */
    public static StoredPassword read(ResultSet row) throws SQLException {
        return new StoredPassword(
                new UserId(row.getObject("user_id", UUID.class)),
                new HashedPassword(row.getString("hash")),
                row.getObject("set_at", OffsetDateTime.class).toInstant(),
                SetBy.of(row.getString("set_by")),
                row.getBoolean("must_change"));
    }
}
