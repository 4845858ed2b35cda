package dev.roster.user;

import dev.roster.access.Granted;
import dev.roster.organization.Onboarding;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import dev.roster.shared.Text;
import dev.roster.shared.UserId;
import dev.roster.user.Member.HeldRole;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MemberRepository {
    static final String SELECT = """
            select m.organization_id, m.user_id, u.email, u.email_verified_at, u.username, u.first_name, u.last_name,
                   u.display_name, u.phone_country_code, u.phone_number, u.locale, u.blocked_at, m.status, m.role_id,
                   r.key role_key, r.name role_name, m.home, m.onboarding, m.created_at, m.joined_at,
                   m.last_sign_in_at, m.sort_name, m.version + u.version as version
              from memberships m
              join users u on u.id = m.user_id
              left join roles r on r.id = m.role_id
            """;

    private final JdbcClient jdbc;

    MemberRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The person and their membership at once; false where the address or the user name is somebody's already. */
    boolean insert(
            Granted granted,
            UserId id,
            Profile profile,
            MembershipStatus status,
            @Nullable RoleId role,
            Onboarding onboarding,
            Instant now) {
        var email = profile.email();
        var username = profile.username();
        var phone = profile.phone();
        return jdbc.sql("""
                        with person as (
                            insert into users (id, email, email_key, username, username_key, first_name, last_name,
                                               display_name, phone_country_code, phone_number, locale, time_zone,
                                               created_at)
                            values (:id, :email, :emailKey, :username, :usernameKey, :firstName, :lastName,
                                    :displayName, :countryCode, :number, :locale, 'UTC', :now)
                            on conflict do nothing
                            returning id)
                        insert into memberships (organization_id, user_id, status, role_id, home, onboarding, sort_name,
                                                 search, created_at, joined_at, status_changed_at)
                        select :organization, id, :status, :role, true, :onboarding, :sortName, :search, :now,
                               :joinedAt, :now
                          from person
                        """)
                        .param("id", id.value())
                        .param("email", email == null ? null : email.value())
                        .param("emailKey", email == null ? null : email.key())
                        .param("username", username)
                        .param("usernameKey", username == null ? null : Text.asciiLowerCase(username))
                        .param("firstName", profile.firstName())
                        .param("lastName", profile.lastName())
                        .param("displayName", profile.displayName())
                        .param("countryCode", phone == null ? null : phone.countryCode())
                        .param("number", phone == null ? null : phone.number())
                        .param("locale", profile.locale())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("organization", granted.organization().value())
                        .param("status", status.key())
                        .param("role", role == null ? null : role.value(), Types.OTHER)
                        .param("onboarding", onboarding.key())
                        .param("sortName", profile.sortName())
                        .param("search", profile.search())
                        .param(
                                "joinedAt",
                                status == MembershipStatus.ACTIVE ? now.atOffset(ZoneOffset.UTC) : null,
                                Types.TIMESTAMP_WITH_TIMEZONE)
                        .update()
                == 1;
    }

    Optional<Member> find(OrganizationId organization, UserId user) {
        return jdbc.sql(SELECT + " where m.organization_id = :organization and m.user_id = :user")
                .param("organization", organization.value())
                .param("user", user.value())
                .query(MemberRepository::member)
                .optional();
    }

    /** The membership of the user with this address, in this organization. */
    Optional<Member> findByEmail(OrganizationId organization, EmailAddress email) {
        return jdbc.sql(SELECT + " where m.organization_id = :organization and u.email_key = :key")
                .param("organization", organization.value())
                .param("key", email.key())
                .query(MemberRepository::member)
                .optional();
    }

    @AcrossOrganizations(because = "a mail names its reader and who caused it, wherever their account was made")
    Optional<String> findName(UserId user) {
        return jdbc.sql("select display_name from users where id = :user and erased_at is null")
                .param("user", user.value())
                .query(String.class)
                .optional();
    }

    @AcrossOrganizations(because = "a link goes to the address that the person has when the mail goes")
    boolean hasEmail(UserId user, EmailAddress email) {
        return jdbc.sql("select exists (select 1 from users where id = :user and email_key = :key)")
                .param("user", user.value())
                .param("key", email.key())
                .query(Boolean.class)
                .single();
    }

    /** Moves the membership if it still stands where the move starts; false where it does not. */
    boolean move(Granted granted, UserId user, Transition transition, Instant now) {
        return jdbc.sql("""
                        update memberships
                           set status = :to, status_changed_at = :now, version = version + 1,
                               joined_at = case when :to = 'active' then coalesce(joined_at, :now) else joined_at end
                         where organization_id = :organization and user_id = :user and status = any (:from)
                        """)
                        .param("organization", granted.organization().value())
                        .param("user", user.value())
                        .param("to", transition.to().key())
                        .param(
                                "from",
                                transition.from().stream()
                                        .map(MembershipStatus::key)
                                        .toArray(String[]::new))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void setRole(Granted granted, UserId user, @Nullable RoleId role) {
        jdbc.sql("""
                update memberships set role_id = :role, version = version + 1
                 where organization_id = :organization and user_id = :user
                """)
                .param("organization", granted.organization().value())
                .param("user", user.value())
                .param("role", role == null ? null : role.value(), Types.OTHER)
                .update();
    }

    /**
     * Changes the profile if it is still the version that was read; false where somebody was quicker.
     *
     * @throws org.springframework.dao.DuplicateKeyException where the user name is somebody's already
     */
    boolean updateProfile(Granted granted, Member before, Profile profile) {
        var username = profile.username();
        var phone = profile.phone();
        return jdbc.sql("""
                        with person as (
                            update users
                               set username = :username, username_key = :usernameKey, first_name = :firstName,
                                   last_name = :lastName, display_name = :displayName,
                                   phone_country_code = :countryCode, phone_number = :number, locale = :locale,
                                   version = version + 1
                             where id = :user
                               and version + (select version from memberships
                                               where organization_id = :organization and user_id = :user) = :version
                            returning id)
                        update memberships m set sort_name = :sortName, search = :search from person
                         where m.user_id = person.id
                        """)
                        .param("organization", before.organization().value())
                        .param("user", before.id().value())
                        .param("version", before.version())
                        .param("username", username)
                        .param("usernameKey", username == null ? null : Text.asciiLowerCase(username))
                        .param("firstName", profile.firstName())
                        .param("lastName", profile.lastName())
                        .param("displayName", profile.displayName())
                        .param("countryCode", phone == null ? null : phone.countryCode())
                        .param("number", phone == null ? null : phone.number())
                        .param("locale", profile.locale())
                        .param("sortName", profile.sortName())
                        .param("search", profile.search())
                        .update()
                > 0;
    }

    static Member member(ResultSet row, int number) throws SQLException {
        var role = row.getObject("role_id", UUID.class);
        var countryCode = row.getString("phone_country_code");
        return new Member(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                new UserId(row.getObject("user_id", UUID.class)),
                row.getString("email"),
                row.getTimestamp("email_verified_at") != null,
                row.getString("username"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("display_name"),
                countryCode == null ? null : new Member.Phone(countryCode, row.getString("phone_number")),
                row.getString("locale"),
                MembershipStatus.find(row.getString("status")).orElseThrow(),
                role == null
                        ? null
                        : new HeldRole(new RoleId(role), row.getString("role_key"), row.getString("role_name")),
                row.getBoolean("home"),
                Onboarding.valueOf(row.getString("onboarding").toUpperCase(Locale.ROOT)),
                row.getTimestamp("blocked_at") != null,
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("joined_at")),
                instant(row.getTimestamp("last_sign_in_at")),
                row.getLong("version"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
