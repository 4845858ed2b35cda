package dev.roster.notice;

import dev.roster.access.Actor;
import dev.roster.access.Permit;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The known administrators of each organization, and since when. */
@Repository
class AppointmentRepository {
    /**
     * Of this organization and its companies. The condition on people is left out for everybody, or no index would serve it.
     * Usually it is one person: PostgreSQL plans a statement with a list anew each time, which takes longer than running it.
     */
    private static String those(boolean everybody, Collection<UserId> users) {
        var people = everybody ? "" : users.size() == 1 ? " and user_id = :changed" : " and user_id = any (:users)";
        return "organization_id = any (array(select :here union select organization_id from grants where parent_id = :here%s))%1$s"
                .formatted(people);
    }

    private final JdbcClient jdbc;

    AppointmentRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Records new administrators: of the organization, or of a company that they may manage from there.
     *
     * @param everybody whether it may be anyone; otherwise one of these people
     * @return the organizations with new ones
     */
    @AcrossOrganizations(because = "a new administrator of an organization may administer its companies, too")
    Set<OrganizationId> noteNew(
            Permit granted, OrganizationId organization, boolean everybody, Collection<UserId> users, Instant now) {
        var token = granted.actor() instanceof Actor.TokenHolder machine ? machine.token() : null;
        return jdbc.sql("""
                        insert into administrators as a (organization_id, user_id, appointed_at, by_user, by_token)
                        select organization_id, user_id, :now, :user, :token from administrators_now where %s
                        on conflict (organization_id, user_id) do update
                           set appointed_at = :now, by_user = :user, by_token = :token, ended_at = null, told_in = null
                         where a.ended_at is not null
                        returning organization_id
                        """.formatted(those(everybody, users)))
                .param("here", organization.value())
                .param("users", ids(users))
                .param("changed", one(users), Types.OTHER)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("user", granted.actor().person().map(UserId::value).orElse(null), Types.OTHER)
                .param("token", token, Types.OTHER)
                .query(AppointmentRepository::organization)
                .set();
    }

    /** Records who is no longer an administrator. */
    @AcrossOrganizations(because = "a former administrator of an organization may have administered its companies, too")
    void noteEnded(
            Permit granted, OrganizationId organization, boolean everybody, Collection<UserId> users, Instant now) {
        jdbc.sql("""
                update administrators a set ended_at = :now
                 where %s and ended_at is null
                   and not exists (select 1 from administrators_now n
                                    where n.organization_id = a.organization_id and n.user_id = a.user_id)
                """.formatted(those(everybody, users)))
                .param("here", organization.value())
                .param("users", ids(users))
                .param("changed", one(users), Types.OTHER)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The organizations with unannounced administrators: this one, or a company linked to it. */
    @AcrossOrganizations(because = "a change in one organization affects its companies, too")
    Set<OrganizationId> listUntold(OrganizationId organization) {
        return jdbc.sql("""
                        select a.organization_id from administrators a join organizations o on o.id = a.organization_id
                         where a.told_in is null and (o.id = :here or o.parent_id = :here)
                        """)
                .param("here", organization.value())
                .query(AppointmentRepository::organization)
                .set();
    }

    /** Assigns the unannounced administrators to a notice. */
    @AcrossOrganizations(because = "a change in one organization affects its companies, too")
    void take(Permit granted, OrganizationId organization, UUID notice) {
        jdbc.sql("""
                update administrators set told_in = :notice
                 where organization_id = :organization and told_in is null
                """)
                .param("organization", organization.value())
                .param("notice", notice)
                .update();
    }

    /** The administrators who can be notified, the longest-serving first, except those whom a notice is about. */
    List<Recipient> listToTell(OrganizationId organization, @Nullable UUID besides, int most) {
        return jdbc.sql("""
                        select u.id, u.email, u.locale
                          from administrators a
                          join people u on u.id = a.user_id and u.blocked_at is null and u.email is not null
                         where a.organization_id = :organization and a.ended_at is null
                           and a.told_in is distinct from :besides
                         order by a.appointed_at, a.user_id limit :most
                        """)
                .param("organization", organization.value())
                .param("besides", besides, Types.OTHER)
                .param("most", most)
                .query(NoticeRepository::recipient)
                .list();
    }

    /**
     * The subjects of a notice.
     *
     * @param names of the first few; erased people have none
     * @param by the person or program that appointed them, if it is the same for all and not they themselves
     */
    record Appointed(
            int count, List<String> names, @Nullable String by) {}

    @AcrossOrganizations(because = "a notice belongs to one organization")
    Optional<Appointed> find(UUID notice, int most) {
        return jdbc.sql("""
                        select count(*) count,
                               array(select n.display_name from administrators x join people n on n.id = x.user_id
                                      where x.told_in = :notice and n.display_name <> ''
                                      order by n.display_name limit :most) names,
                               case when count(distinct coalesce(a.by_user, a.by_token)) = 1
                                         and not bool_or(a.by_user = a.user_id)
                                    then max(coalesce(nullif(b.display_name, ''), t.name)) end by_name
                          from administrators a
                          left join people b on b.id = a.by_user
                          left join api_tokens t on t.id = a.by_token
                         where a.told_in = :notice
                        having count(*) > 0
                        """)
                .param("notice", notice)
                .param("most", most)
                .query((row, n) -> new Appointed(
                        row.getInt("count"), NoticeRepository.texts(row.getArray("names")), row.getString("by_name")))
                .optional();
    }

    private static @Nullable UUID one(Collection<UserId> users) {
        return users.size() == 1 ? users.iterator().next().value() : null;
    }

    private static UUID[] ids(Collection<UserId> users) {
        return users.stream().map(UserId::value).toArray(UUID[]::new);
    }

    private static OrganizationId organization(ResultSet row, int number) throws SQLException {
        return new OrganizationId(row.getObject("organization_id", UUID.class));
    }
}
