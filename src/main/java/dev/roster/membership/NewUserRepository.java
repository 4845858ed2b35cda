package dev.roster.membership;

import dev.roster.access.OrganizationPermit;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Text;
import dev.roster.shared.UserId;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Inserts new users, many per statement, and finds existing ones. */
@Repository
public class NewUserRepository {
    private final AccountRepository accounts;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    public NewUserRepository(AccountRepository accounts, JdbcClient jdbc, JsonMapper json) {
        this.accounts = accounts;
        this.jdbc = jdbc;
        this.json = json;
    }

    private record Row(
            UUID id,
            @Nullable String email,
            @Nullable String emailKey,
            @Nullable String emailSkeleton,
            @Nullable String username,
            @Nullable String usernameKey,
            @Nullable String firstName,
            @Nullable String lastName,
            String displayName,
            @Nullable String countryCode,
            @Nullable String number,
            String locale,
            @Nullable String timeZone,
            String status,
            @Nullable UUID role,
            String onboarding,
            String sortName,
            String search,
            @Nullable String externalId) {

        static Row of(NewUser newcomer) {
            var profile = newcomer.profile();
            var email = profile.email();
            var username = profile.username();
            var phone = profile.phone();
            var role = newcomer.role();
            return new Row(
                    newcomer.id().value(),
                    email == null ? null : email.value(),
                    email == null ? null : email.key(),
                    email == null ? null : email.skeleton(),
                    username,
                    username == null ? null : Text.asciiLowerCase(username),
                    profile.firstName(),
                    profile.lastName(),
                    profile.displayName(),
                    phone == null ? null : phone.countryCode(),
                    phone == null ? null : phone.number(),
                    profile.locale(),
                    profile.timeZone(),
                    newcomer.status().key(),
                    role == null ? null : role.id().value(),
                    newcomer.onboarding().key(),
                    profile.sortName(),
                    profile.search(),
                    newcomer.externalId());
        }
    }

    /**
     * Inserts the people and their memberships. Addresses of accounts that are deleted in other organizations are free.
     *
     * @return those whose address and username were free; nothing is written for the others
     * @throws org.springframework.dao.DuplicateKeyException if one of the external ids has been taken in the meantime
     */
    public Set<UserId> insertAll(OrganizationPermit granted, List<NewUser> newcomers, Instant now) {
        accounts.freeGivenUp(
                granted,
                newcomers.stream()
                        .flatMap(
                                newcomer -> Stream.ofNullable(newcomer.profile().email()))
                        .toList());
        return jdbc
                .sql("""
                        with wanted as (
                            select * from json_to_recordset(:rows::json) as r(
                                id uuid, email text, "emailKey" text, "emailSkeleton" text, username text, "usernameKey" text,
                                "firstName" text, "lastName" text, "displayName" text, "countryCode" text, number text,
                                locale text, "timeZone" text, status text, role uuid, onboarding text, "sortName" text, search text,
                                "externalId" text)),
                        person as (
                            insert into users (id, email, email_key, email_skeleton, username, username_key,
                                               home_organization_id, created_at)
                            select id, email, "emailKey", "emailSkeleton", username, "usernameKey", :organization, :now
                              from wanted order by "emailKey"
                            on conflict do nothing
                            returning id),
                        called as (
                            insert into profiles (user_id, first_name, last_name, display_name, phone_country_code,
                                                  phone_number, locale, time_zone, search)
                            select w.id, w."firstName", w."lastName", w."displayName", w."countryCode", w.number, w.locale,
                                   w."timeZone", w.search
                              from wanted w join person p on p.id = w.id),
                        shown as (
                            insert into memberships (organization_id, user_id, status, role_id, onboarding, sort_name,
                                                     search, created_at, joined_at, status_changed_at, external_id)
                            select :organization, w.id, w.status, w.role, w.onboarding, w."sortName", w.search, :now,
                                   case when w.status in ('active', 'inactive') then :now end, :now, w."externalId"
                              from wanted w join person p on p.id = w.id
                            returning %s),
                        %s
                        select user_id from shown
                        """.formatted(WordRepository.READ, WordRepository.ADDED))
                .param("word", WordSearch.WORD)
                .param(
                        "rows",
                        json.writeValueAsString(newcomers.stream().map(Row::of).toList()))
                .param("organization", granted.organization().value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new UserId(row.getObject(1, UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toSet());
    }

    /**
     * Offers a membership to the person who already has this address, in another organization or formerly in this one.
     *
     * @return the person; empty if no one has the address, or they are here
     * @throws org.springframework.dao.DuplicateKeyException if the external id has been taken in the meantime
     */
    public Optional<UserId> insertGuest(OrganizationPermit granted, NewUser newcomer, Instant now) {
        var profile = newcomer.profile();
        var email = Objects.requireNonNull(profile.email());
        var role = newcomer.role();
        return jdbc.sql("""
                        with shown as (
                            insert into memberships (organization_id, user_id, status, role_id, onboarding, sort_name,
                                                     search, created_at, status_changed_at, external_id)
                            select :organization, id, 'invited', :role, 'invitation', :sortName, :search, :now, :now,
                                   :externalId
                              from (select id from users where email_key = :key for share) person
                            on conflict (organization_id, user_id) do update
                               set status = 'invited', role_id = excluded.role_id, onboarding = excluded.onboarding,
                                   sort_name = excluded.sort_name, search = excluded.search,
                                   created_at = excluded.created_at, joined_at = null, last_sign_in_at = null,
                                   status_changed_at = excluded.status_changed_at, external_id = excluded.external_id,
                                   version = memberships.version + 1
                             where memberships.status = 'removed'
                            returning %s),
                        %s
                        select user_id from shown
                        """.formatted(WordRepository.READ, WordRepository.ADDED))
                .param("word", WordSearch.WORD)
                .param("organization", granted.organization().value())
                .param("key", email.key())
                .param("role", role == null ? null : role.id().value(), Types.OTHER)
                .param("sortName", profile.sortName())
                .param("search", profile.search())
                .param("externalId", newcomer.externalId(), Types.VARCHAR)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new UserId(row.getObject(1, UUID.class)))
                .optional();
    }

    /** Current and former users with one of these external ids or addresses. */
    public List<Member> listKnown(
            OrganizationId organization, Collection<String> externalIds, Collection<String> emailKeys) {
        var ids = idsOf(organization, externalIds, emailKeys);
        return ids.isEmpty() ? List.of() : list(organization, ids);
    }

    /** A separate query, since there is usually no one, and planning the query below takes longer than running this one. */
    private List<UUID> idsOf(
            OrganizationId organization, Collection<String> externalIds, Collection<String> emailKeys) {
        return jdbc.sql("""
                        select user_id from memberships
                         where organization_id = :organization and external_id = any (:externalIds)
                        union
                        select id from users where email_key = any (:emailKeys)
                        """)
                .param("organization", organization.value())
                .param("externalIds", externalIds.toArray(String[]::new))
                .param("emailKeys", emailKeys.toArray(String[]::new))
                .query(UUID.class)
                .list();
    }

    private List<Member> list(OrganizationId organization, List<UUID> ids) {
        var query = new MemberQuery(organization).and("m.user_id = any (:ids)").with("ids", ids.toArray(UUID[]::new));
        return jdbc.sql(query.members(""))
                .params(query.parameters())
                .query(MemberRepository::member)
                .list();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if another user has it */
    public void setExternalId(OrganizationPermit granted, UserId user, @Nullable String externalId) {
        jdbc.sql("""
                update memberships set external_id = :externalId, version = version + 1
                 where organization_id = :organization and user_id = :user
                """)
                .param("organization", granted.organization().value())
                .param("user", user.value())
                .param("externalId", externalId, Types.VARCHAR)
                .update();
    }
}
