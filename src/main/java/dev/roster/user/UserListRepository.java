package dev.roster.user;

import dev.roster.shared.Cursor;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Text;
import dev.roster.user.UserFilter.Sort;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/** Reads one page of an organization's users: by keyset, so that the ten-thousandth page costs what the first does. */
@Repository
class UserListRepository {
    /** Literally the predicate of the partial indexes, so that the planner sees that they serve. */
    private static final String LISTED = " and m.status not in ('deleted', 'removed', 'erased')";

    private static final Pattern WILDCARD = Pattern.compile("([\\\\%_])");

    /** A trigram index needs three letters; shorter searches walk the order by name. */
    private static final int TRIGRAM = 3;

    /** How many rows a search looks at along the order before it turns to the trigram index. */
    private static final int A_WHILE = 2_000;

    private final NamedParameterJdbcTemplate jdbc;

    UserListRepository(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A row with the text of its place in the order, for the next page's cursor. */
    record Row(Member member, String position) {}

    /** One row more than asked for where there are more. */
    List<Row> list(OrganizationId organization, UserFilter filter, @Nullable Cursor at, int rows) {
        if (!isTrigramSearch(filter)) {
            return read(organization, filter, at, rows, Walk.THE_ORDER);
        }
        // Common letters fill the page within a short walk along the order; for all others the trigram index is
        // quicker.
        // PostgreSQL, left to choose between the two, now and then walks a million rows.
        var nearby = read(organization, filter, at, rows, Walk.THE_ORDER_A_WHILE);
        return nearby.size() == rows ? nearby : read(organization, filter, at, rows, Walk.THE_MATCHES);
    }

    private enum Walk {
        THE_ORDER,
        THE_ORDER_A_WHILE,
        THE_MATCHES
    }

    private List<Row> read(OrganizationId organization, UserFilter filter, @Nullable Cursor at, int rows, Walk walk) {
        boolean backwards = at != null && at.backwards();
        boolean descending = filter.descending() != backwards;
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        var order = filter.sort().expression();
        var direction = descending ? " desc" : " asc";
        var where = new StringBuilder(where(organization, filter, parameters, walk != Walk.THE_ORDER_A_WHILE));
        if (at != null) {
            where.append(" and (" + order + ", m.user_id) " + (descending ? "<" : ">") + " (:value, :id)");
            parameters.put("value", value(filter.sort(), at.position().value()));
            parameters.put("id", at.position().id());
        }
        var ordered = " order by " + order + direction + ", m.user_id" + direction;
        var sql = switch (walk) {
            case THE_ORDER -> MemberRepository.SELECT + where + ordered;
            case THE_ORDER_A_WHILE ->
                MemberRepository.SELECT.replace(
                                "memberships m",
                                "(select * from memberships m" + where + ordered + " limit " + A_WHILE + ") m")
                        + " where m.search like :search" + ordered;
            // The same order, said so that no index offers it.
            case THE_MATCHES ->
                MemberRepository.SELECT + where + " order by " + filter.sort().unindexed() + direction + ", m.user_id"
                        + direction;
        };
        parameters.put("rows", rows);
        return jdbc.execute(sql + " limit :rows", parameters, statement -> {
            planAfresh(filter, statement);
            try (var result = statement.executeQuery()) {
                return rows(result, filter.sort());
            }
        });
    }

    /** How many there are, counting no further than {@code most}. */
    int count(OrganizationId organization, UserFilter filter, int most) {
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        var where = where(organization, filter, parameters, true);
        parameters.put("most", most);
        var sql = "select count(*) from (select 1 from memberships m" + where + " limit :most) counted";
        return jdbc.execute(sql, parameters, statement -> {
            planAfresh(filter, statement);
            try (var result = statement.executeQuery()) {
                return result.next() ? result.getInt(1) : 0;
            }
        });
    }

    /** How many there are in the planner's estimate: what a million rows are worth counting for a label. */
    long estimate(OrganizationId organization, UserFilter filter) {
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        var plan = jdbc.queryForList(
                "explain select 1 from memberships m" + where(organization, filter, parameters, true),
                parameters,
                String.class);
        var rows = Pattern.compile("rows=(\\d+)").matcher(plan.getFirst());
        return rows.find() ? Long.parseLong(rows.group(1)) : 0;
    }

    private static boolean isTrigramSearch(UserFilter filter) {
        return filter.search() != null
                && filter.search().codePointCount(0, filter.search().length()) >= TRIGRAM;
    }

    /** How common the searched letters are decides between two plans: PostgreSQL must see them, each time. */
    private static void planAfresh(UserFilter filter, PreparedStatement statement) throws SQLException {
        if (filter.search() != null) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        }
    }

    private static String where(
            OrganizationId organization,
            UserFilter filter,
            Map<String, @Nullable Object> parameters,
            boolean searching) {
        var sql = new StringBuilder(" where m.organization_id = :organization");
        parameters.put("organization", organization.value());
        if (filter.status() == null) {
            sql.append(LISTED);
        } else {
            sql.append(" and m.status = :status");
            parameters.put("status", filter.status().key());
        }
        if (filter.role() != null) {
            sql.append(" and m.role_id = :role");
            parameters.put("role", filter.role().value());
        }
        if (filter.search() != null) {
            var folded = WILDCARD.matcher(Text.folded(filter.search())).replaceAll("\\\\$1");
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
            case CREATED_AT, LAST_SIGN_IN_AT -> OffsetDateTime.parse(text);
        };
    }

    private static List<Row> rows(ResultSet result, Sort sort) throws SQLException {
        var rows = new ArrayList<Row>();
        while (result.next()) {
            var member = MemberRepository.member(result, rows.size());
            rows.add(new Row(member, position(member, result, sort)));
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
