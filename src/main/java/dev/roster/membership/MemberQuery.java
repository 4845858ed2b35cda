package dev.roster.membership;

import dev.roster.shared.OrganizationId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question for users of one organization, as SQL. There is none without the organization; what is asked besides narrows
 * it. The membership is called {@code m} in what is added.
 */
public final class MemberQuery {
    private static final String COLUMNS = """
            select m.*, r.key role_key, r.name role_name,
                   (select json_agg(json_build_object('id', g.id, 'name', g.name, 'roles',
                               array(select c.role_id from group_roles c
                                      where c.organization_id = g.organization_id and c.group_id = g.id)) order by g.name_key)
                      from group_members b
                      join groups g on g.organization_id = b.organization_id and g.id = b.group_id
                     where b.organization_id = m.organization_id and b.user_id = m.user_id) held_groups
            """;

    private static final String ROLE =
            " left join roles r on r.organization_id = m.organization_id and r.id = m.role_id ";

    private final StringBuilder where = new StringBuilder(" where m.organization_id = :organization");
    private final Map<String, @Nullable Object> parameters = new LinkedHashMap<>();

    public MemberQuery(OrganizationId organization) {
        parameters.put("organization", organization.value());
    }

    /** Only those of whom this is true, too. */
    public MemberQuery and(String condition) {
        where.append(" and ").append(condition);
        return this;
    }

    /** What a name in a condition stands for. */
    public MemberQuery with(String name, @Nullable Object value) {
        parameters.put(name, value);
        return this;
    }

    public Map<String, @Nullable Object> parameters() {
        return Collections.unmodifiableMap(parameters);
    }

    /** The members, as {@link MemberRepository#member} reads them. */
    public String members(String order) {
        return COLUMNS + " from members m " + ROLE + where + order;
    }

    /**
     * Those members whom a walk has found.
     *
     * @param found a select of {@code organization_id} and {@code user_id} from {@link #memberships}
     */
    public static String membersOf(String found, String order) {
        return COLUMNS + " from (" + found + ") found join members m using (organization_id, user_id) " + ROLE + order;
    }

    /** The bare rows, by which indexes are walked and counted. */
    public String memberships(String columns) {
        return "select " + columns + " from memberships m" + where;
    }
}
