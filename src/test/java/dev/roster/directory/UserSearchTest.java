package dev.roster.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.directory.UserFilter.Sort;
import dev.roster.directory.UserPage.Limits;
import dev.roster.membership.ListStatus;
import dev.roster.membership.MembershipStatus;
import dev.roster.membership.WordRepository;
import dev.roster.membership.WordSearch;
import dev.roster.shared.Cursor;
import dev.roster.shared.GroupId;
import dev.roster.shared.Page;
import dev.roster.shared.RoleId;
import dev.roster.shared.Text;
import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.Generator;
import dev.roster.support.Property;
import dev.roster.support.Property.Given;
import dev.roster.support.TestServer;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever happens to people, the list finds whom it should, in the order it should: compared with a list that is kept in
 * memory and searched without any index.
 */
class UserSearchTest {
    private static final TestServer SERVER = TestServer.get();
    private static final JdbcClient JDBC = SERVER.bean(JdbcClient.class);
    private static final ApiClient OPERATOR = ApiClient.operator();
    private static final UserListRepository LIST = SERVER.bean(UserListRepository.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Generator<String> WORD = Generator.of(
            "Ada",
            "Lovelace",
            "Łukasz",
            "José",
            "Müller",
            "O'Brien",
            "Meyer-Schmidt",
            "Frank",
            "Randall",
            "Brandt",
            "B",
            "Li",
            "李明",
            "李小龙",
            "山田太郎",
            "김철수",
            "สมชาย",
            "\uFDFA",
            "Strauß",
            "D’Arcy",
            "x@y-z",
            "St.",
            "(Jr.)",
            "Zofia",
            "Anna",
            "Hanna",
            "d'",
            "Ærø",
            "Σίσυφος",
            "50%",
            "a_b",
            "c\\d",
            "1984");
    private static final Generator<String> NAME = random -> {
        var words = new ArrayList<String>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            words.add(WORD.from(random));
        }
        return String.join(random.nextInt(8) == 0 ? ", " : " ", words);
    };
    private static final Generator<String> LOCAL_PART =
            Generator.of("ada", "ada.lovelace", "a.b", "j.d", "frank+news", "b-c", "lukasz_1984", "r", "randall.b");
    private static final Generator<String> DOMAIN =
            Generator.of("@example.com", "@j.d.example", "@b-c.example.org", "@ada.example");

    /** Who is in the organization, as one of its administrators knows them. */
    private record Person(
            UUID id,
            String status,
            @Nullable UUID role,
            String name,
            String text,
            Instant createdAt,
            Instant signedInAt,
            Set<UUID> groups) {
        boolean isFoundBy(String search) {
            var parts = Arrays.stream(Text.folded(search).split("[\\s\\p{Z}]+"))
                    .map(part -> part.replaceAll("^[\\p{Punct}&&[^@]]+|[\\p{Punct}&&[^@]]+$", ""))
                    .filter(part -> !part.replaceAll("\\p{Punct}", "").isEmpty())
                    .toList();
            return !parts.isEmpty() && parts.stream().allMatch(this::has);
        }

        private boolean has(String part) {
            return part.codePointCount(0, part.length()) < 3 && !Text.isWithoutBlanks(part.codePointAt(0))
                    ? Arrays.stream(name.split("[\\p{Punct} ]+"))
                            .anyMatch(word -> word.startsWith(part.replace("@", "")))
                    : text.contains(part);
        }
    }

    @Test
    void whatever_happens_to_people_the_list_finds_whom_it_should() {
        var partner = SERVER.company("partner");
        var market = SERVER.company("marketplace");
        var appliance = SERVER.company("appliance");
        // Somebody who may erase and remove the others, and remains.
        appliance.person("system_admin");
        market.person("administrators");
        var people = new HashMap<Company, List<String>>();
        Property.holds(4, given -> {
            for (var company : List.of(partner, market, appliance)) {
                var known = people.computeIfAbsent(company, _ -> new ArrayList<>());
                for (int i = 0; i < 10; i++) {
                    happens(given, company, known, partner);
                }
                assertThatWordsAreThoseOfNames(company);
                var all = everyone(company);
                for (int i = 0; i < 25; i++) {
                    listIsRight(given, company, all);
                }
            }
        });
    }

    @Test
    void a_search_finds_names_with_letters_that_the_keyboard_does_not_have() {
        var company = SERVER.company("partner");
        named(
                company,
                "Łukasz Żółkiewski",
                "Jørgen Sørensen",
                "Hans Strauß",
                "Đorđe Đukić",
                "Øyvind Æbleskov",
                "Þórr Guðmundsson",
                "Şükrü Işık",
                "Ντίνος Παπαδόπουλος",
                "Ёлка Йодль",
                "Sean O’Brien");

        assertThat(found(company, "lukasz")).containsExactly("Łukasz Żółkiewski");
        assertThat(found(company, "ŻOLKIEWSKI")).containsExactly("Łukasz Żółkiewski");
        assertThat(found(company, "jorgen")).containsExactly("Jørgen Sørensen");
        assertThat(found(company, "sorensen")).containsExactly("Jørgen Sørensen");
        assertThat(found(company, "strauss")).containsExactly("Hans Strauß");
        assertThat(found(company, "STRAUẞ")).containsExactly("Hans Strauß");
        assertThat(found(company, "dorde")).containsExactly("Đorđe Đukić");
        assertThat(found(company, "oyvind")).containsExactly("Øyvind Æbleskov");
        assertThat(found(company, "aebleskov")).containsExactly("Øyvind Æbleskov");
        assertThat(found(company, "thorr gudmundsson")).containsExactly("Þórr Guðmundsson");
        assertThat(found(company, "sukru isik")).containsExactly("Şükrü Işık");
        assertThat(found(company, "ΝΤΙΝΟΣ")).containsExactly("Ντίνος Παπαδόπουλος");
        assertThat(found(company, "елка йодль")).containsExactly("Ёлка Йодль");
        for (var apostrophe : List.of("'", "’", "‘", "´", "`", "ʼ", "′")) {
            assertThat(found(company, "o" + apostrophe + "brien")).containsExactly("Sean O’Brien");
        }
    }

    @Test
    void a_search_finds_words_in_any_order_and_short_names() {
        var company = SERVER.company("partner");
        named(company, "Ada Byron", "Jürgen Müller", "李小龙", "山田 太郎", "김철수", "Anna Li", "Peter Ng");
        var address = JDBC.sql("select email from members where organization_id = :here and display_name = 'Ada Byron'")
                .param("here", company.id().value())
                .query(String.class)
                .single();

        for (var ada : List.of(
                "byron ada",
                "Byron, Ada",
                "ada  byron",
                "\u00a0ada",
                "by",
                "ada " + address,
                "Ada Byron <" + address + ">")) {
            assertThat(found(company, ada)).as(ada).containsExactly("Ada Byron");
        }
        assertThat(found(company, " Müller jür")).containsExactly("Jürgen Müller");
        assertThat(found(company, "小龙")).containsExactly("李小龙");
        assertThat(found(company, "小")).containsExactly("李小龙");
        assertThat(found(company, "龙")).containsExactly("李小龙");
        assertThat(found(company, "李小龙")).containsExactly("李小龙");
        assertThat(found(company, "太郎")).containsExactly("山田 太郎");
        assertThat(found(company, "철수")).containsExactly("김철수");
        assertThat(found(company, "li")).containsExactly("Anna Li");
        assertThat(found(company, "ng")).containsExactly("Peter Ng");
    }

    @Test
    void letters_that_unicode_does_not_decompose_are_sorted_with_the_letter_they_look_like() {
        var company = SERVER.company("partner");
        named(company, "Peter Pan", "Øyvind Lie", "Łukasz Zet", "Maria Ost", "Lukas Adler", "Ævar Ek", "ada bo");

        assertThat(found(company, ""))
                .containsExactly(
                        "ada bo", "Ævar Ek", "Lukas Adler", "Łukasz Zet", "Maria Ost", "Øyvind Lie", "Peter Pan");
    }

    @Test
    void names_that_grow_when_folded_are_kept_and_found() {
        var company = SERVER.company("partner");
        var long1 = "\uFDFA".repeat(100);
        var long2 = "𠀋".repeat(100);
        named(company, long1, long2);

        assertThat(found(company, "\uFDFA")).containsExactly(long1);
        assertThat(found(company, "𠀋𠀋")).containsExactly(long2);
    }

    private static void named(Company company, String... names) {
        for (var name : names) {
            var created = OPERATOR.post(
                    "/organizations/" + company.slug() + "/users",
                    json(Map.of("displayName", name, "role", "user", "email", UUID.randomUUID() + "@people.example")));
            assertThat(created.status()).as(created.response().body()).isEqualTo(201);
        }
    }

    private static List<String> found(Company company, String search) {
        var list = OPERATOR.get("/organizations/" + company.slug() + "/users?search="
                + URLEncoder.encode(search, UTF_8).replace("+", "%20"));
        assertThat(list.status()).isEqualTo(200);
        return list.json()
                .at("/items")
                .valueStream()
                .map(user -> user.at("/displayName").asString())
                .toList();
    }

    private static void happens(Given given, Company company, List<String> known, Company other) {
        var users = "/organizations/" + company.slug() + "/users";
        int what = known.size() < 8 ? 0 : given.any(Generator.integers(0, 9));
        if (what < 4) {
            create(given, company, users, known, other);
            return;
        }
        var path = users + "/" + given.any(Generator.of(known));
        var answer = switch (what) {
            case 4, 5 -> OPERATOR.patch(path, renamed(given, company));
            case 6 -> OPERATOR.patch(path, json(Map.of("email", address(given))));
            case 7 -> leaves(given, company, path);
            case 8 -> OPERATOR.post(path + "/restoration", "{\"after\":\"nothing\"}");
            default ->
                company.preset().equals("partner")
                        ? OPERATOR.put(
                                path + "/role",
                                "{\"role\":\"%s\"}".formatted(given.any(Generator.of("user", "manager"))))
                        : OPERATOR.put(path + "/deactivation", "");
        };
        assertThat(answer.status()).isLessThan(500);
    }

    private static void create(Given given, Company company, String users, List<String> known, Company other) {
        var body = new HashMap<String, Object>(names(given, company));
        body.put("email", address(given));
        switch (company.preset()) {
            case "appliance" -> {
                body.put("username", given.any(LOCAL_PART).replace('+', '.') + known.size() + "x");
                body.put("role", "admin");
                body.put("password", Company.PASSWORD);
            }
            case "marketplace" -> {
                body.put("groups", List.of("Administrators"));
                if (given.any(Generator.booleans())) {
                    body.put("email", other.quick("user").email());
                }
            }
            default -> body.put("role", given.any(Generator.of("user", "manager", "read_only")));
        }
        var created = OPERATOR.post(users, json(body));
        assertThat(created.status()).as(created.response().body()).isEqualTo(201);
        known.add(created.text("/id"));
    }

    private static ApiClient.Answer leaves(Given given, Company company, String path) {
        return switch (company.preset()) {
            case "partner" -> OPERATOR.delete(path);
            case "marketplace" -> OPERATOR.post(path + "/removal", "");
            default ->
                OPERATOR.post(
                        path + "/erasure",
                        json(Map.of("confirm", OPERATOR.get(path).text("/username"))));
        };
    }

    private static Map<String, String> names(Given given, Company company) {
        return company.preset().equals("partner")
                ? Map.of("displayName", given.any(NAME))
                : Map.of("firstName", given.any(NAME), "lastName", given.any(NAME));
    }

    private static String renamed(Given given, Company company) {
        return json(names(given, company));
    }

    private static String address(Given given) {
        return given.any(LOCAL_PART) + "." + UUID.randomUUID().toString().substring(0, 6) + given.any(DOMAIN);
    }

    private static String json(Object value) {
        return JSON.writeValueAsString(value);
    }

    private static List<Person> everyone(Company company) {
        // Ties and people who never signed in.
        JDBC.sql("""
                        update memberships set last_sign_in_at = case when version % 3 = 0 then created_at end
                         where organization_id = :here
                        """).param("here", company.id().value()).update();
        return JDBC.sql("""
                        select m.user_id, m.status, m.role_id, m.display_name, m.email, m.username, m.created_at,
                               m.last_sign_in_at, array(select g.group_id from group_members g
                                                         where g.organization_id = m.organization_id
                                                           and g.user_id = m.user_id) groups
                          from members m where m.organization_id = :here
                        """)
                .param("here", company.id().value())
                .query((row, n) -> {
                    var signedInAt = row.getTimestamp("last_sign_in_at");
                    var name = Text.folded(String.valueOf(row.getString("display_name")));
                    var others = List.of(nonNull(row.getString("email")), nonNull(row.getString("username")));
                    return new Person(
                            row.getObject("user_id", UUID.class),
                            row.getString("status"),
                            row.getObject("role_id", UUID.class),
                            name,
                            name + " " + Text.folded(String.join(" ", others)),
                            row.getTimestamp("created_at").toInstant(),
                            signedInAt == null ? Instant.EPOCH : signedInAt.toInstant(),
                            Set.of((UUID[]) row.getArray("groups").getArray()));
                })
                .list();
    }

    private static String nonNull(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** What is found by words is written along with the names, and nothing remains of names that nobody has any more. */
    private static void assertThatWordsAreThoseOfNames(Company company) {
        var written = JDBC.sql("""
                        select concat_ws('|', listed, word, sort_name, user_id, created_at, search) from words
                         where organization_id = :here
                        """)
                .param("here", company.id().value())
                .query(String.class)
                .list();
        var expected = JDBC.sql("""
                        select concat_ws('|', m.listed, w.word, m.sort_name, m.user_id, m.created_at, m.search)
                          from memberships m cross join lateral (%s) w
                         where m.organization_id = :here and m.listed is not null
                        """.formatted(WordRepository.WORDS))
                .param("here", company.id().value())
                .param("word", WordSearch.WORD)
                .query(String.class)
                .list();
        assertThat(written).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(JDBC.sql("select word from dictionary where organization_id = :here")
                        .param("here", company.id().value())
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(
                        written.stream().map(row -> row.split("\\|")[1]).collect(Collectors.toSet()));
    }

    private static void listIsRight(Given given, Company company, List<Person> all) {
        var filter = filter(given, all);
        var limits = given.any(Generator.of(
                Limits.MEASURED,
                new Limits(0, 0, 3),
                new Limits(2, 1, 1_000),
                new Limits(3, 2, 2),
                new Limits(0, 0, 40)));
        int rows = given.any(Generator.integers(1, 7));
        var expected = all.stream()
                .filter(person -> matches(person, filter))
                .sorted(order(filter))
                .map(Person::id)
                .toList();

        var page = page(company, filter, null, rows, limits);
        var forwards = new ArrayList<>(page.items());
        while (page.next() != null) {
            page = page(company, filter, page.next(), rows, limits);
            forwards.addAll(page.items());
        }
        var backwards = new ArrayList<>(page.items());
        while (page.previous() != null) {
            page = page(company, filter, page.previous(), rows, limits);
            backwards.addAll(0, page.items());
        }

        assertThat(forwards).as("%s %s", filter, limits).containsExactlyElementsOf(expected);
        assertThat(backwards).as("%s %s backwards", filter, limits).containsExactlyElementsOf(expected);
        assertThat(LIST.count(company.id(), filter, 1_000)).isEqualTo(expected.size());
    }

    private static UserFilter filter(Given given, List<Person> all) {
        int narrowed = given.any(Generator.integers(0, 7));
        var like = given.any(Generator.of(all));
        var group = like.groups().stream().findAny().map(GroupId::new).orElse(null);
        return new UserFilter(
                narrowed > 1 ? search(given, like) : null,
                narrowed % 3 == 1 ? ListStatus.find(like.status()).orElse(null) : null,
                narrowed % 4 == 1 && like.role() != null ? new RoleId(like.role()) : null,
                narrowed % 5 == 1 ? group : null,
                new UserTraits(
                        null,
                        null,
                        narrowed == 4 ? like.signedInAt().plusSeconds(1) : null,
                        null,
                        narrowed == 5,
                        null,
                        null),
                given.any(Generator.of(Sort.values())),
                given.any(Generator.booleans()));
    }

    /** Mostly a part of what somebody is known by. */
    private static String search(Given given, Person like) {
        var text = like.text().isBlank() ? "nobody" : like.text().strip();
        int from = given.any(Generator.integers(0, text.length() - 1));
        int to = Math.min(text.length(), from + given.any(Generator.integers(1, 9)));
        var words = text.split(" ");
        var word = given.any(Generator.of(words));
        return switch (given.any(Generator.integers(0, 7))) {
            case 0, 1, 2 -> text.substring(from, to);
            case 3 -> word.substring(0, Math.min(word.length(), 2));
            case 4 -> words[words.length - 1].toUpperCase(Locale.ROOT) + ", " + words[0];
            case 5 -> word + " " + given.any(Generator.of(words)).replaceAll("(..).*", "$1");
            case 6 -> given.any(WORD);
            default ->
                given.any(Generator.of(
                        "@", "@example.com", "a.b", "j.d", "b@", "%", "_", "\\", "ada ada", "- b", "ZOF", "é"));
        };
    }

    private static boolean matches(Person person, UserFilter filter) {
        var status = MembershipStatus.find(person.status()).orElseThrow();
        return (filter.status() == null
                        ? status.isListed()
                        : filter.status().key().equals(person.status()))
                && (filter.search() == null || person.isFoundBy(filter.search()))
                && (filter.traits().lastSignInBefore() == null
                        || (!person.signedInAt().equals(Instant.EPOCH)
                                && person.signedInAt().isBefore(filter.traits().lastSignInBefore())))
                && (!filter.traits().neverSignedIn() || person.signedInAt().equals(Instant.EPOCH))
                && (filter.role() == null || filter.role().value().equals(person.role()))
                && (filter.group() == null
                        || person.groups().contains(filter.group().value()));
    }

    private static Comparator<Person> order(UserFilter filter) {
        Comparator<Person> order = switch (filter.sort()) {
            case NAME ->
                Comparator.comparing(
                        person -> HexFormat.of().formatHex(person.name().getBytes(UTF_8)));
            case CREATED_AT -> Comparator.comparing(Person::createdAt);
            case LAST_SIGN_IN_AT -> Comparator.comparing(Person::signedInAt);
        };
        order = order.thenComparing(person -> person.id().toString());
        return filter.descending() ? order.reversed() : order;
    }

    private static Page<UUID> page(Company company, UserFilter filter, @Nullable Cursor at, int rows, Limits limits) {
        return Page.of(
                        LIST.list(company.id(), filter, at, rows + 1, limits),
                        rows,
                        at,
                        row -> new Cursor.Position(
                                row.position(), row.member().id().value()))
                .map(row -> row.member().id().value());
    }
}
