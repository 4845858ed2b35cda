package dev.roster.bench;

import dev.roster.bench.Names.Kind;
import dev.roster.shared.Cursor;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** The list of users of the large organization, as requested by an administrator's browser. */
final class ListCases {
    private static final int ROWS = 50;
    private static final double PAGE_TARGET = 2;
    private static final double SEARCH_TARGET = 4;
    private static final int PAGES_AROUND = 100;
    private static final List<String> SORTS = List.of("name", "createdAt");
    private static final byte[] ROW = "<td class=\"who\"".getBytes(StandardCharsets.US_ASCII);

    private final Data data;
    private final int port;
    private final int middle;
    private final String cookie;
    private final UUID organization;
    private final Names names = new Names();

    ListCases(Data data, int port, int users) {
        this.data = data;
        this.port = port;
        this.middle = users / 2 / ROWS;
        this.cookie = data.signIn(Data.LARGE);
        this.organization = data.organization(Data.LARGE);
    }

    /** @param rows the number of rows on the page */
    private record Page(byte[] request, int rows) {}

    List<Case> all() {
        var cases = new ArrayList<Case>();
        for (var sort : SORTS) {
            add(cases, "first page", PAGE_TARGET, sort, () -> List.of(page("sort=" + sort, ROWS)));
        }
        for (var sort : SORTS) {
            add(cases, "page %,d".formatted(middle), PAGE_TARGET, sort, () -> pagesInTheMiddle(sort));
        }
        var searches = searches();
        searches.forEach((kind, terms) -> {
            for (var sort : SORTS) {
                add(cases, "search, " + kind, SEARCH_TARGET, sort, () -> searched(terms, sort));
            }
        });
        var all = searches.values().stream().flatMap(List::stream).distinct().toList();
        for (var sort : List.of("name", "createdAt", "-createdAt", "lastSignInAt")) {
            add(cases, "search, all of these", SEARCH_TARGET, sort, () -> searched(all, sort));
        }
        addFiltered(cases, "user", "active");
        addFiltered(cases, "read_only", "pending");
        addFiltered(cases, "manager", "pending");
        return cases;
    }

    private void add(List<Case> cases, String what, double target, String sort, Supplier<List<Page>> pages) {
        var by = switch (sort) {
            case "name" -> "by name";
            case "createdAt" -> "by joined";
            case "-createdAt" -> "by joined, latest first";
            default -> "by last sign-in";
        };
        cases.add(new Case(what + ", " + by, target, () -> clients(pages.get())));
    }

    private void addFiltered(List<Case> cases, String role, String status) {
        for (var sort : SORTS) {
            add(cases, "role %s, status %s".formatted(role, status), PAGE_TARGET, sort, () -> {
                int found = found("""
                        and m.status = ? and m.role_id = (select id from roles where organization_id = ? and key = ?)
                        """, status, organization, role);
                return List.of(page("role=%s&status=%s&sort=%s".formatted(role, status, sort), found));
            });
        }
    }

    private Map<String, List<String>> searches() {
        var searches = new LinkedHashMap<String, List<String>>();
        searches.put("one letter", names.beginnings(1));
        searches.put("two letters", names.beginnings(2));
        searches.put("common letters", names.terms(Kind.COMMON, People.DOMAIN));
        searches.put("medium letters", names.terms(Kind.MEDIUM, People.DOMAIN));
        searches.put("rare letters", names.terms(Kind.RARE, People.DOMAIN));
        searches.put("five letters", names.longerTerms());
        searches.put("two words", names.pairs());
        searches.put("early in the order of names", names.termsOf("abc"));
        searches.put("late in the order of names", names.termsOf("uvwxyz"));
        return searches;
    }

    private List<Page> searched(List<String> terms, String sort) {
        return terms.stream()
                .map(term -> page("search=%s&sort=%s".formatted(encoded(term), sort), found(term)))
                .toList();
    }

    private int found(String search) {
        var condition = new StringBuilder("and m.listed");
        var values = new ArrayList<Object>();
        for (var word : search.split("[, ]+")) {
            condition.append(word.length() < 3 ? " and ' ' || m.sort_name like ?" : " and m.search like ?");
            values.add("%" + (word.length() < 3 ? " " : "") + word + "%");
        }
        return found(condition.toString(), values.toArray());
    }

    /** Not the same page each time: PostgreSQL would have only its rows in memory. */
    private List<Page> pagesInTheMiddle(String sort) {
        var column = sort.equals("name") ? "sort_name" : "created_at";
        var pages = new ArrayList<Page>();
        for (var row :
                data.rows("""
                select %1$s::text, user_id from (
                    select %1$s, user_id, row_number() over (order by %1$s, user_id) number from memberships
                     where organization_id = ? and status not in ('deleted', 'removed', 'erased')) ordered
                 where number %% %2$d = 0 and number / %2$d between ? and ? order by number
                """.formatted(column, ROWS), organization, Math.max(1, middle - PAGES_AROUND), middle)) {
            // What the database writes as "2026-01-02 03:04:05.678+00", the cursor has in ISO form.
            var value = sort.equals("name")
                    ? row.get(0)
                    : OffsetDateTime.parse(row.get(0).replace(' ', 'T').replaceAll("([+-]\\d\\d)$", "$1:00"))
                            .toString();
            var cursor = new Cursor(new Cursor.Position(value, UUID.fromString(row.get(1))), false);
            pages.add(page("sort=" + sort + "&after=" + encoded(cursor.encoded()), ROWS));
        }
        return pages;
    }

    private int found(String condition, Object... values) {
        var all = new ArrayList<Object>(List.of(organization));
        all.addAll(List.of(values));
        return Integer.parseInt(data.value("""
                select count(*) from (select 1 from memberships m where m.organization_id = ? %s limit %d) found
                """.formatted(condition, ROWS), all.toArray()));
    }

    private Page page(String query, int rows) {
        var headers = "Cookie: " + cookie + "\r\nAccept: text/html\r\n";
        return new Page(HttpConnection.request("GET", "/o/" + Data.LARGE + "/users?" + query, headers, ""), rows);
    }

    private Load.Clients clients(List<Page> pages) {
        if (pages.isEmpty()) {
            throw new BenchException("there is nothing to ask for with so few users");
        }
        // Each starts somewhere else.
        return number -> new Browser(new HttpConnection(port), pages, Math.floorMod(number * 37, pages.size()));
    }

    private static final class Browser implements Load.Client {
        private final HttpConnection connection;
        private final List<Page> pages;
        private int next;

        Browser(HttpConnection connection, List<Page> pages, int first) {
            this.connection = connection;
            this.pages = pages;
            this.next = first;
        }

        @Override
        public void once() throws IOException {
            var page = pages.get(next++ % pages.size());
            var answer = connection.send(page.request());
            int rows = answer.count(ROW);
            if (answer.status() != 200 || rows != page.rows()) {
                throw new BenchException("%d with %d rows instead of %d: %s"
                        .formatted(
                                answer.status(),
                                rows,
                                page.rows(),
                                new String(page.request(), StandardCharsets.US_ASCII)
                                        .lines()
                                        .findFirst()
                                        .orElse("")));
            }
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
