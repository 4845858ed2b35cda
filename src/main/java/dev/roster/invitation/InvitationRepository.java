package dev.roster.invitation;

import dev.roster.access.Author;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.http.TimeZones;
import dev.roster.mail.MailId;
import dev.roster.mail.QueuedMail;
import dev.roster.person.Profile;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.Deferred;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class InvitationRepository {
    private final JdbcClient jdbc;

    InvitationRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A person who was invited here before gets the name from the new invitation. */
    void put(OrganizationPermit granted, UserId user, Profile profile, Author inviter, Instant now) {
        var phone = profile.phone();
        jdbc.sql(Deferred.sql("""
                insert into invitations (organization_id, user_id, email, first_name, last_name, display_name,
                                         phone_country_code, phone_number, locale, time_zone, inviter_kind, inviter_id,
                                         sent_at)
                values (:organization, :user, :email, :firstName, :lastName, :displayName, :countryCode, :number,
                        :locale, :timeZone, :inviterKind, :inviter, :now)
                on conflict (organization_id, user_id) do update
                   set email = excluded.email, first_name = excluded.first_name, last_name = excluded.last_name,
                       display_name = excluded.display_name, phone_country_code = excluded.phone_country_code,
                       phone_number = excluded.phone_number, locale = excluded.locale,
                       time_zone = excluded.time_zone,
                       inviter_kind = excluded.inviter_kind, inviter_id = excluded.inviter_id,
                       sent_at = excluded.sent_at, terms_accepted_at = null
                """))
                .param("organization", granted.organization().value())
                .param("user", user.value())
                .param("email", Objects.requireNonNull(profile.email()).value())
                .param("firstName", profile.firstName())
                .param("lastName", profile.lastName())
                .param("displayName", profile.displayName())
                .param("countryCode", phone == null ? null : phone.countryCode())
                .param("number", phone == null ? null : phone.number())
                .param("locale", profile.locale())
                .param("timeZone", profile.timeZone(), Types.VARCHAR)
                .param("inviterKind", inviter.kind().key())
                .param("inviter", inviter.id(), Types.OTHER)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Records that it was sent again; the sender is now responsible for it. */
    void sent(OrganizationPermit granted, UserId user, Author inviter, Instant now) {
        jdbc.sql(Deferred.sql("""
                update invitations set inviter_kind = :inviterKind, inviter_id = :inviter, sent_at = :now
                 where organization_id = :organization and user_id = :user
                """))
                .param("organization", granted.organization().value())
                .param("user", user.value())
                .param("inviterKind", inviter.kind().key())
                .param("inviter", inviter.id(), Types.OTHER)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void acceptedTerms(OrganizationPermit granted, UserId user, Instant now) {
        jdbc.sql(Deferred.sql("""
                update invitations set terms_accepted_at = :now
                 where organization_id = :organization and user_id = :user
                """))
                .param("organization", granted.organization().value())
                .param("user", user.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void delete(OrganizationPermit granted, UserId user) {
        jdbc.sql(Deferred.sql("delete from invitations where organization_id = :organization and user_id = :user"))
                .param("organization", granted.organization().value())
                .param("user", user.value())
                .update();
    }

    @AcrossOrganizations(because = "an erased person is removed everywhere")
    void deleteAllOf(Permit granted, UserId user) {
        jdbc.sql("delete from invitations where user_id = :user")
                .param("user", user.value())
                .update();
    }

    Optional<Invitation> find(OrganizationId organization, UserId user) {
        return jdbc.sql("select * from invitations where organization_id = :organization and user_id = :user")
                .param("organization", organization.value())
                .param("user", user.value())
                .query(InvitationRepository::invitation)
                .optional();
    }

    @AcrossOrganizations(because = "an email and the page behind its link name the inviter, whose home may be anywhere")
    Optional<String> findName(Author inviter) {
        return switch (inviter.kind()) {
            case ROSTER -> Optional.empty();
            case USER ->
                jdbc.sql("select display_name from profiles where user_id = :id")
                        .param("id", inviter.id())
                        .query(String.class)
                        .optional();
            case TOKEN ->
                jdbc.sql("select name from api_tokens where id = :id")
                        .param("id", inviter.id())
                        .query(String.class)
                        .optional();
        };
    }

    /**
     * What an email about an invitation says.
     *
     * @param organization the organization's name
     * @param zone the reader's
     * @param invited null if there is no invitation any more
     */
    record MailedOffer(
            String organization, ZoneId zone, @Nullable Invited invited) {}

    /** @param by the inviter's name; null if that is no one in particular */
    record Invited(
            String displayName, Instant sentAt, @Nullable String by) {}

    @AcrossOrganizations(because = "emails of all organizations are sent together, and inviters may be from anywhere")
    Map<MailId, MailedOffer> listMailed(List<QueuedMail> mails) {
        var offers = new HashMap<MailId, MailedOffer>();
        jdbc.sql("""
                select m.id, o.name organization, reader.time_zone, i.display_name, i.sent_at,
                       coalesce(p.display_name, t.name) invited_by
                  from mails m
                  join organizations o on o.id = m.organization_id
                  join people reader on reader.id = m.user_id
                  left join invitations i on i.organization_id = m.organization_id and i.user_id = m.user_id
                  left join profiles p on i.inviter_kind = 'user' and p.user_id = i.inviter_id
                  left join api_tokens t on i.inviter_kind = 'token' and t.id = i.inviter_id
                 where m.id = any (:mails)
                """)
                .param("mails", mails.stream().map(mail -> mail.id().value()).toArray(UUID[]::new))
                .query(row -> {
                    var sentAt = instant(row.getTimestamp("sent_at"));
                    offers.put(
                            new MailId(row.getObject("id", UUID.class)),
                            new MailedOffer(
                                    row.getString("organization"),
                                    TimeZones.of(row.getString("time_zone")),
                                    sentAt == null
                                            ? null
                                            : new Invited(
                                                    row.getString("display_name"),
                                                    sentAt,
                                                    row.getString("invited_by"))));
                });
        return offers;
    }

    /**
     * What the page behind an invitation needs to know about the invited account.
     *
     * @param verified whether its owner has proven the address
     * @param hasOwnPassword whether it has a password that the person chose and others do not know
     * @param elsewhere whether it already belongs to another organization, with whatever status
     */
    record Account(
            EmailAddress email,
            boolean blocked,
            boolean verified,
            boolean hasPassword,
            boolean hasOwnPassword,
            boolean elsewhere) {}

    /** Locks the account until the transaction ends: its password and its address. */
    @AcrossOrganizations(because = "an account belongs to its person, in all organizations")
    void hold(Permit granted, UserId user) {
        jdbc.sql(Deferred.sql("select 1 from users where id = :user for no key update"))
                .param("user", user.value())
                .update();
    }

    @AcrossOrganizations(because = "a person has one account, whichever organization invites them")
    Optional<Account> findAccount(UserId user, OrganizationId here) {
        return jdbc.sql("""
                        select u.email, u.blocked_at is not null blocked, u.email_verified_at is not null verified,
                               exists (select 1 from passwords p where p.user_id = u.id) has_password,
                               exists (select 1 from passwords p where p.user_id = u.id and p.set_by <> 'others')
                                   has_own_password,
                               exists (select 1 from memberships m
                                        where m.user_id = u.id and m.organization_id <> :here
                                          and m.status in ('pending', 'active', 'inactive', 'deleted')) elsewhere
                          from users u where u.id = :user and u.erased_at is null
                        """)
                .param("user", user.value())
                .param("here", here.value())
                .query((row, n) -> new Account(
                        EmailAddress.read(String.valueOf(row.getString("email")))
                                .orElseThrow(),
                        row.getBoolean("blocked"),
                        row.getBoolean("verified"),
                        row.getBoolean("has_password"),
                        row.getBoolean("has_own_password"),
                        row.getBoolean("elsewhere")))
                .optional();
    }

    private static Invitation invitation(ResultSet row, int number) throws SQLException {
        return new Invitation(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                new UserId(row.getObject("user_id", UUID.class)),
                EmailAddress.read(row.getString("email")).orElseThrow(),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("display_name"),
                row.getString("locale"),
                new Author(Author.Kind.of(row.getString("inviter_kind")), row.getObject("inviter_id", UUID.class)),
                row.getTimestamp("sent_at").toInstant(),
                instant(row.getTimestamp("terms_accepted_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
