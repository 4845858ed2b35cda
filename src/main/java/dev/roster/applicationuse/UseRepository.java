package dev.roster.applicationuse;

import dev.roster.application.ApplicationKind;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class UseRepository {
    /** Of a person, not of a service that acts for them: not ended, and with a token that can still be used. */
    private static final String CURRENT =
            "s.ended_at is null and s.subject_id is null and greatest(s.access_expires_at, s.refresh_expires_at) > :now";

    private static final String USED = """
            select a.id, a.name, a.kind, a.optional, d.application_id is null active,
                   coalesce(u.people, 0) people, u.last_used_at
              from applications a
              left join deactivated_applications d on d.organization_id = :organization and d.application_id = a.id
              left join (select s.application_id, count(distinct s.user_id) people, max(s.last_used_at) last_used_at
                           from application_sign_ins s
                          where s.organization_id = :organization and s.user_id is not null and %s
                          group by s.application_id) u on u.application_id = a.id
             where a.kind <> 'service'
               and (a.open_to_all or exists (select 1 from application_organizations o
                                              where o.organization_id = :organization and o.application_id = a.id))
            """.formatted(CURRENT);

    private final JdbcClient jdbc;

    UseRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that people of the organization may use, and those that it has deactivated, by name. */
    List<UsedApplication> list(OrganizationId organization, Instant now) {
        return jdbc.sql(USED + " order by lower(a.name), a.id")
                .param("organization", organization.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(UseRepository::used)
                .list();
    }

    Optional<UsedApplication> find(OrganizationId organization, UUID application, Instant now) {
        return jdbc.sql(USED + " and a.id = :application")
                .param("organization", organization.value())
                .param("application", application)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(UseRepository::used)
                .optional();
    }

    /** The current ones of a person, the last used first. */
    @AcrossOrganizations(because = "a person signs in to applications in several organizations")
    List<MySignIn> listSignIns(UserId user, Instant now) {
        return jdbc.sql("""
                        select s.id, a.name application, o.name organization, s.started_at, s.last_used_at
                          from application_sign_ins s
                          join applications a on a.id = s.application_id
                          left join organizations o on o.id = s.organization_id
                         where s.user_id = :user and %s
                         order by s.last_used_at desc, s.id limit 100
                        """.formatted(CURRENT))
                .param("user", user.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new MySignIn(
                        row.getObject("id", UUID.class),
                        row.getString("application"),
                        row.getString("organization"),
                        row.getTimestamp("started_at").toInstant(),
                        row.getTimestamp("last_used_at").toInstant()))
                .list();
    }

    /** By name of the application. */
    @AcrossOrganizations(because = "a person consents for themselves, wherever they are")
    List<MyConsent> listConsents(UserId user) {
        return jdbc.sql("""
                        select c.application_id, a.name, c.scopes, c.given_at
                          from application_consents c
                          join applications a on a.id = c.application_id
                         where c.user_id = :user
                         order by lower(a.name), a.id
                        """)
                .param("user", user.value())
                .query((row, n) -> new MyConsent(
                        row.getObject("application_id", UUID.class),
                        row.getString("name"),
                        Arrays.stream((String[]) row.getArray("scopes").getArray())
                                .filter(scope -> !scope.equals("openid"))
                                .sorted()
                                .toList(),
                        row.getTimestamp("given_at").toInstant()))
                .list();
    }

    private static UsedApplication used(ResultSet row, int number) throws SQLException {
        Timestamp used = row.getTimestamp("last_used_at");
        return new UsedApplication(
                row.getObject("id", UUID.class),
                row.getString("name"),
                ApplicationKind.find(row.getString("kind")).orElseThrow(),
                row.getBoolean("optional"),
                row.getBoolean("active"),
                row.getLong("people"),
                used == null ? null : used.toInstant());
    }
}
