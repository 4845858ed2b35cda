package dev.roster.setup;

import dev.roster.access.Permit;
import dev.roster.person.Profile;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class OperatorRepository {
    private final JdbcClient jdbc;

    OperatorRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Creates the link unless one was created before or there is an operator. */
    @AcrossOrganizations(because = "an operator belongs to no organization")
    void makeLink(UUID id) {
        jdbc.sql("""
                insert into setup_link (id)
                select :id where not exists (select 1 from users where operator)
                on conflict do nothing
                """).param("id", id).update();
    }

    /** The link for creating the first operator, until there is one. */
    @AcrossOrganizations(because = "an operator belongs to no organization")
    Optional<UUID> findOpenLink() {
        return jdbc.sql("""
                        select id from setup_link
                         where used_at is null and not exists (select 1 from users where operator)
                        """).query(UUID.class).optional();
    }

    /**
     * Consumes the link, which only one of several concurrent transactions can do; false if there is an operator, or the address
     * is already in use.
     */
    @AcrossOrganizations(because = "an operator belongs to no organization")
    boolean insertFirst(Permit granted, UserId id, EmailAddress email, String name, String locale, Instant now) {
        return jdbc.sql("""
                        with person as (
                            insert into users (id, email, email_key, operator, managed_by, created_at)
                            select :id, :email, :emailKey, true, 'person', :now
                             where not exists (select 1 from users where operator)
                            on conflict do nothing
                            returning id),
                        profile as (
                            insert into profiles (user_id, display_name, locale, time_zone, search)
                            select id, :name, :locale, 'UTC', :search from person)
                        update setup_link set used_at = :now from person where used_at is null
                        """)
                        .param("id", id.value())
                        .param("email", email.value())
                        .param("emailKey", email.key())
                        .param("name", name)
                        .param("locale", locale)
                        .param("search", Profile.searchText(name, email.value(), null))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
