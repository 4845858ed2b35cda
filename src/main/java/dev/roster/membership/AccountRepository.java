package dev.roster.membership;

import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.access.SelfPermit;
import dev.roster.person.KnownAs;
import dev.roster.person.Profile;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.Deferred;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What belongs to a person everywhere: their address, and all their memberships together. */
@Repository
public class AccountRepository {
    private final JdbcClient jdbc;
    private final WordRepository words;

    public AccountRepository(JdbcClient jdbc, WordRepository words) {
        this.jdbc = jdbc;
        this.words = words;
    }

    /** Whether someone who can sign in, or be restored here, has the address. */
    @AcrossOrganizations(because = "an address belongs to one person everywhere; only whether it is taken is answered")
    public boolean isKnown(OrganizationId here, EmailAddress email) {
        return jdbc.sql("""
                        select exists (
                            select 1 from users u
                             where u.email_key = :key
                               and not (is_given_up(u.id)
                                        and not exists (select 1 from memberships m
                                                         where m.user_id = u.id and m.organization_id = :here
                                                           and m.status = 'deleted')))
                        """)
                .param("key", email.key())
                .param("here", here.value())
                .query(Boolean.class)
                .single();
    }

    /** The address of another member that looks the same, as far as this organization knows its people. */
    public Optional<String> findLookAlike(OrganizationId here, EmailAddress email) {
        return jdbc.sql("""
                        select u.email from memberships m join users u on u.id = m.user_id
                         where m.organization_id = :here and m.status in ('pending', 'active', 'inactive')
                           and u.email_skeleton = :skeleton and u.email_key <> :key
                         order by u.email
                         limit 1
                        """)
                .param("here", here.value())
                .param("skeleton", email.skeleton())
                .param("key", email.key())
                .query(String.class)
                .optional();
    }

    /**
     * Frees addresses whose accounts are deleted in other organizations, so that a new account can have them. The locks wait
     * for whoever restores one of the accounts right now.
     */
    @AcrossOrganizations(because = "an address belongs to one person everywhere")
    public void freeGivenUp(OrganizationPermit granted, Collection<EmailAddress> emails) {
        var keys = emails.stream().map(EmailAddress::key).toArray(String[]::new);
        jdbc.sql(Deferred.sql("select 1 from users where email_key = any (:keys) and is_given_up(id) for update"))
                .param("keys", keys)
                .update();
        jdbc.sql(Deferred.sql("""
                update users u set email_key = null
                 where u.email_key = any (:keys) and is_given_up(u.id)
                   and not exists (select 1 from memberships m
                                    where m.user_id = u.id and m.organization_id = :here and m.status = 'deleted')
                """))
                .param("keys", keys)
                .param("here", granted.organization().value())
                .update();
    }

    /**
     * Gives a restored account its address back; false if it has been taken in the meantime.
     *
     * @throws org.springframework.dao.DuplicateKeyException if it is taken concurrently
     */
    @AcrossOrganizations(because = "an address belongs to one person everywhere")
    public boolean reclaim(OrganizationPermit granted, UserId user, EmailAddress email) {
        return jdbc.sql("""
                        update users u set email_key = :key
                         where u.id = :user
                           and not exists (select 1 from users o where o.email_key = :key and o.id <> :user)
                        """)
                        .param("user", user.value())
                        .param("key", email.key())
                        .update()
                == 1;
    }

    @AcrossOrganizations(because = "a password is the person's: it opens every membership that waits for one")
    public List<OrganizationId> listPending(UserId user) {
        return jdbc.sql("select organization_id from memberships where user_id = :user and status = 'pending'")
                .param("user", user.value())
                .query((row, n) -> new OrganizationId(row.getObject(1, UUID.class)))
                .list();
    }

    /**
     * A user's home is the first organization they join; one that only invited them before has no say over their account. An
     * operator has no home. A person whose username someone else has here keeps the home where it is theirs.
     */
    @AcrossOrganizations(because = "a user's home is one of all their organizations")
    public void moveHomeTo(OrganizationPermit granted, UserId user) {
        jdbc.sql(Deferred.sql("""
                update users u set home_organization_id = :here
                 where u.id = :user and not u.operator
                   and (u.home_organization_id is null
                        or exists (select 1 from memberships m
                                    where m.user_id = u.id and m.organization_id = u.home_organization_id
                                      and m.organization_id <> :here
                                      and (m.joined_at is null and m.status <> 'pending' or m.status = 'removed')))
                   and not exists (select 1 from users o
                                    where o.home_organization_id = :here and o.username_key = u.username_key)
                """))
                .param("user", user.value())
                .param("here", granted.organization().value())
                .update();
    }

    /**
     * The new home of a user who is removed from theirs is the organization they have belonged to longest, if there is one
     * in which no one else has their username.
     */
    @AcrossOrganizations(because = "a user's home is one of all their organizations")
    public void moveHomeFrom(OrganizationPermit granted, UserId user) {
        jdbc.sql(Deferred.sql("""
                update users u set home_organization_id = o.organization_id
                  from (select m.organization_id from memberships m join users u on u.id = m.user_id
                         where m.user_id = :user and m.organization_id <> :here and m.status in ('active', 'inactive')
                           and not exists (select 1 from users o
                                            where o.home_organization_id = m.organization_id
                                              and o.username_key = u.username_key)
                         order by m.joined_at, m.organization_id limit 1) o
                 where u.id = :user and u.home_organization_id = :here
                """))
                .param("user", user.value())
                .param("here", granted.organization().value())
                .update();
    }

    /** Locks the account until the transaction ends, so that no one invites it, takes it over or admits it in the meantime. */
    @AcrossOrganizations(because = "an account belongs to its person, in all organizations")
    public void hold(Permit granted, UserId user) {
        jdbc.sql(Deferred.sql("select 1 from users where id = :user for update"))
                .param("user", user.value())
                .update();
    }

    @AcrossOrganizations(because = "an emailed link proves the mailbox, whichever organization sent it")
    public boolean verifyEmail(UserId user, Instant now) {
        return jdbc.sql("""
                        update users set email_verified_at = :now, version = version + 1
                         where id = :user and email_verified_at is null
                        """)
                        .param("user", user.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /**
     * Replaces the address; false if it is already in use.
     *
     * @throws org.springframework.dao.DuplicateKeyException if it is taken concurrently
     */
    @AcrossOrganizations(because = "an address belongs to its person, in all organizations")
    public boolean setEmail(Permit granted, UserId user, Profile before, EmailAddress email) {
        boolean free = jdbc.sql("""
                        with person as (
                            update users
                               set email = :email, email_key = :key, email_skeleton = :skeleton, version = version + 1,
                                   email_verified_at = case when email_key = :key then email_verified_at end
                             where id = :user
                               and not exists (select 1 from users o where o.email_key = :key and o.id <> :user)
                            returning id),
                        searched as (
                            update profiles p set search = :search from person where p.user_id = person.id),
                        listed as (
                            update memberships m set search = :search from person
                             where m.user_id = person.id and m.status not in ('invited', 'declined', 'removed'))
                        select count(*) from person
                        """)
                        .param("user", user.value())
                        .param("email", email.value())
                        .param("key", email.key())
                        .param("skeleton", email.skeleton())
                        .param("search", Profile.searchText(before.displayName(), email.value(), before.username()))
                        .query(Integer.class)
                        .single()
                > 0;
        if (free) {
            words.follow(granted, user);
        }
        return free;
    }

    /** Removes a user from this organization and clears the fields of their membership. */
    public void forgetHere(OrganizationPermit granted, UserId user, Instant now) {
        jdbc.sql("""
                update memberships
                   set status = 'removed', role_id = null, external_id = null, sort_name = '', search = '',
                       last_sign_in_at = null, status_changed_at = :now, version = version + 1
                 where organization_id = :organization and user_id = :user
                """)
                .param("organization", granted.organization().value())
                .param("user", user.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        words.follow(granted, user);
    }

    /**
     * Makes the account independent if its person is an operator or already belongs to another organization: from now on only
     * they can change it, no longer the organization that created it.
     */
    @AcrossOrganizations(because = "an account belongs to its person, in all organizations")
    public void becomeIndependent(OrganizationPermit granted, UserId user) {
        jdbc.sql(Deferred.sql("""
                update users u set managed_by = 'person'
                 where id = :user
                   and (operator
                        or exists (select 1 from memberships m
                                    where m.user_id = u.id and m.organization_id <> :here
                                      and (m.joined_at is not null or m.status in ('pending', 'deleted'))))
                """))
                .param("user", user.value())
                .param("here", granted.organization().value())
                .update();
    }

    @AcrossOrganizations(because = "a user signs in to all their organizations at once")
    public void signedIn(SelfPermit granted, UserId user, Instant now) {
        jdbc.sql(Deferred.sql("""
                with person as (update users set last_sign_in_at = :now where id = :user returning id)
                update memberships m set last_sign_in_at = :now from person
                 where m.user_id = person.id and m.status = 'active'
                """))
                .param("user", user.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The person's current identifiers, for every organization that knows them. */
    @AcrossOrganizations(because = "an erased person is known to all their organizations")
    public KnownAs knownAs(Permit granted, UserId user) {
        var names = jdbc.sql("select email, email_key, username_key, display_name from people where id = :user")
                .param("user", user.value())
                .query((row, n) -> new KnownAs(
                        user,
                        setOf(emailKey(row.getString("email"), row.getString("email_key"))),
                        setOf(row.getString("username_key")),
                        row.getString("display_name"),
                        Set.of(),
                        Map.of()))
                .single();
        var externalIds = new HashMap<OrganizationId, Set<String>>();
        jdbc.sql("select organization_id, external_id from memberships where user_id = :user")
                .param("user", user.value())
                .query(row -> {
                    externalIds.put(
                            new OrganizationId(row.getObject("organization_id", UUID.class)),
                            setOf(row.getString("external_id")));
                });
        return new KnownAs(
                user,
                names.emails(),
                names.usernames(),
                names.displayName(),
                Set.copyOf(externalIds.keySet()),
                externalIds);
    }

    /** A deleted account may have lost its address to another one, but it was known by it. */
    private static @Nullable String emailKey(@Nullable String email, @Nullable String key) {
        return key != null || email == null
                ? key
                : EmailAddress.read(email).map(EmailAddress::key).orElse(null);
    }

    private static Set<String> setOf(@Nullable String name) {
        return name == null ? Set.of() : Set.of(name);
    }

    /** Clears everything that names the person, and all of their memberships. */
    @AcrossOrganizations(because = "an erased person is erased everywhere")
    public void erase(Permit granted, UserId user, Instant now) {
        jdbc.sql("""
                with person as (
                    update users
                       set email = null, email_key = null, email_skeleton = null, email_verified_at = null, username = null,
                           username_key = null, last_sign_in_at = null, operator = false, erased_at = :now,
                           version = version + 1
                     where id = :user
                    returning id),
                profile as (delete from profiles where user_id = :user)
                update memberships m
                   set status = 'erased', role_id = null, external_id = null, sort_name = '', search = '',
                       last_sign_in_at = null,
                       status_changed_at = :now, version = version + 1
                  from person
                 where m.user_id = person.id
                """)
                .param("user", user.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        words.follow(granted, user);
    }
}
