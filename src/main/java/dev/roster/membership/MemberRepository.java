package dev.roster.membership;

import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.membership.Member.HeldGroup;
import dev.roster.membership.Member.HeldRole;
import dev.roster.membership.Member.Invited;
import dev.roster.organization.Onboarding;
import dev.roster.person.Phone;
import dev.roster.person.Profile;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.Deferred;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.GroupId;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import dev.roster.shared.Text;
import dev.roster.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
public class MemberRepository {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<HeldGroupRow>> HELD_GROUPS = new TypeReference<>() {};

    private static final String MOVE = """
            update memberships
               set status = :to, status_changed_at = :now, version = version + 1,
                   joined_at = case when :to = 'active' then coalesce(joined_at, :now) else joined_at end,
                   external_id = case when :to <> 'removed' then external_id end
             where organization_id = :organization and user_id = :user and status = any (:from)
            """;

    private record HeldGroupRow(UUID id, String name, List<UUID> roles) {}

    private final JdbcClient jdbc;
    private final WordRepository words;

    public MemberRepository(JdbcClient jdbc, WordRepository words) {
        this.jdbc = jdbc;
        this.words = words;
    }

    /** Shows users by their own name once they have joined, like the list does. */
    public void showOwnName(OrganizationPermit granted, UserId user, Profile profile) {
        jdbc.sql(Deferred.sql("""
                update memberships set sort_name = :sortName, search = :search
                 where organization_id = :organization and user_id = :user
                """))
                .param("organization", granted.organization().value())
                .param("user", user.value())
                .param("sortName", profile.sortName())
                .param("search", profile.search())
                .update();
        words.follow(granted, user);
    }

    public Optional<Member> find(OrganizationId organization, UserId user) {
        return find(new MemberQuery(organization).and("m.user_id = :user").with("user", user.value()));
    }

    /** Whether there are no listed users. */
    public boolean isEmpty(OrganizationId organization) {
        return !jdbc.sql("""
                        select exists (select 1 from memberships
                                        where organization_id = :organization
                                          and listed)
                        """)
                .param("organization", organization.value())
                .query(Boolean.class)
                .single();
    }

    /** The membership of the user with this address, in this organization. */
    public Optional<Member> findByEmail(OrganizationId organization, EmailAddress email) {
        return find(new MemberQuery(organization)
                .and("m.user_id = (select id from users where email_key = :key)")
                .with("key", email.key()));
    }

    private Optional<Member> find(MemberQuery query) {
        return jdbc.sql(query.members(""))
                .params(query.parameters())
                .query(MemberRepository::member)
                .optional();
    }

    /** Changes the status if it is still the one the transition starts from; false if it is not. */
    public boolean move(OrganizationPermit granted, UserId user, Transition transition, Instant now) {
        boolean moved = moving(MOVE, granted, user, transition, now).update() == 1;
        if (moved && transition.changesList()) {
            words.follow(granted, user);
        }
        return moved;
    }

    /** The same for a locked membership whose status allows it. */
    public void moveHeld(OrganizationPermit granted, UserId user, Transition transition, Instant now) {
        moving(Deferred.sql(MOVE), granted, user, transition, now).update();
        if (transition.changesList()) {
            words.follow(granted, user);
        }
    }

    private StatementSpec moving(
            String sql, OrganizationPermit granted, UserId user, Transition transition, Instant now) {
        return jdbc.sql(sql)
                .param("organization", granted.organization().value())
                .param("user", user.value())
                .param("to", transition.to().key())
                .param(
                        "from",
                        transition.from().stream().map(MembershipStatus::key).toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC));
    }

    public void setRole(OrganizationPermit granted, UserId user, @Nullable RoleId role) {
        jdbc.sql(Deferred.sql("""
                update memberships set role_id = :role, version = version + 1
                 where organization_id = :organization and user_id = :user
                """))
                .param("organization", granted.organization().value())
                .param("user", user.value())
                .param("role", role == null ? null : role.value(), Types.OTHER)
                .update();
    }

    /** Clears this role from users who are gone for good: only the audit log still shows it. */
    public void forgetRole(OrganizationPermit granted, RoleId role) {
        jdbc.sql("""
                update memberships set role_id = null
                 where organization_id = :organization and role_id = :role and status in ('removed', 'erased')
                """)
                .param("organization", granted.organization().value())
                .param("role", role.value())
                .update();
    }

    /**
     * Changes the profile if it still has the version that was read; false if there was a concurrent change. The version of a
     * user who is only invited says nothing about their account.
     *
     * @throws org.springframework.dao.DuplicateKeyException if the username is already in use
     */
    @AcrossOrganizations(because = "every organization of a user lists them by their name")
    public boolean updateProfile(Permit granted, Member before, Profile profile) {
        var username = profile.username();
        var phone = profile.phone();
        boolean updated = jdbc.sql("""
                        with person as (
                            update users
                               set username = :username, username_key = :usernameKey, version = version + 1
                             where id = :user
                               and (:invited
                                    or version + (select version from memberships
                                                   where organization_id = :organization and user_id = :user)
                                       = :version)
                            returning id),
                        called as (
                            update profiles p
                               set first_name = :firstName, last_name = :lastName, display_name = :displayName,
                                   phone_country_code = :countryCode, phone_number = :number, locale = :locale,
                                   time_zone = :timeZone, search = :search
                              from person where p.user_id = person.id),
                        listed as (
                            update memberships m set sort_name = :sortName, search = :search from person
                             where m.user_id = person.id and m.status not in ('invited', 'declined', 'removed'))
                        select count(*) from person
                        """)
                        .param("organization", before.organization().value())
                        .param("user", before.id().value())
                        .param("version", before.version())
                        .param("invited", !before.hasJoined())
                        .param("username", username)
                        .param("usernameKey", username == null ? null : Text.asciiLowerCase(username))
                        .param("firstName", profile.firstName())
                        .param("lastName", profile.lastName())
                        .param("displayName", profile.displayName())
                        .param("countryCode", phone == null ? null : phone.countryCode())
                        .param("number", phone == null ? null : phone.number())
                        .param("locale", profile.locale())
                        .param("timeZone", profile.timeZone())
                        .param("sortName", profile.sortName())
                        .param("search", profile.search())
                        .query(Integer.class)
                        .single()
                > 0;
        if (updated) {
            words.follow(granted, before.id());
        }
        return updated;
    }

    public static Member member(ResultSet row, int number) throws SQLException {
        var role = row.getObject("role_id", UUID.class);
        return new Member(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                new UserId(row.getObject("user_id", UUID.class)),
                profile(row),
                row.getTimestamp("email_verified_at") != null,
                MembershipStatus.find(row.getString("status")).orElseThrow(),
                role == null
                        ? null
                        : new HeldRole(new RoleId(role), row.getString("role_key"), row.getString("role_name")),
                groups(row.getString("held_groups")),
                row.getBoolean("home"),
                row.getBoolean("managed"),
                Onboarding.valueOf(row.getString("onboarding").toUpperCase(Locale.ROOT)),
                row.getTimestamp("blocked_at") != null,
                row.getBoolean("two_factor"),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("joined_at")),
                instant(row.getTimestamp("last_sign_in_at")),
                row.getTimestamp("status_changed_at").toInstant(),
                row.getString("external_id"),
                invited(row),
                row.getLong("version"));
    }

    private static Profile profile(ResultSet row) throws SQLException {
        var email = row.getString("email");
        var countryCode = row.getString("phone_country_code");
        return new Profile(
                email == null ? null : new EmailAddress(email),
                row.getString("username"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("display_name"),
                countryCode == null ? null : new Phone(countryCode, row.getString("phone_number")),
                row.getString("locale"),
                row.getString("time_zone"));
    }

    private static @Nullable Invited invited(ResultSet row) throws SQLException {
        var sentAt = instant(row.getTimestamp("invitation_sent_at"));
        return sentAt == null
                ? null
                : new Invited(sentAt, instant(row.getTimestamp("invitation_expires_at")), row.getString("inviter"));
    }

    private static List<HeldGroup> groups(@Nullable String json) {
        return json == null
                ? List.of()
                : JSON.readValue(json, HELD_GROUPS).stream()
                        .map(g -> new HeldGroup(
                                new GroupId(g.id()),
                                g.name(),
                                g.roles().stream().map(RoleId::new).collect(Collectors.toSet())))
                        .toList();
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
