package dev.roster.directory;

import dev.roster.directory.UserFilter.Sort;
import dev.roster.directory.UserPage.Limits;
import dev.roster.http.StorableTime;
import dev.roster.membership.ListStatus;
import dev.roster.membership.Member;
import dev.roster.membership.MemberQuery;
import dev.roster.membership.MemberRepository;
import dev.roster.membership.WordSearch;
import dev.roster.shared.Cursor;
import dev.roster.shared.OrganizationId;
import dev.roster.standby.Standby;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
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

/**
 * Reads one page of an organization's users with keyset pagination, so that the ten-thousandth page costs as much as the
 * first.
 */
@Repository
class UserListRepository {
    /** The number of rows held in memory while all are read. */
    private static final int AT_A_TIME = 500;

    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final Standby standby;

    UserListRepository(
            NamedParameterJdbcTemplate jdbc, TransactionOperations transactions, Clock clock, Standby standby) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.standby = standby;
    }

    /** A row with its sort position as text, for the next page's cursor. */
    record Row(Member member, String position) {}

    /** One extra row is returned if there are more. */
    List<Row> list(OrganizationId organization, UserFilter filter, @Nullable Cursor at, int rows) {
        return list(organization, filter, at, rows, Limits.MEASURED);
    }

    List<Row> list(OrganizationId organization, UserFilter filter, @Nullable Cursor at, int rows, Limits limits) {
        var page = new UserPage(filter, at, limits);
        if (filter.traits().any()) {
            return narrowed(organization, filter, page, at, rows);
        }
        var parameters = parameters(organization, page, rows);
        if (at != null) {
            parameters.put("value", value(filter.sort(), at.position().value()));
            parameters.put("id", at.position().id());
        }
        var sql = MemberQuery.membersOf(page.found(), page.order("found.place", "found.user_id"));
        return jdbc.execute(sql, parameters, statement -> rows(statement, filter.sort()));
    }

    /** Traits leave one user, or almost everyone: PostgreSQL sees which, and plans each time. */
    private List<Row> narrowed(
            OrganizationId organization, UserFilter filter, UserPage page, @Nullable Cursor at, int rows) {
        var place = filter.sort().expression();
        var query = gathered(organization, filter).with("rows", rows);
        if (at != null) {
            query.and(page.isAfter(place, "m"))
                    .with("value", value(filter.sort(), at.position().value()))
                    .with("id", at.position().id());
        }
        var sql = query.members(page.order(place, "m.user_id") + " limit :rows");
        return plannedAfresh(() -> jdbc.execute(sql, query.parameters(), statement -> rows(statement, filter.sort())));
    }

    private Map<String, @Nullable Object> parameters(OrganizationId organization, UserPage page, int rows) {
        var parameters = new HashMap<String, @Nullable Object>(page.parameters());
        parameters.put("organization", organization.value());
        parameters.put("rows", rows);
        parameters.put("now", now());
        return parameters;
    }

    /**
     * Everyone who matches the filter as of one moment, in order, fetched in small batches however many there are, and from the
     * stand-by if there is one.
     */
    void each(OrganizationId organization, UserFilter filter, Consumer<Member> reader) {
        standby.stream(() -> read(organization, filter, reader));
    }

    private void read(OrganizationId organization, UserFilter filter, Consumer<Member> reader) {
        var query = gathered(organization, filter);
        var sql = query.members(" order by %s %s, m.user_id %2$s"
                .formatted(filter.sort().expression(), filter.descending() ? "desc" : "asc"));
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

    /** The number of matches, counting no further than {@code most}. */
    int count(OrganizationId organization, UserFilter filter, int most) {
        if (filter.search() == null
                && filter.group() == null
                && !filter.traits().any()) {
            var page = new UserPage(filter, null, Limits.MEASURED);
            return counted(
                    "select count(*) from (" + page.all() + " limit :rows) counted",
                    parameters(organization, page, most));
        }
        var query = gathered(organization, filter).with("most", most);
        var sql = "select count(*) from (" + query.memberships("1") + " limit :most) counted";
        return plannedAfresh(() -> counted(sql, query.parameters()));
    }

    private int counted(String sql, Map<String, @Nullable Object> parameters) {
        return Objects.requireNonNull(jdbc.queryForObject(sql, parameters, Integer.class));
    }

    /** The planner's estimate: good enough for a label, without counting a million rows. */
    long estimate(OrganizationId organization, UserFilter filter) {
        var query = query(organization, filter);
        var sql = "explain " + query.memberships("1");
        var plan = plannedAfresh(() -> jdbc.queryForList(sql, query.parameters(), String.class));
        var rows = Pattern.compile("rows=(\\d+)").matcher(plan.getFirst());
        return rows.find() ? Long.parseLong(rows.group(1)) : 0;
    }

    /** How best to find rows depends on how many match the value, so PostgreSQL must see it and plan each time. */
    private <T> T plannedAfresh(Supplier<T> query) {
        return Objects.requireNonNull(transactions.execute(transaction -> {
            jdbc.getJdbcOperations().execute("set local plan_cache_mode = force_custom_plan");
            return query.get();
        }));
    }

    private MemberQuery query(OrganizationId organization, UserFilter filter) {
        boolean deleted = filter.status() == ListStatus.DELETED;
        var query = new MemberQuery(organization).and("m.listed = " + !deleted);
        if (filter.status() != null && !deleted) {
            query.and(filter.status().condition()).with("now", now());
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
        filter.traits().narrow(query, clock.instant());
        if (filter.search() != null) {
            var search = new WordSearch(filter.search());
            search.parameters().forEach(query::with);
            query.and(search.matches("m"));
        }
        return query;
    }

    /** The same, with the people of a search from {@code words}. */
    private MemberQuery gathered(OrganizationId organization, UserFilter filter) {
        var query = query(organization, filter);
        return filter.search() == null
                ? query
                : query.and("m.user_id in (%s)"
                        .formatted(new WordSearch(filter.search()).people(filter.status() != ListStatus.DELETED)));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
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
