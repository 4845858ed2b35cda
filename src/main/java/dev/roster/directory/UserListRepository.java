package dev.roster.directory;

import dev.roster.directory.UserFilter.Sort;
import dev.roster.http.StorableTime;
import dev.roster.membership.Member;
import dev.roster.membership.MemberRepository;
import dev.roster.shared.Cursor;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Text;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/** Reads one page of an organization's users: by keyset, so that the ten-thousandth page costs what the first does. */
@Repository
class UserListRepository {
    /** Literally the predicate of the partial indexes, so that the planner sees that they serve. */
    private static final String LISTED = " and m.status not in ('deleted', 'removed', 'erased')";

    /** A trigram index needs three letters; shorter searches walk the order by name. */
    private static final int TRIGRAM = 3;

    /** How many rows a search looks at along the order before it turns to the trigram index. */
    private static final int A_WHILE = 4_000;

    /** The same where the letters turned out to be common enough to find a page's worth on the way. */
    private static final int A_LONG_WHILE = 10 * A_WHILE;

    /** How many rows are in memory while all are read. */
    private static final int AT_A_TIME = 500;

    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;

    UserListRepository(NamedParameterJdbcTemplate jdbc, TransactionOperations transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A row with the text of its place in the order, for the next page's cursor. */
    record Row(Member member, String position) {}

    /** One row more than asked for where there are more. */
    List<Row> list(OrganizationId organization, UserFilter filter, @Nullable Cursor at, int rows) {
        if (!isTrigramSearch(filter)) {
            return read(organization, filter, at, rows, null);
        }
        // Common letters fill the page within a walk along the order, which an index has all of; for all others the
        // trigram index is quicker. PostgreSQL, left to choose between the two, now and then walks a million rows.
        var nearby = read(organization, filter, at, rows, A_WHILE);
        if (filter.isWalkedByIndexAlone() && nearby.size() < rows && nearby.size() * A_LONG_WHILE / A_WHILE >= rows) {
            nearby = read(organization, filter, at, rows, A_LONG_WHILE);
        }
        return nearby.size() == rows ? nearby : matches(organization, filter, at, rows);
    }

    /** Everybody whom the filter finds at one moment, in order, read a few at a time: however many there are. */
    void each(OrganizationId organization, UserFilter filter, Consumer<Member> reader) {
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        var sql = MemberRepository.SELECT
                + where(organization, filter, parameters, true)
                + order(filter, null, filter.sort().expression());
        plannedAfresh(() -> jdbc.execute(sql, parameters, statement -> {
            statement.setFetchSize(AT_A_TIME);
            try (var result = statement.executeQuery()) {
                int number = 0;
                while (result.next()) {
                    reader.accept(MemberRepository.member(result, number++));
                }
                return number;
            }
        }));
    }

    /** @param walk how many rows of the order to look at, or null for as many as it takes */
    private List<Row> read(
            OrganizationId organization, UserFilter filter, @Nullable Cursor at, int rows, @Nullable Integer walk) {
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        var where = where(organization, filter, parameters, walk == null) + after(filter, at, parameters);
        var order = order(filter, at, filter.sort().expression());
        parameters.put("rows", rows);
        var sql = walk == null
                ? MemberRepository.SELECT + where + order
                : MemberRepository.SELECT.replace("from members m", """
                                  from
                                (select organization_id, user_id
                                   from (select m.organization_id, m.user_id, m.search, %s as place
                                           from memberships m %s limit %d) walked
                                  where search like :search %s limit :rows) found
                                 join members m using (organization_id, user_id)
                                """.formatted(
                                        filter.sort().expression(),
                                        where + order,
                                        walk,
                                        order(filter, at, "place").replace("m.user_id", "user_id")))
                        + order;
        Supplier<List<Row>> query =
                () -> jdbc.execute(sql + " limit :rows", parameters, statement -> rows(statement, filter.sort()));
        // The first letters of a name are a range of the index, if PostgreSQL sees them; a group is large or small.
        boolean ranging = walk == null && filter.search() != null;
        return ranging || filter.group() != null ? plannedAfresh(query) : query.get();
    }

    /** By the trigram index, in the same order but said so that no index offers it. */
    private List<Row> matches(OrganizationId organization, UserFilter filter, @Nullable Cursor at, int rows) {
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        var where = where(organization, filter, parameters, true) + after(filter, at, parameters);
        parameters.put("rows", rows);
        var sql = MemberRepository.SELECT + where
                + order(filter, at, filter.sort().unindexed()) + " limit :rows";
        return plannedAfresh(() -> jdbc.execute(sql, parameters, statement -> rows(statement, filter.sort())));
    }

    private static String after(UserFilter filter, @Nullable Cursor at, Map<String, @Nullable Object> parameters) {
        if (at == null) {
            return "";
        }
        parameters.put("value", value(filter.sort(), at.position().value()));
        parameters.put("id", at.position().id());
        return " and (%s, m.user_id) %s (:value, :id)"
                .formatted(filter.sort().expression(), descending(filter, at) ? "<" : ">");
    }

    private static String order(UserFilter filter, @Nullable Cursor at, String expression) {
        var direction = descending(filter, at) ? " desc" : " asc";
        return " order by " + expression + direction + ", m.user_id" + direction;
    }

    private static boolean descending(UserFilter filter, @Nullable Cursor at) {
        return filter.descending() != (at != null && at.backwards());
    }

    /** How many there are, counting no further than {@code most}. */
    int count(OrganizationId organization, UserFilter filter, int most) {
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        var where = where(organization, filter, parameters, true);
        parameters.put("most", most);
        var sql = "select count(*) from (select 1 from memberships m" + where + " limit :most) counted";
        return plannedAfresh(() -> Objects.requireNonNull(jdbc.queryForObject(sql, parameters, Integer.class)));
    }

    /** How many there are in the planner's estimate: what a million rows are worth counting for a label. */
    long estimate(OrganizationId organization, UserFilter filter) {
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        var sql = "explain select 1 from memberships m" + where(organization, filter, parameters, true);
        var plan = plannedAfresh(() -> jdbc.queryForList(sql, parameters, String.class));
        var rows = Pattern.compile("rows=(\\d+)").matcher(plan.getFirst());
        return rows.find() ? Long.parseLong(rows.group(1)) : 0;
    }

    private static boolean isTrigramSearch(UserFilter filter) {
        return filter.search() != null
                && filter.search().codePointCount(0, filter.search().length()) >= TRIGRAM;
    }

    /** How many rows there are of what is looked for decides how to find them: PostgreSQL must see it, each time. */
    private <T> T plannedAfresh(Supplier<T> query) {
        return Objects.requireNonNull(transactions.execute(transaction -> {
            jdbc.getJdbcOperations().execute("set local plan_cache_mode = force_custom_plan");
            return query.get();
        }));
    }

    private String where(
            OrganizationId organization,
            UserFilter filter,
            Map<String, @Nullable Object> parameters,
            boolean searching) {
        var sql = new StringBuilder(" where m.organization_id = :organization");
        parameters.put("organization", organization.value());
        if (filter.status() == null) {
            sql.append(LISTED);
        } else {
            sql.append(" and ").append(filter.status().condition());
            parameters.put("now", clock.instant().atOffset(ZoneOffset.UTC));
        }
        if (filter.role() != null) {
            sql.append(" and m.role_id = :role");
            parameters.put("role", filter.role().value());
        }
        if (filter.group() != null) {
            sql.append("""
                     and exists (select 1 from group_members b
                                  where b.organization_id = m.organization_id and b.user_id = m.user_id
                                    and b.group_id = :group)
                    """);
            parameters.put("group", filter.group().value());
        }
        if (filter.search() != null) {
            var folded = Text.literal(Text.folded(filter.search()));
            boolean trigrams = isTrigramSearch(filter);
            parameters.put("search", trigrams ? "%" + folded + "%" : folded + "%");
            if (searching) {
                sql.append(trigrams ? " and m.search like :search" : " and m.sort_name like :search");
            }
        }
        return sql.toString();
    }

    private static Object value(Sort sort, String text) {
        return switch (sort) {
            case NAME -> text;
            case CREATED_AT, LAST_SIGN_IN_AT -> StorableTime.read(text).orElseThrow();
        };
    }

    private static List<Row> rows(PreparedStatement statement, Sort sort) throws SQLException {
        var rows = new ArrayList<Row>();
        try (var result = statement.executeQuery()) {
            while (result.next()) {
                var member = MemberRepository.member(result, rows.size());
                rows.add(new Row(member, position(member, result, sort)));
            }
        }
        return rows;
    }

    private static String position(Member member, ResultSet result, Sort sort) throws SQLException {
        return switch (sort) {
            case NAME -> result.getString("sort_name");
            case CREATED_AT -> text(member.createdAt());
            case LAST_SIGN_IN_AT -> {
                var lastSignIn = member.lastSignInAt();
                yield text(lastSignIn == null ? Instant.EPOCH : lastSignIn);
            }
        };
    }

    private static String text(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toString();
    }
}
