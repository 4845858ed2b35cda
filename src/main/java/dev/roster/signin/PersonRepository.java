package dev.roster.signin;

import dev.roster.person.Phone;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
public class PersonRepository {
    private final JdbcClient jdbc;

    public PersonRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty for blocked and erased people: their links open nothing. */
    @AcrossOrganizations(because = "a person reads their own account, in all organizations")
    public Optional<Person> find(UserId user) {
        return jdbc.sql("""
                select u.email, u.username, u.first_name, u.last_name, u.display_name, u.locale,
                       u.own_time_zone,
                       u.phone_country_code, u.phone_number,
                       u.operator
                       or exists (select 1 from memberships m
                                   where m.user_id = u.id and m.status in ('pending', 'active'))
                       or not exists (select 1 from memberships m
                                       where m.user_id = u.id and m.status in ('inactive', 'deleted'))
                       may_set_password
                  from people u
                 where u.id = :user and u.blocked_at is null and u.erased_at is null
                """)
                .param("user", user.value())
                .query((row, n) -> new Person(
                        user,
                        row.getString("email"),
                        row.getString("username"),
                        row.getString("first_name"),
                        row.getString("last_name"),
                        row.getString("display_name"),
                        phone(row.getString("phone_country_code"), row.getString("phone_number")),
                        row.getString("locale"),
                        row.getString("own_time_zone"),
                        row.getBoolean("may_set_password")))
                .optional();
    }

    private static @Nullable Phone phone(@Nullable String countryCode, @Nullable String number) {
        return countryCode == null || number == null ? null : new Phone(countryCode, number);
    }
}
