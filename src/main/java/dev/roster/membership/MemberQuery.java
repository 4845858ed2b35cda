package dev.roster.membership;

import dev.roster.shared.OrganizationId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An SQL query for users of one organization. It cannot be built without the organization; further conditions only narrow it.
 * Conditions refer to the membership as {@code m}.
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

    /** Adds a condition. */
    public MemberQuery and(String condition) {
        where.append(" and ").append(condition);
        return this;
    }

    /** Binds a parameter of a condition. */
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
     * The members found by a statement of its own.
     *
     * @param found common table expressions, of which {@code found} has their {@code user_id}; the rows to be ordered
     */
    public static String membersOf(String found, String order) {
        return "with " + found + COLUMNS
                + " from found join members m on m.organization_id = :organization and m.user_id = found.user_id "
                + ROLE
                + order;
    }

    /** The bare rows, for scanning and counting indexes. */
    public String memberships(String columns) {
        return "select " + columns + " from memberships m" + where;
    }
}
