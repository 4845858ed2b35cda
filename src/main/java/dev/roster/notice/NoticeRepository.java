package dev.roster.notice;

import dev.roster.http.TimeZones;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.UserId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The recipients of notices, and what they say about people and tokens. */
@Repository
class NoticeRepository {
    private final JdbcClient jdbc;

    NoticeRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The operators who can be notified, oldest accounts first. */
    @AcrossOrganizations(because = "operators belong to no organization")
    List<Recipient> listOperators(int most) {
        return jdbc.sql("""
                        select id, email, locale from people
                         where operator and blocked_at is null and erased_at is null and email is not null
                         order by created_at, id limit :most
                        """)
                .param("most", most)
                .query(NoticeRepository::recipient)
                .list();
    }

    @AcrossOrganizations(because = "the maker of a token may have another home")
    Optional<Recipient> findRecipient(UserId user) {
        return jdbc.sql("""
                        select id, email, locale from people
                         where id = :user and blocked_at is null and erased_at is null and email is not null
                        """)
                .param("user", user.value())
                .query(NoticeRepository::recipient)
                .optional();
    }

    @AcrossOrganizations(because = "people act by grants from elsewhere")
    Optional<String> findName(UserId user) {
        return jdbc.sql("select display_name from profiles where user_id = :user")
                .param("user", user.value())
                .query(String.class)
                .optional();
    }

    /** The reader of a notice. */
    record Reader(String name, ZoneId zone) {}

    @AcrossOrganizations(because = "people act by grants from elsewhere")
    Optional<Reader> findReader(UserId user) {
        return jdbc.sql("select display_name, time_zone from people where id = :user and erased_at is null")
                .param("user", user.value())
                .query((row, n) -> new Reader(row.getString("display_name"), TimeZones.of(row.getString("time_zone"))))
                .optional();
    }

    /**
     * What a notice says about a new token.
     *
     * @param maker the person or the token that created it
     * @param role the name of its role; null for the operator's
     */
    record NewToken(
            String name, @Nullable String maker, @Nullable String role) {}

    @AcrossOrganizations(because = "the operator's tokens belong to no organization")
    Optional<NewToken> findToken(UUID token) {
        return jdbc.sql("""
                        select t.name, coalesce(w.name, nullif(m.display_name, '')) maker, r.name as role_name
                          from api_tokens t
                          left join api_tokens w on w.id = t.created_with
                          left join people m on m.id = t.created_by
                          left join roles r on r.organization_id = t.organization_id and r.id = t.role_id
                         where t.id = :token
                        """)
                .param("token", token)
                .query((row, n) ->
                        new NewToken(row.getString("name"), row.getString("maker"), row.getString("role_name")))
                .optional();
    }

    static Recipient recipient(ResultSet row, int number) throws SQLException {
        return new Recipient(
                new UserId(row.getObject("id", UUID.class)),
                new EmailAddress(row.getString("email")),
                row.getString("locale"));
    }

    static List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
