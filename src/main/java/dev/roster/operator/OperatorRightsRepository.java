package dev.roster.operator;

import dev.roster.access.OperatorPermit;
import dev.roster.person.Profile;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Makes people operators, and ends that. */
@Repository
class OperatorRightsRepository {
    private final JdbcClient jdbc;

    OperatorRightsRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Creates the account of an operator.
     *
     * @throws org.springframework.dao.DuplicateKeyException if the address is taken concurrently
     */
    @AcrossOrganizations(because = "an operator belongs to no organization")
    void insert(OperatorPermit granted, UserId user, EmailAddress email, String name, String locale, Instant now) {
        jdbc.sql("""
                with person as (
                    insert into users (id, email, email_key, email_skeleton, operator, managed_by, created_at)
                    values (:id, :email, :key, :skeleton, true, 'person', :now) returning id)
                insert into profiles (user_id, display_name, locale, time_zone, search)
                select id, :name, :locale, 'UTC', :search from person
                """)
                .param("id", user.value())
                .param("email", email.value())
                .param("key", email.key())
                .param("skeleton", email.skeleton())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("name", name)
                .param("locale", locale)
                .param("search", Profile.searchText(name, email.value(), null))
                .update();
    }

    @AcrossOrganizations(because = "an operator belongs to no organization")
    void set(OperatorPermit granted, UserId user, boolean operator) {
        jdbc.sql("update users set operator = :operator, version = version + 1 where id = :id")
                .param("id", user.value())
                .param("operator", operator)
                .update();
    }
}
