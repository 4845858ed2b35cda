package dev.roster.membership;

import dev.roster.access.OperatorPermit;
import dev.roster.organization.UserCounts;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.OrganizationId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class UserCountRepository implements UserCounts {
    private final JdbcClient jdbc;

    UserCountRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @AcrossOrganizations(because = "operators see all organizations")
    public Map<OrganizationId, Integer> count(OperatorPermit operator, Collection<OrganizationId> organizations) {
        var counts = new HashMap<OrganizationId, Integer>();
        jdbc.sql("""
                select o.id, (select count(*)::int
                                from (select 1 from memberships m
                                       where m.organization_id = o.id and m.listed limit %d) counted) users
                  from unnest(:organizations) o (id)
                """.formatted(MOST + 1))
                .param(
                        "organizations",
                        organizations.stream().map(OrganizationId::value).toArray(UUID[]::new))
                .query(row -> {
                    counts.put(new OrganizationId(row.getObject("id", UUID.class)), row.getInt("users"));
                });
        return counts;
    }
}
