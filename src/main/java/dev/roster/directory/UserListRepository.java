package dev.roster.directory;

import dev.roster.directory.UserFilter.Sort;
import dev.roster.http.StorableTime;
import dev.roster.membership.Member;
import dev.roster.membership.MemberQuery;
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
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Reads one page of an organization's users with keyset pagination, so that the ten-thousandth page costs as much as the
 * first.
 */
@Repository
class UserListRepository {
    /** Literally the predicate of the partial indexes, so that the planner recognises that they apply. */
    private static final String LISTED = "m.status not in ('deleted', 'removed', 'erased')";

    /** A trigram index needs three letters; shorter searches walk the order by name. */
    private static final int TRIGRAM = 3;

    /** The number of rows that a search scans along the order before it turns to the trigram index. */
    private static final int A_WHILE = 4_000;

    /** The same if the letters turned out to be common enough to find a page's worth on the way. */
    private static final int A_LONG_WHILE = 10 * A_WHILE;

    /** The number of rows held in memory while all are read. */
    private static final int AT_A_TIME = 500;

    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;

    UserListRepository(NamedParameterJdbcTemplate jdbc, TransactionOperations transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A row with its sort position as text, for the next page's cursor. */
    record Row(Member member, String position) {}

    /** One extra row is returned if there are more. */
    List<Row> list(OrganizationId organization, UserFilter filter, @Nullable Cursor at, int rows) {
        if (!isTrigramSearch(filter)) {
            return read(organization, filter, at, rows, null);
        }
        // Common letters fill the page within a scan along the order, which an index fully covers; for all others the
        // trigram index is faster. Left to choose, PostgreSQL occasionally scans a million rows.
        var nearby = read(organization, filter, at, rows, A_WHILE);
        if (filter.isWalkedByIndexAlone() && nearby.size() < rows && nearby.size() * A_LONG_WHILE / A_WHILE >= rows) {
            nearby = read(organization, filter, at, rows, A_LONG_WHILE);
        }
        return nearby.size() == rows ? nearby : matches(organization, filter, at, rows);
    }

    /** Everyone who matches the filter as of one moment, in order, fetched in small batches however many there are. */
    void each(OrganizationId organization, UserFilter filter, Consumer<Member> reader) {
        var query = query(organization, filter, true);
        var sql = query.members(order(filter, null, filter.sort().expression()));
        plannedAfresh(() -> jdbc.execute(sql, query.parameters(), statement -> {
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

    /** @param walk the number of rows of the order to scan, or null for as many as it takes */
    private List<Row> read(
            OrganizationId organization, UserFilter filter, @Nullable Cursor at, int rows, @Nullable Integer walk) {
        var place = filter.sort().expression();
        var query = query(organization, filter, walk == null).with("rows", rows);
        after(query, filter, at);
        var order = order(filter, at, place);
        var sql = walk == null
                ? query.members(order + " limit :rows")
                : MemberQuery.membersOf(
                        """
                        select organization_id, user_id
                          from (%s %s limit %d) walked
                         where search like :search order by place %s, user_id %4$s limit :rows
                        """.formatted(
                                        query.memberships(
                                                "m.organization_id, m.user_id, m.search, %s as place".formatted(place)),
                                        order,
                                        walk,
                                        direction(filter, at)),
                        order + " limit :rows");
        Supplier<List<Row>> asked =
                () -> jdbc.execute(sql, query.parameters(), statement -> rows(statement, filter.sort()));
        // The first letters of a name become an index range only if PostgreSQL sees them; group sizes vary, so a
        // generic plan would be wrong.
        boolean ranging = walk == null && filter.search() != null;
        return ranging || filter.group() != null ? plannedAfresh(asked) : asked.get();
    }

    /** Uses the trigram index, in the same order but written so that no index offers it. */
    private List<Row> matches(OrganizationId organization, UserFilter filter, @Nullable Cursor at, int rows) {
        var query = query(organization, filter, true).with("rows", rows);
        after(query, filter, at);
        var sql = query.members(order(filter, at, filter.sort().unindexed()) + " limit :rows");
        return plannedAfresh(() -> jdbc.execute(sql, query.parameters(), statement -> rows(statement, filter.sort())));
    }

    private static void after(MemberQuery query, UserFilter filter, @Nullable Cursor at) {
        if (at != null) {
            query.and("(%s, m.user_id) %s (:value, :id)"
                            .formatted(filter.sort().expression(), descending(filter, at) ? "<" : ">"))
                    .with("value", value(filter.sort(), at.position().value()))
                    .with("id", at.position().id());
        }
    }

    private static String order(UserFilter filter, @Nullable Cursor at, String expression) {
        return " order by %s %s, m.user_id %2$s".formatted(expression, direction(filter, at));
    }

    private static String direction(UserFilter filter, @Nullable Cursor at) {
        return descending(filter, at) ? "desc" : "asc";
    }

    private static boolean descending(UserFilter filter, @Nullable Cursor at) {
        return filter.descending() != (at != null && at.backwards());
    }

    /** The number of matches, counting no further than {@code most}. */
    int count(OrganizationId organization, UserFilter filter, int most) {
        var query = query(organization, filter, true).with("most", most);
        var sql = "select count(*) from (" + query.memberships("1") + " limit :most) counted";
        return plannedAfresh(() -> Objects.requireNonNull(jdbc.queryForObject(sql, query.parameters(), Integer.class)));
    }

    /** The planner's estimate: good enough for a label, without counting a million rows. */
    long estimate(OrganizationId organization, UserFilter filter) {
        var query = query(organization, filter, true);
        var sql = "explain " + query.memberships("1");
        var plan = plannedAfresh(() -> jdbc.queryForList(sql, query.parameters(), String.class));
        var rows = Pattern.compile("rows=(\\d+)").matcher(plan.getFirst());
        return rows.find() ? Long.parseLong(rows.group(1)) : 0;
    }

    private static boolean isTrigramSearch(UserFilter filter) {
        return filter.search() != null
                && filter.search().codePointCount(0, filter.search().length()) >= TRIGRAM;
    }

    /** How best to find rows depends on how many match the value, so PostgreSQL must see it and plan each time. */
    private <T> T plannedAfresh(Supplier<T> query) {
        return Objects.requireNonNull(transactions.execute(transaction -> {
            jdbc.getJdbcOperations().execute("set local plan_cache_mode = force_custom_plan");
            return query.get();
        }));
    }

    /** @param searching whether only those that match the filter's search */
    private MemberQuery query(OrganizationId organization, UserFilter filter, boolean searching) {
        var query = new MemberQuery(organization);
        if (filter.status() == null) {
            query.and(LISTED);
        } else {
            query.and(filter.status().condition()).with("now", clock.instant().atOffset(ZoneOffset.UTC));
        }
        if (filter.role() != null) {
            query.and("m.role_id = :role").with("role", filter.role().value());
        }
        if (filter.group() != null) {
            query.and("""
                            exists (select 1 from group_members b
                                     where b.organization_id = m.organization_id and b.user_id = m.user_id
                                       and b.group_id = :group)
                            """).with("group", filter.group().value());
        }
        if (filter.search() != null) {
            var folded = Text.literal(Text.folded(filter.search()));
            boolean trigrams = isTrigramSearch(filter);
            query.with("search", trigrams ? "%" + folded + "%" : folded + "%");
            if (searching) {
                query.and(trigrams ? "m.search like :search" : "m.sort_name like :search");
            }
        }
        return query;
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
