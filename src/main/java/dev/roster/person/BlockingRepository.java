package dev.roster.person;

import dev.roster.access.OperatorPermit;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Records which people are blocked. */
@Repository
public class BlockingRepository {
    private final JdbcClient jdbc;

    BlockingRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks these people until the transaction ends, and returns those who are blocked. */
    @AcrossOrganizations(because = "a person is blocked everywhere")
    public Set<UserId> lock(OperatorPermit operator, Collection<UserId> users) {
        var blocked = new HashSet<UserId>();
        // A condition on blocked_at here would lock only those who already meet it.
        jdbc.sql("select id, blocked_at from users where id in (:users) order by id for no key update")
                .param("users", users.stream().map(UserId::value).toList())
                .query(row -> {
                    if (row.getTimestamp("blocked_at") != null) {
                        blocked.add(new UserId(row.getObject("id", UUID.class)));
                    }
                });
        return blocked;
    }

    /** @param at null to unblock */
    @AcrossOrganizations(because = "a person is blocked everywhere")
    public void setBlocked(OperatorPermit operator, UserId user, @Nullable Instant at) {
        jdbc.sql("update users set blocked_at = :at::timestamptz, version = version + 1 where id = :user")
                .param("user", user.value())
                .param("at", at == null ? null : at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
