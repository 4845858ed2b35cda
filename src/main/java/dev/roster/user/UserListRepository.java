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

    private final NamedParameterJdbcTemplate jdbc;

    UserListRepository(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A row with the text of its place in the order, for the next page's cursor. */
    record Row(Member member, String position) {}

    /** One row more than asked for where there are more. */
    List<Row> list(OrganizationId organization, UserFilter filter, @Nullable Cursor at, int rows) {
        boolean backwards = at != null && at.backwards();
        boolean descending = filter.descending() != backwards;
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        var order = filter.sort().expression();
        var direction = descending ? " desc" : " asc";
        var sql = new StringBuilder(MemberRepository.SELECT).append(where(organization, filter, parameters));
        if (at != null) {
            sql.append(" and (" + order + ", m.user_id) " + (descending ? "<" : ">") + " (:value, :id)");
            parameters.put("value", value(filter.sort(), at.position().value()));
            parameters.put("id", at.position().id());
        }
        sql.append(" order by " + order + direction + ", m.user_id" + direction + " limit :rows");
        parameters.put("rows", rows);
        return jdbc.execute(sql.toString(), parameters, statement -> {
            planAfresh(filter, statement);
            try (var result = statement.executeQuery()) {
                return rows(result, filter.sort());
            }
        });
    }

    /** How many there are, counting no further than {@code most}. */
    int count(OrganizationId organization, UserFilter filter, int most) {
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        var where = where(organization, filter, parameters);
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
                "explain select 1 from memberships m" + where(organization, filter, parameters),
                parameters,
                String.class);
        var rows = Pattern.compile("rows=(\\d+)").matcher(plan.getFirst());
        return rows.find() ? Long.parseLong(rows.group(1)) : 0;
    }

    /** How common the searched letters are decides between two plans: PostgreSQL must see them, each time. */
    private static void planAfresh(UserFilter filter, PreparedStatement statement) throws SQLException {
        if (filter.search() != null) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        }
    }

    private static String where(
            OrganizationId organization, UserFilter filter, Map<String, @Nullable Object> parameters) {
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
            boolean shortened =
                    filter.search().codePointCount(0, filter.search().length()) < TRIGRAM;
            sql.append(shortened ? " and m.sort_name like :search" : " and m.search like :search");
            parameters.put("search", shortened ? folded + "%" : "%" + folded + "%");
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
