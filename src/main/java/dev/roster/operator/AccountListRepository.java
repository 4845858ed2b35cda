package dev.roster.operator;

import dev.roster.access.OperatorPermit;
import dev.roster.membership.MembershipStatus;
import dev.roster.membership.WordSearch;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.Cursor;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Text;
import dev.roster.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads people across organizations: a page of the list costs the same at any depth and size. */
@Repository
class AccountListRepository {
    /**
     * The folded name and, for those with the same name, the beginning of the address. Literally the expression of the index, so
     * that the planner recognises that it applies.
     */
    private static final String PLACE = "left(p.search, 100) collate \"C\"";

    private static final String COLUMNS = """
            select u.id, u.email, u.username, p.display_name, u.operator, u.created_at, u.last_sign_in_at, u.blocked_at,
                   left(p.search, 100) place,
                   array(select distinct m.status from memberships m where m.user_id = u.id) statuses,
                   (select count(*) from memberships m
                     where m.user_id = u.id and m.status in ('pending', 'active', 'inactive')) organizations,
                   array(select o.name from memberships m join organizations o on o.id = m.organization_id
                          where m.user_id = u.id and m.status in ('pending', 'active', 'inactive')
                          order by lower(o.name), o.id limit 3) organization_names
            """;

    private static final String FROM = " from users u join profiles p on p.user_id = u.id ";

    /** The number of rows that a search scans along the order before it turns to the trigram index. */
    private static final int A_WHILE = 4_000;

    private final JdbcClient jdbc;

    AccountListRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A row with its sort position as the database sees it, for the next page's cursor. */
    record Row(Account account, String place) {}

    /** By name, with one extra row if there are more. Erased people are not listed. */
    @AcrossOrganizations(because = "operators see people across organizations")
    List<Row> list(OperatorPermit operator, @Nullable String search, @Nullable Cursor at, int rows) {
        var parameters = new HashMap<String, Object>();
        parameters.put("rows", rows);
        var where = "where u.erased_at is null" + after(at, parameters);
        if (search == null) {
            return rows(COLUMNS + FROM + where + order(at, PLACE) + " limit :rows", parameters);
        }
        var sought = sought(search, parameters);
        // Common letters fill the page within a scan along the order; for all others the trigram index is faster.
        var nearby = rows(
                COLUMNS + """
                 from (select p.* %s %s %s limit %d) p join users u on u.id = p.user_id
                where %s %s limit :rows
                """.formatted(FROM, where, order(at, PLACE), A_WHILE, sought, order(at, PLACE)), parameters);
        if (nearby.size() == rows || walked(where + order(at, PLACE), parameters) < A_WHILE) {
            return nearby;
        }
        return rows(
                COLUMNS + FROM + where + " and " + sought + order(at, "(left(p.search, 100) || '') collate \"C\"")
                        + " limit :rows",
                parameters);
    }

    /** The same people as {@link WordSearch} finds, except that punctuation does not begin a word. */
    private static String sought(String search, Map<String, Object> parameters) {
        var conditions = new ArrayList<String>();
        for (var word : WordSearch.words(search)) {
            var name = "word" + conditions.size();
            parameters.put(name, Text.literal(word));
            conditions.add(
                    WordSearch.mayBeWithin(word)
                            ? "p.search like '%%' || :%s || '%%'".formatted(name)
                            : "(p.search like :%1$s || '%%' or p.search like '%% ' || :%1$s || '%%')".formatted(name));
        }
        return conditions.isEmpty() ? "false" : String.join(" and ", conditions);
    }

    /** Operators by name, blocked ones too: there are few. */
    @AcrossOrganizations(because = "an operator belongs to no organization")
    List<Account> listOperators(OperatorPermit operator) {
        return jdbc.sql(COLUMNS + FROM + "where u.operator and u.erased_at is null order by " + PLACE + ", u.id")
                .query((row, n) -> account(row))
                .list();
    }

    @AcrossOrganizations(because = "an address belongs to one person everywhere")
    Optional<Account> findByEmail(OperatorPermit operator, EmailAddress email) {
        return jdbc.sql(COLUMNS + FROM + "where u.email_key = :key")
                .param("key", email.key())
                .query((row, n) -> account(row))
                .optional();
    }

    @AcrossOrganizations(because = "operators see people across organizations")
    Optional<Account> find(OperatorPermit operator, UserId user) {
        return jdbc.sql(COLUMNS + FROM + "where u.id = :user and u.erased_at is null")
                .param("user", user.value())
                .query((row, n) -> account(row))
                .optional();
    }

    /** Current memberships first, then former ones. */
    @AcrossOrganizations(because = "operators see people across organizations")
    List<AccountMembership> listMemberships(OperatorPermit operator, UserId user) {
        return jdbc.sql("""
                select m.organization_id, o.slug, o.name, m.status, r.key role_key, r.name role_name, m.home, m.created_at,
                       m.last_sign_in_at, m.invitation_expires_at,
                       array(select g.name from group_members b
                               join groups g on g.organization_id = b.organization_id and g.id = b.group_id
                              where b.organization_id = m.organization_id and b.user_id = m.user_id
                              order by g.name_key) group_names
                  from members m
                  join organizations o on o.id = m.organization_id
                  left join roles r on r.organization_id = m.organization_id and r.id = m.role_id
                 where m.user_id = :user
                 order by m.status = 'removed', lower(o.name), o.id
                """)
                .param("user", user.value())
                .query((row, n) -> membership(row))
                .list();
    }

    /** The number of rows to scan, counted up to a limit. */
    private int walked(String whereAndOrder, Map<String, Object> parameters) {
        return jdbc.sql("select count(*) from (select 1" + FROM + whereAndOrder + " limit " + A_WHILE + ") w")
                .params(parameters)
                .query(Integer.class)
                .single();
    }

    private List<Row> rows(String sql, Map<String, Object> parameters) {
        return jdbc.sql(sql)
                .params(parameters)
                .query((row, n) -> new Row(account(row), row.getString("place")))
                .list();
    }

    private static String after(@Nullable Cursor at, Map<String, Object> parameters) {
        if (at == null) {
            return "";
        }
        parameters.put("place", at.position().value());
        parameters.put("id", at.position().id());
        return " and (" + PLACE + ", p.user_id) " + (at.backwards() ? "<" : ">") + " (:place, :id)";
    }

    private static String order(@Nullable Cursor at, String place) {
        var direction = at != null && at.backwards() ? " desc" : " asc";
        return " order by " + place + direction + ", p.user_id" + direction;
    }

    private static Account account(ResultSet row) throws SQLException {
        boolean operator = row.getBoolean("operator");
        var blockedAt = instant(row.getTimestamp("blocked_at"));
        return new Account(
                new UserId(row.getObject("id", UUID.class)),
                row.getString("email"),
                row.getString("username"),
                row.getString("display_name"),
                operator,
                AccountStatus.of(blockedAt != null, operator, statuses(row)),
                row.getInt("organizations"),
                List.of((String[]) row.getArray("organization_names").getArray()),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("last_sign_in_at")),
                blockedAt);
    }

    private static Set<MembershipStatus> statuses(ResultSet row) throws SQLException {
        var statuses = EnumSet.noneOf(MembershipStatus.class);
        for (var key : (String[]) row.getArray("statuses").getArray()) {
            statuses.add(MembershipStatus.find(key).orElseThrow());
        }
        return statuses;
    }

    private static AccountMembership membership(ResultSet row) throws SQLException {
        return new AccountMembership(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                row.getString("slug"),
                row.getString("name"),
                MembershipStatus.find(row.getString("status")).orElseThrow(),
                row.getString("role_key"),
                row.getString("role_name"),
                List.of((String[]) row.getArray("group_names").getArray()),
                row.getBoolean("home"),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("last_sign_in_at")),
                instant(row.getTimestamp("invitation_expires_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
