package dev.roster.renewal;

import dev.roster.shared.EmailAddress;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import dev.roster.shared.UserId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RenewalRepository {
    private final JdbcClient jdbc;

    RenewalRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Somebody to email. */
    record Recipient(UserId user, EmailAddress email, String locale) {}

    /** A few people who hold one of these roles here and can be emailed. */
    List<Recipient> listHolders(OrganizationId organization, Set<RoleId> roles, int most) {
        return jdbc.sql("""
                        select distinct u.id, u.email, u.locale
                          from (select user_id from held_roles
                                 where organization_id = :organization and role_id = any (:roles) limit 5 * :most) h
                          join people u on u.id = h.user_id and u.blocked_at is null and u.email is not null
                         order by u.id limit :most
                        """)
                .param("organization", organization.value())
                .param("roles", roles.stream().map(RoleId::value).toArray(UUID[]::new))
                .param("most", most)
                .query((row, n) -> new Recipient(
                        new UserId(row.getObject("id", UUID.class)),
                        new EmailAddress(row.getString("email")),
                        row.getString("locale")))
                .list();
    }
}
