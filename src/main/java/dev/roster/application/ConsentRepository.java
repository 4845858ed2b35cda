package dev.roster.application;

import dev.roster.access.Permit;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people have allowed applications to know about them. */
@Repository
public class ConsentRepository {
    private final JdbcClient jdbc;

    public ConsentRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The scopes; empty if there is no consent. */
    @AcrossOrganizations(because = "a person consents for themselves, wherever they are")
    public List<String> find(UserId user, UUID application) {
        return jdbc.sql("""
                        select unnest(scopes) from application_consents
                         where user_id = :user and application_id = :application
                        """)
                .param("user", user.value())
                .param("application", application)
                .query(String.class)
                .list();
    }

    /** Replaces what they allowed this application before. */
    @AcrossOrganizations(because = "a person consents for themselves, wherever they are")
    public void save(Permit granted, UserId user, UUID application, List<String> scopes, Instant now) {
        jdbc.sql("""
                insert into application_consents (user_id, application_id, scopes, given_at)
                values (:user, :application, :scopes, :now)
                on conflict (user_id, application_id) do update set scopes = excluded.scopes, given_at = excluded.given_at
                """)
                .param("user", user.value())
                .param("application", application)
                .param("scopes", scopes.toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** False if there is none. */
    @AcrossOrganizations(because = "a person consents for themselves, wherever they are")
    public boolean delete(Permit granted, UserId user, UUID application) {
        return jdbc.sql("delete from application_consents where user_id = :user and application_id = :application")
                        .param("user", user.value())
                        .param("application", application)
                        .update()
                == 1;
    }
}
