package dev.roster.application;

import dev.roster.access.OperatorPermit;
import dev.roster.access.OrganizationPermit;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.OrganizationId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
public class ApplicationRepository {
    private static final String SELECT = """
            select a.id, a.name, a.kind, a.redirect_uris, a.post_logout_uris, a.back_channel_logout_uri, a.open_to_all,
                   a.first_party, a.optional, a.access_token_seconds, a.refresh_token_seconds, a.created_at,
                   array(select o.organization_id from application_organizations o where o.application_id = a.id) organizations,
                   array(select s.secret_hash from application_secrets s
                          where s.application_id = a.id and (s.expires_at is null or s.expires_at > :now)
                          order by s.created_at desc) hashes
              from applications a
            """;

    private final JdbcClient jdbc;

    public ApplicationRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @AcrossOrganizations(because = "an application belongs to the installation")
    public Optional<Application> find(UUID id, Instant now) {
        return jdbc.sql(SELECT + " where a.id = :id")
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(ApplicationRepository::application)
                .optional();
    }

    /** By name. */
    @AcrossOrganizations(because = "an application belongs to the installation")
    public List<Application> list(Instant now) {
        return jdbc.sql(SELECT + " order by lower(a.name), a.id")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(ApplicationRepository::application)
                .list();
    }

    /** Creates the application, or replaces what is known of it, but not its secrets. */
    @AcrossOrganizations(because = "an application belongs to the installation")
    public void save(OperatorPermit granted, Application application) {
        jdbc.sql("""
                insert into applications (id, name, kind, redirect_uris, post_logout_uris, back_channel_logout_uri,
                                          open_to_all, first_party, optional, access_token_seconds, refresh_token_seconds,
                                          created_at)
                values (:id, :name, :kind, :redirects, :logouts, :backChannel, :open, :firstParty, :optional, :access, :refresh,
                        :created)
                on conflict (id) do update
                   set name = excluded.name, redirect_uris = excluded.redirect_uris,
                       post_logout_uris = excluded.post_logout_uris,
                       back_channel_logout_uri = excluded.back_channel_logout_uri, open_to_all = excluded.open_to_all,
                       first_party = excluded.first_party, optional = excluded.optional,
                       access_token_seconds = excluded.access_token_seconds,
                       refresh_token_seconds = excluded.refresh_token_seconds, version = applications.version + 1
                """)
                .param("id", application.id())
                .param("name", application.name())
                .param("kind", application.kind().key())
                .param("redirects", application.redirectUris().toArray(String[]::new))
                .param("logouts", application.postLogoutRedirectUris().toArray(String[]::new))
                .param("backChannel", application.backChannelLogoutUri(), Types.VARCHAR)
                .param("open", application.organizations() == null)
                .param("firstParty", application.firstParty())
                .param("optional", application.optional())
                .param("access", application.accessTokenLife().toSeconds())
                .param("refresh", application.refreshTokenLife().toSeconds())
                .param("created", application.createdAt().atOffset(ZoneOffset.UTC))
                .update();
        var organizations =
                application.organizations() == null ? Set.<OrganizationId>of() : application.organizations();
        jdbc.sql("""
                with gone as (delete from application_organizations
                               where application_id = :id and organization_id <> all (:organizations))
                insert into application_organizations (organization_id, application_id)
                select organization, :id from unnest(:organizations) organization
                on conflict do nothing
                """)
                .param("id", application.id())
                .param(
                        "organizations",
                        organizations.stream().map(OrganizationId::value).toArray(UUID[]::new))
                .update();
        if (!application.optional()) {
            jdbc.sql("delete from deactivated_applications where application_id = :id")
                    .param("id", application.id())
                    .update();
        }
    }

    /** Nobody of the organization can use it from now on; does nothing if it is not optional. */
    public void deactivate(OrganizationPermit granted, UUID application, Instant now) {
        jdbc.sql("""
                insert into deactivated_applications (organization_id, application_id, deactivated_at)
                select :organization, a.id, :now from applications a where a.id = :application and a.optional
                on conflict do nothing
                """)
                .param("organization", granted.organization().value())
                .param("application", application)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Ends {@link #deactivate}. */
    public void activate(OrganizationPermit granted, UUID application) {
        jdbc.sql("""
                delete from deactivated_applications
                 where organization_id = :organization and application_id = :application
                """)
                .param("organization", granted.organization().value())
                .param("application", application)
                .update();
    }

    @AcrossOrganizations(because = "an application belongs to the installation")
    public boolean delete(OperatorPermit granted, UUID id) {
        return jdbc.sql("delete from applications where id = :id")
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Adds a secret; the one before it expires then, and older ones are deleted. */
    @AcrossOrganizations(because = "an application belongs to the installation")
    public void addSecret(
            OperatorPermit granted, UUID application, UUID id, byte[] hash, Instant now, Instant othersExpire) {
        jdbc.sql("delete from application_secrets where application_id = :application and expires_at is not null")
                .param("application", application)
                .update();
        jdbc.sql("update application_secrets set expires_at = :expires where application_id = :application")
                .param("application", application)
                .param("expires", othersExpire.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
                insert into application_secrets (id, application_id, secret_hash, created_at)
                values (:id, :application, :hash, :now)
                """)
                .param("id", id)
                .param("application", application)
                .param("hash", hash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Application application(ResultSet row, int number) throws SQLException {
        var organizations = Arrays.stream((UUID[]) row.getArray("organizations").getArray())
                .map(OrganizationId::new)
                .collect(Collectors.toSet());
        return new Application(
                row.getObject("id", UUID.class),
                row.getString("name"),
                ApplicationKind.find(row.getString("kind")).orElseThrow(),
                texts(row.getArray("redirect_uris")),
                texts(row.getArray("post_logout_uris")),
                row.getString("back_channel_logout_uri"),
                row.getBoolean("open_to_all") ? null : organizations,
                row.getBoolean("first_party"),
                row.getBoolean("optional"),
                Duration.ofSeconds(row.getInt("access_token_seconds")),
                Duration.ofSeconds(row.getInt("refresh_token_seconds")),
                row.getTimestamp("created_at").toInstant(),
                List.of((byte[][]) row.getArray("hashes").getArray()));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
