package dev.roster.directory;

import dev.roster.directory.UserFilter.Sort;
import dev.roster.membership.ListStatus;
import dev.roster.membership.MembershipStatus;
import dev.roster.membership.WordSearch;
import dev.roster.shared.Cursor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds who is on a page of the list, in one statement that PostgreSQL plans once, whatever it is asked for except traits.
 *
 * <p>Where no index has exactly the filter and the order, there are two ways: to gather all who may match, from the words of a
 * search, the roles and statuses or a group, or to scan the order until the page is full. How many may match decides between
 * them while the statement runs. A few are gathered. Many are usually met soon on the way, and only if not, all are gathered.
 */
final class UserPage {
    /**
     * When to do what.
     *
     * @param few how many candidates are gathered right away
     * @param words how many different words they may have for that
     * @param scanned how much of the order is scanned
     */
    record Limits(int few, int words, int scanned) {
        static final Limits MEASURED = new Limits(2_000, 100, 15_000);
    }

    private static final String NOT_MET = "(select count(*) from met) < :rows";

    private static final String MANY_WORDS = "(select many from spoken)";

    private final UserFilter filter;
    private final @Nullable Cursor at;
    private final Limits limits;
    private final @Nullable WordSearch search;
    private final boolean listed;

    /** Whether the page shows only some roles and statuses of its list. */
    private final boolean someRoles;

    UserPage(UserFilter filter, @Nullable Cursor at, Limits limits) {
        this.filter = filter;
        this.at = at;
        this.limits = limits;
        this.search = filter.search() == null ? null : new WordSearch(filter.search());
        this.listed = filter.status() != ListStatus.DELETED;
        this.someRoles = filter.role() != null || (filter.status() != null && listed);
    }

    /** The values of the filter; those of the page itself come with the cursor. */
    Map<String, Object> parameters() {
        var parameters = new LinkedHashMap<String, Object>();
        if (search != null) {
            parameters.putAll(search.parameters());
        }
        if (filter.role() != null) {
            parameters.put("role", filter.role().value());
        }
        if (filter.group() != null) {
            parameters.put("group", filter.group().value());
        }
        return parameters;
    }

    /** Common table expressions: {@code found} has {@code place} and {@code user_id} of up to {@code :rows} people. */
    String found() {
        boolean byTime = filter.sort() == Sort.LAST_SIGN_IN_AT;
        if (search == null && filter.group() == null && !(someRoles && byTime)) {
            return "found as (" + (someRoles ? first(byRole(true)) : members(here(), true)) + ")";
        }
        return search != null && filter.group() == null && !someRoles && filter.sort() == Sort.NAME
                ? byWord(search)
                : gathered();
    }

    /** A select of everyone, in no order, where there is neither a search nor a group. */
    String all() {
        return someRoles
                ? "select x.user_id from (" + byRole(false) + ") x"
                : "select m.user_id from memberships m where " + here();
    }

    /** A search in the order of names, which {@code words} has for each word. */
    private String byWord(WordSearch words) {
        var beginnings = "select x.sort_name as place, x.user_id from %s w cross join lateral ("
                + words.holders("x.sort_name, x.user_id", "w", listed, after("x.sort_name", "x"))
                + order("x.sort_name", "x.user_id") + " limit :rows) x where %s";
        return String.join(
                ", ",
                words.sought(listed),
                manyWords(),
                "near as materialized (" + beginnings.formatted("few", "not " + MANY_WORDS) + ")",
                met(MANY_WORDS),
                "far as materialized (" + beginnings.formatted("sought", MANY_WORDS + " and " + NOT_MET) + ")",
                together(List.of("near")));
    }

    private String manyWords() {
        return "few as materialized (select word from sought limit %d), spoken as materialized (select count(*) > %d as many from few)"
                .formatted(limits.words() + 1, limits.words());
    }

    /**
     * A select that has everyone who matches.
     *
     * @param places whether it has their {@code place} and heeds the cursor
     * @param exact whether everyone whom it has matches
     */
    private record Source(String select, boolean places, boolean exact) {}

    private String gathered() {
        var parts = new ArrayList<String>();
        if (search != null) {
            parts.add(search.sought(listed));
            parts.add(manyWords());
        }
        var sources = sources();
        var gathered = new ArrayList<String>();
        var many = search == null ? "false" : MANY_WORDS;
        for (int i = 0; i < sources.size(); i++) {
            var unless = i == 0 ? "not " + many : many;
            parts.add("few%d as materialized (select x.* from (%s) x where %s limit %d)"
                    .formatted(i, sources.get(i).select(), unless, limits.few() + 1));
            parts.add("crowd%d as materialized (select count(*) > %d%s as many from few%1$d)"
                    .formatted(i, limits.few(), i == 0 ? " or " + many : ""));
            many = "(select many from crowd%d)".formatted(i);
            parts.add("near%d as materialized (%s)".formatted(i, matching(sources.get(i), "few" + i, "not " + many)));
            gathered.add("near" + i);
        }
        var all = sources.getFirst();
        parts.add(met(many));
        parts.add("far as materialized (%s limit :rows)"
                .formatted(matching(all, "(" + all.select() + ")", many + " and " + NOT_MET)));
        parts.add(together(gathered));
        return String.join(", ", parts);
    }

    private List<Source> sources() {
        var sources = new ArrayList<Source>();
        boolean places = filter.sort() != Sort.LAST_SIGN_IN_AT;
        if (search != null) {
            var place = filter.sort() == Sort.NAME ? "x.sort_name" : "x.created_at";
            var holders = places
                    ? search.holders(place + " as place, x.user_id", "w", listed, after(place, "x"))
                    : search.holders("x.user_id", "w", listed, "");
            sources.add(new Source(
                    "select x.* from sought w cross join lateral (%s offset 0) x".formatted(holders),
                    places,
                    places && !someRoles && filter.group() == null));
        }
        if (someRoles) {
            sources.add(new Source(byRole(false), true, search == null && filter.group() == null));
        }
        if (filter.group() != null) {
            sources.add(new Source(
                    "select g.user_id from group_members g where g.organization_id = :organization and g.group_id = :group",
                    false,
                    false));
        }
        return sources;
    }

    /** Those of the source who match, each once and in order. */
    private String matching(Source source, String from, String condition) {
        if (source.exact()) {
            return "select distinct x.place, x.user_id from %s x where %s%s"
                    .formatted(from, condition, order("x.place", "x.user_id"));
        }
        var member = members(here() + " and m.user_id = x.user_id" + conditions(), false);
        var columns = source.places() ? "x.place, x.user_id" : "x.user_id";
        var ordered = source.places() ? order("x.place", "x.user_id") : "";
        return "select m.place, m.user_id from (select distinct %s from %s x where %s%s) x cross join lateral (%s) m%s"
                .formatted(
                        columns,
                        from,
                        condition,
                        ordered,
                        member,
                        source.places() ? order("x.place", "x.user_id") : order("m.place", "m.user_id"));
    }

    /** The first who match in the next part of the order. */
    private String met(String condition) {
        return """
                met as materialized (
                    select m.place, m.user_id
                      from (select m.organization_id, m.user_id, m.sort_name, m.search, m.role_id, m.status, %s as place
                              from memberships m where %s and %s%s%s limit %d) m
                     where true%s%s limit :rows)\
                """.formatted(
                        place(),
                        here(),
                        condition,
                        after(place(), "m"),
                        order(place(), "m.user_id"),
                        limits.scanned(),
                        conditions(),
                        order("m.place", "m.user_id"));
    }

    private String together(List<String> gathered) {
        var all = gathered.stream()
                .map("select place, user_id from %s union "::formatted)
                .collect(Collectors.joining());
        return "found as (" + first(all + "select place, user_id from met union select place, user_id from far") + ")";
    }

    private String first(String select) {
        return "select x.place, x.user_id from (%s) x%s limit :rows".formatted(select, order("x.place", "x.user_id"));
    }

    /** The members after the cursor, the first ones in order, or all of them. */
    private String members(String conditions, boolean first) {
        return "select %s as place, m.user_id from memberships m where %s%s"
                        .formatted(place(), conditions, after(place(), "m"))
                + (first ? order(place(), "m.user_id") + " limit :rows" : " offset 0");
    }

    /**
     * The members of each role and status that the filter leaves.
     *
     * @param first only the first of each, which an index has in order
     */
    private String byRole(boolean first) {
        return filter.role() != null
                ? ofRoles("", "m.role_id = :role", first)
                : ofRoles("", "m.role_id is null", first) + " union all "
                        + ofRoles(" join roles r on r.organization_id = :organization", "m.role_id = r.id", first);
    }

    private String ofRoles(String roles, String condition, boolean first) {
        var member = "m.organization_id = :organization and m.status = s.status and " + condition + ofStatus();
        return "select x.place, x.user_id from (values %s) s (status)%s cross join lateral (%s) x"
                .formatted(statuses(), roles, members(member, first));
    }

    private String statuses() {
        var statuses = filter.status() == null
                ? MembershipStatus.LISTED.stream().map(MembershipStatus::key)
                : Stream.of(filter.status() == ListStatus.EXPIRED ? ListStatus.INVITED : filter.status())
                        .map(ListStatus::key);
        return statuses.map("('%s')"::formatted).collect(Collectors.joining(", "));
    }

    private String here() {
        return "m.organization_id = :organization and m.listed = " + listed;
    }

    private String ofStatus() {
        return filter.status() == null ? "" : " and " + filter.status().condition();
    }

    /** All that the filter asks of a member {@code m} of the list. */
    private String conditions() {
        return (search == null ? "" : " and " + search.matches("m"))
                + ofStatus()
                + (filter.role() == null ? "" : " and m.role_id = :role")
                + (filter.group() == null ? "" : """
                         and exists (select 1 from group_members b
                                      where b.organization_id = :organization and b.user_id = m.user_id
                                        and b.group_id = :group)
                        """);
    }

    private String place() {
        return filter.sort().expression();
    }

    private String after(String place, String alias) {
        return at == null ? "" : " and " + isAfter(place, alias);
    }

    /** The condition on a row to come after the cursor, whose parameters are {@code :value} and {@code :id}. */
    String isAfter(String place, String alias) {
        return "(%s, %s.user_id) %s (:value, :id)".formatted(place, alias, descending() ? "<" : ">");
    }

    /** The order in which the rows of the page are read: reversed when reading backwards. */
    String order(String place, String id) {
        return " order by %s %s, %s %2$s".formatted(place, descending() ? "desc" : "asc", id);
    }

    private boolean descending() {
        return filter.descending() != (at != null && at.backwards());
    }
}
