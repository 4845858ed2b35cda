package dev.roster.membership;

import dev.roster.access.OrganizationPermit;
import dev.roster.access.SelfPermit;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads and writes who may change an account, on behalf of its person. */
@Repository
public class OwnAccountRepository {
    private final JdbcClient jdbc;

    public OwnAccountRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param lives the organizations that the person belongs to, or can be restored in */
    public record Account(boolean operator, String managedBy, List<OrganizationId> lives) {}

    @AcrossOrganizations(because = "a person reads their own account")
    public Account get(UserId user) {
        return jdbc.sql("""
                        select u.operator, u.managed_by,
                               array(select m.organization_id from memberships m
                                      where m.user_id = u.id
                                        and m.status in ('pending', 'active', 'inactive', 'deleted')) lives
                          from users u where u.id = :user
                        """)
                .param("user", user.value())
                .query((row, n) -> new Account(
                        row.getBoolean("operator"),
                        row.getString("managed_by"),
                        Arrays.stream((UUID[]) row.getArray("lives").getArray())
                                .map(OrganizationId::new)
                                .toList()))
                .single();
    }

    @AcrossOrganizations(because = "a person's own account")
    public void hold(SelfPermit self, UserId user) {
        jdbc.sql("select 1 from users where id = :user for no key update")
                .param("user", user.value())
                .query(Integer.class)
                .single();
    }

    /** Hands the account to this organization, which becomes its home; false if someone else has the username there. */
    public boolean giveTo(OrganizationPermit granted, UserId user) {
        return jdbc.sql("""
                        update users u
                           set managed_by = 'consent', home_organization_id = :here, version = version + 1
                         where u.id = :user
                           and not exists (select 1 from users o
                                            where o.home_organization_id = :here and o.username_key = u.username_key
                                              and o.id <> u.id)
                        """)
                        .param("user", user.value())
                        .param("here", granted.organization().value())
                        .update()
                == 1;
    }

    @AcrossOrganizations(because = "a person's own account")
    public void takeBack(SelfPermit self, UserId user) {
        jdbc.sql("update users set managed_by = 'person', version = version + 1 where id = :user")
                .param("user", user.value())
                .update();
    }
}
