package dev.roster.signin;

import dev.roster.access.Permit;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts recent failed sign-ins per account, and finds the logs to record them in. */
@Repository
class SignInFailureRepository {
    private final JdbcClient jdbc;

    SignInFailureRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param organization null for the installation's own log */
    record Place(@Nullable OrganizationId organization) {}

    /**
     * The logs that record this person's sign-ins: those of their home and of the organizations that let them in, up to a
     * limit; for operators only the installation's. None for erased people, and no one can be erased in the meantime.
     */
    @AcrossOrganizations(because = "an account opens all organizations that its owner belongs to")
    List<Place> listPlaces(UserId user, int most) {
        return jdbc
                .sql("""
                select m.organization_id from users u
                  left join memberships m on m.user_id = u.id and not u.operator
                       and (m.status = 'active'
                            or m.organization_id = u.home_organization_id and m.status in ('pending', 'inactive', 'deleted'))
                 where u.id = :user and u.erased_at is null
                 order by m.organization_id = u.home_organization_id desc nulls last, m.organization_id limit :most
                   for share of u
                """)
                .param("user", user.value())
                .param("most", most)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list()
                .stream()
                .map(id -> new Place(id == null ? null : new OrganizationId(id)))
                .toList();
    }

    /** Counts one more. @return the number since counting began */
    @AcrossOrganizations(because = "an account belongs to its person, in all organizations")
    int count(Permit granted, UserId user, Instant now) {
        return jdbc.sql("""
                insert into sign_in_failures as f (user_id, since, tries) values (:user, :now, 1)
                on conflict (user_id) do update set tries = f.tries + 1
                returning tries
                """)
                .param("user", user.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** Ends the counting. @return the final count; empty if none was in progress */
    @AcrossOrganizations(because = "an account belongs to its person, in all organizations")
    Optional<Integer> end(Permit granted, UserId user) {
        return jdbc.sql("delete from sign_in_failures where user_id = :user returning tries")
                .param("user", user.value())
                .query(Integer.class)
                .optional();
    }
}
