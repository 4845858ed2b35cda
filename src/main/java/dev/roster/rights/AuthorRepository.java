package dev.roster.rights;

import dev.roster.access.Actor;
import dev.roster.access.Authority;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AuthorRepository {
    /** An author is not in a browser, so there is no session. */
    private static final UUID NO_SESSION = new UUID(0, 0);

    private final JdbcClient jdbc;

    AuthorRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty for a person who is blocked or erased. */
    @AcrossOrganizations(because = "a person who acts by a grant, or as the operator, has another home")
    Optional<Actor> findPerson(UserId user, Authority authority) {
        return jdbc.sql("""
                        select display_name, locale, time_zone, operator from people
                         where id = :id and blocked_at is null and erased_at is null
                        """)
                .param("id", user.value())
                .<Actor>query((row, n) -> new Actor.SignedIn(
                        user,
                        NO_SESSION,
                        row.getString("display_name"),
                        row.getString("locale"),
                        row.getString("time_zone"),
                        row.getBoolean("operator"),
                        false,
                        false,
                        authority))
                .optional();
    }

    /** Empty for a token that was revoked, has expired, or is not valid without its maker. */
    @AcrossOrganizations(because = "the operator's tokens belong to no organization")
    Optional<Actor> findToken(UUID token, Authority authority, Instant now) {
        return jdbc.sql("""
                        select t.name, t.organization_id is null as operator, t.created_by
                          from api_tokens t join token_standings s on s.id = t.id and s.standing = 'valid'
                         where t.id = :id and (t.expires_at is null or t.expires_at > :now)
                        """)
                .param("id", token)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .<Actor>query((row, n) -> new Actor.TokenHolder(
                        token,
                        row.getString("name"),
                        row.getBoolean("operator"),
                        Optional.ofNullable(row.getObject("created_by", UUID.class))
                                .map(UserId::new)
                                .orElse(null),
                        authority))
                .optional();
    }
}
