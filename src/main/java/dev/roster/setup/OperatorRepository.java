package dev.roster.setup;

import dev.roster.access.Granted;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class OperatorRepository {
    private final JdbcClient jdbc;

    OperatorRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether there ever was one. */
    @AcrossOrganizations(because = "an operator belongs to no organization")
    boolean hasAny() {
        return jdbc.sql("select exists (select 1 from users where operator)")
                .query(Boolean.class)
                .single();
    }

    /** False where there is an operator, or the address is somebody's already. */
    boolean insertFirst(Granted granted, UserId id, EmailAddress email, String name, String locale, Instant now) {
        return jdbc.sql("""
                        insert into users (id, email, email_key, display_name, locale, time_zone, operator, created_at)
                        select :id, :email, :emailKey, :name, :locale, 'UTC', true, :now
                         where not exists (select 1 from users where operator)
                        on conflict do nothing
                        """)
                        .param("id", id.value())
                        .param("email", email.value())
                        .param("emailKey", email.key())
                        .param("name", name)
                        .param("locale", locale)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
