package dev.roster.imports;

import static dev.roster.support.ImportRequests.ended;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.ApiClient;
import dev.roster.support.ApiClient.Answer;
import dev.roster.support.Company;
import dev.roster.support.Generator;
import dev.roster.support.TestServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as spreadsheets, other products and people write them are understood as they are. */
class FilesPeopleHaveTest {
    private static final TestServer SERVER = TestServer.get();

    private final Company company = SERVER.company("partner");
    private final ApiClient administrator = company.client("administrator");
    private final String imports = "/organizations/" + company.slug() + "/imports";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "empty-last-column.csv    | tc1@x.example       | Tc One",
                "rows-with-empty-cell.csv | tc2@x.example       | Tc Two",
                "short-row.csv            | tc3@x.example       | Tc Three",
                "titles-of-people.csv     | em@x.example        | Em Two",
                "german-titles.csv        | de@x.example        | Em Drei",
                "google-workspace.csv     | gw@x.example        | Ada Byron",
                "ldap.csv                 | ld@x.example        | Ada Byron",
                "snake-case.csv           | sn@x.example        | Sn Vier",
                "entra.csv                | en1@x.example       | Ada En",
                "adobe.csv                | jsmith@t.example    | John Smith",
                "personnel.csv            | ex1@x.example       | Ex One",
                "moodle.csv               | teacher1@t.example  | Teacher One",
                "two-names.csv            | fl@x.example        | Ada Byron"
            })
    void a_file_from_elsewhere_creates_its_person(String file, String email, String name) throws IOException {
        var done = importing(resource(file), "text/csv");

        assertThat(done.text("/created")).as(rows(done)).isEqualTo("1");
        assertThat(user(email, "displayName")).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "entra.csv     | Initial password [passwordProfile] Required, Block sign in (Yes/No) [accountEnabled] Required",
                "adobe.csv     | country, user, domain",
                "personnel.csv | department, notes",
                "moodle.csv    | password"
            })
    void columns_that_nobody_knows_are_left_aside_and_listed(String file, String columns) throws IOException {
        var own = new String(resource(file), UTF_8).replaceAll("[tx]\\.example", company.slug() + ".example");
        var sent = administrator.send("POST", imports + "?dryRun=true", own, "Content-Type", "text/csv");
        var tried = ended(administrator, imports + "/" + sent.text("/id"));

        assertThat(tried.text("/created")).isEqualTo("1");
        assertThat(Stream.of(columns.split(", ")).toList())
                .allSatisfy(column -> assertThat(leftAside(tried)).contains(column));
        assertThat(leftAside(tried)).hasSize(columns.split(", ").length);
        var page = company.visitor("administrator").get(company.path("/imports/" + tried.text("/id")));
        assertThat(page.body()).contains("Left aside:").contains("<bdi>" + columns.split(", ")[0] + "</bdi>");
    }

    @Test
    void roles_are_named_as_the_console_names_them() throws IOException {
        var done = importing(resource("roles-by-name.csv"), "text/csv");

        assertThat(done.text("/created")).as(rows(done)).isEqualTo("4");
        assertThat(Stream.of("r1", "r2", "r3", "r4").map(name -> user(name + "@x.example", "role")))
                .containsExactly("manager", "manager", "read_only", "read_only");

        var wrong = importing("email,displayName,Rolle\nr5@x.example,R,Chef\n");
        var row = administrator.get(imports + "/" + wrong.text("/id") + "/rows");
        assertThat(row.text("/items/0/detail"))
                .isEqualTo("Rolle “Chef”: This is not a known value. Use one of these: Administrator, Manager, User, "
                        + "Read-only.");
        assertThat(row.text("/items/0/errors/0/field")).isEqualTo("role");
        assertThat(row.text("/items/0/errors/0/code")).isEqualTo("unknown");
        assertThat(row.text("/items/0/errors/0/column")).isEqualTo("Rolle");
        assertThat(row.text("/items/0/errors/0/value")).isEqualTo("Chef");
    }

    @Test
    void a_role_by_name_is_taken_wherever_a_role_is_given() {
        var person = company.person("user");
        var path = "/organizations/" + company.slug() + "/users/" + person.id();

        assertThat(administrator.put(path + "/role", "{\"role\":\" MANAGER \"}").text("/role"))
                .isEqualTo("manager");
        var wrong = administrator.put(path + "/role", "{\"role\":\"Chef\"}");
        assertThat(wrong.text("/errors/0/message")).contains("Administrator, Manager, User, Read-only");
        assertThat(administrator
                        .post(
                                "/organizations/" + company.slug() + "/users",
                                "{\"email\":\"%s\",\"displayName\":\"N\",\"role\":\"Read only\",\"locale\":\"de_AT\"}"
                                        .formatted(company.freshAddress()))
                        .text("/role"))
                .isEqualTo("read_only");
    }

    @Test
    void languages_are_read_with_their_regions_and_others_become_the_default_with_a_note() throws IOException {
        var done = importing(resource("languages.csv"), "text/csv");

        assertThat(done.text("/created")).as(rows(done)).isEqualTo("4");
        assertThat(Stream.of("l1", "l2", "l3", "l4").map(name -> user(name + "@x.example", "locale")))
                .containsExactly("de", "en", "de", "en");
        var rows = administrator.get(imports + "/" + done.text("/id") + "/rows");
        assertThat(rows.json().at("/items/0/notes").size()).isZero();
        assertThat(rows.text("/items/3/notes/0/field")).isEqualTo("locale");
        assertThat(rows.text("/items/3/notes/0/value")).isEqualTo("fr");
        assertThat(rows.text("/items/3/notes/0/message"))
                .contains("not supported")
                .contains("en, de");
    }

    @ParameterizedTest
    @CsvSource({"de-DE, de", "de_DE, de", "DE, de", "Deutsch, de", "German, de", "en-US, en", "eng, en"})
    void a_language_is_read_the_same_in_a_single_request(String typed, String locale) {
        var person = company.person("user");

        var changed = administrator.patch(
                "/organizations/" + company.slug() + "/users/" + person.id(),
                "{\"locale\":\"%s\"}".formatted(typed),
                "If-Match",
                "*");

        assertThat(changed.text("/locale")).isEqualTo(locale);
    }

    @ParameterizedTest
    @CsvSource({
        "country-codes.csv, p3@x.example p4@x.example",
        "international-number.csv, p2@x.example",
        "phone-in-one-column.csv, p1@x.example"
    })
    void phone_numbers_are_read_in_one_column_or_two(String file, String people) throws IOException {
        var marketplace = SERVER.company("marketplace");
        var operator = ApiClient.operator();
        var path = "/organizations/" + marketplace.slug();

        var sent = operator.sendFile(path + "/imports", resource(file), "text/csv");
        var done = ended(operator, path + "/imports/" + sent.text("/id"));

        assertThat(done.text("/rejected")).isEqualTo("0");
        for (var email : people.split(" ")) {
            var user = operator.get(path + "/users?search=" + email);
            assertThat(user.text("/items/0/phone/countryCode")).isEqualTo("+44");
            assertThat(user.text("/items/0/phone/number")).isEqualTo("20 7946 0018");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Germany, 030 123456, +49, 30 123456",
        "Deutschland, 030 123456, +49, 30 123456",
        "DEU, 030 123456, +49, 30 123456",
        "united kingdom, 020 7946 0018, +44, 20 7946 0018",
        "GB, 4.42079460018E+11, +44, 20 7946 0018"
    })
    void a_country_is_read_by_its_name(String country, String typed, String code, String number) {
        var marketplace = SERVER.company("marketplace");
        var email = marketplace.freshAddress();
        var path = "/organizations/" + marketplace.slug();
        var file = "email,first name,last name,groups,phone.countryCode,phone.number\n%s,P,N,Administrators,%s,%s\n"
                .formatted(email, country, typed);

        var sent = ApiClient.operator().sendFile(path + "/imports", file.getBytes(UTF_8), "text/csv");
        ended(ApiClient.operator(), path + "/imports/" + sent.text("/id"));

        var user = ApiClient.operator().get(path + "/users?email=" + email);
        assertThat(user.text("/items/0/phone/countryCode")).isEqualTo(code);
        assertThat(user.text("/items/0/phone/number")).isEqualTo(number);
    }

    @Test
    void numbers_that_a_spreadsheet_has_shortened_are_refused_with_the_reason() {
        var file = "email,name,external id\n%s,Ada,1.23457E+11\n".formatted(company.freshAddress());

        var done = importing(file.getBytes(UTF_8), "text/csv");

        assertThat(rows(done)).contains("rounded").contains("Format its column as text");
    }

    @Test
    void groups_in_a_cell_may_be_separated_by_commas_unless_that_is_a_name() {
        var marketplace = SERVER.company("marketplace");
        var operator = ApiClient.operator();
        var path = "/organizations/" + marketplace.slug();
        for (var name : List.of("Sales", "Support", "Sales, Support")) {
            var body = "{\"name\":\"%s\",\"roles\":[\"access_management\"]}".formatted(name);
            assertThat(operator.post(path + "/groups", body).status()).isEqualTo(201);
        }
        var first = marketplace.freshAddress();
        var second = marketplace.freshAddress();
        var file = "email,first name,last name,groups\n%s,A,B,\"Sales,Support\"\n%s,A,C,\"Sales, Support\"\n"
                .formatted(first, second);

        var sent = operator.sendFile(path + "/imports", file.getBytes(UTF_8), "text/csv");
        var done = ended(operator, path + "/imports/" + sent.text("/id"));

        assertThat(done.text("/created")).as(rows(done)).isEqualTo("2");
        assertThat(operator.get(path + "/users?email=" + first).json().at("/items/0/groups"))
                .hasSize(2);
        assertThat(operator.get(path + "/users?email=" + second).json().at("/items/0/groups"))
                .hasSize(1);
    }

    @Test
    void people_known_by_an_address_only_add_their_names_themselves() {
        var marketplace = SERVER.company("marketplace");
        var email = marketplace.freshAddress();
        var path = "/organizations/" + marketplace.slug();
        var operator = ApiClient.operator();

        var sent = operator.sendFile(
                path + "/imports?groups=Administrators", ("Neo <" + email + ">").getBytes(UTF_8), "text/csv");
        var done = ended(operator, path + "/imports/" + sent.text("/id"));

        assertThat(done.text("/created"))
                .as(rows(done) + sent.response().body())
                .isEqualTo("1");
        assertThat(operator.get(path + "/users?email=" + email).text("/items/0/displayName"))
                .isEqualTo("Neo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+44 20 7946 0018", "0044 20 7946 0018", "(+44) 20 7946 0018", "+442079460018"})
    void a_phone_number_is_read_the_same_in_a_single_request(String number) {
        var marketplace = SERVER.company("marketplace");

        var created = ApiClient.operator().post("/organizations/" + marketplace.slug() + "/users", """
                        {"email":"%s","firstName":"P","lastName":"N","groups":["Administrators"],
                         "phone":{"number":"%s"}}
                        """.formatted(
                        marketplace.freshAddress(), number));

        assertThat(created.text("/phone/countryCode")).isEqualTo("+44");
        assertThat(created.text("/phone/number")).isEqualTo("20 7946 0018");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ada Byron             | Ada         | Byron",
                "Byron, Ada            | Ada         | Byron",
                "Ludwig van Beethoven  | Ludwig      | van Beethoven",
                "Mary Ann Smith        | Mary Ann    | Smith"
            })
    void one_name_is_split_where_the_policy_has_two(String name, String first, String last) {
        var workspace = SERVER.company("workspace");
        var operator = ApiClient.operator();
        var path = "/organizations/" + workspace.slug();
        var email = workspace.freshAddress();
        var file = "mail;cn;role\n%s;\"%s\";admin\n".formatted(email, name);

        var sent = operator.send("POST", path + "/imports", file, "Content-Type", "text/csv");
        var done = ended(operator, path + "/imports/" + sent.text("/id"));

        assertThat(done.text("/created")).isEqualTo("1");
        var user = operator.get(path + "/users?search=" + email);
        assertThat(user.text("/items/0/firstName")).isEqualTo(first);
        assertThat(user.text("/items/0/lastName")).isEqualTo(last);
        var again = operator.send("POST", path + "/imports", file, "Content-Type", "text/csv");
        assertThat(ended(operator, path + "/imports/" + again.text("/id")).text("/updated"))
                .isEqualTo("0");
    }

    static Stream<byte[]> encoded() {
        var text = "email,displayName\r\njurgen@%s.example,Jürgen Łysek\r\n";
        return Stream.of(
                text.getBytes(UTF_8),
                ("\uFEFF" + text).getBytes(UTF_8),
                text.getBytes(UTF_16LE),
                ("\uFEFF" + text).getBytes(UTF_16LE),
                text.getBytes(UTF_16BE),
                ("\uFEFF" + text).getBytes(UTF_16BE),
                text.replace("\r\n", "\r").getBytes(UTF_8),
                text.replace("\r\n", "\n").getBytes(UTF_8),
                text.replaceFirst("\r\n", "\r").getBytes(UTF_8),
                text.replace(',', ';').getBytes(UTF_8),
                text.replace(',', '\t').getBytes(UTF_16LE),
                text.replace(',', '|').getBytes(UTF_8),
                ("sep=;\r\n" + text.replace(',', ';')).getBytes(UTF_8),
                ("\"sep=,\"\r\n" + text).getBytes(UTF_8),
                ("\r\n\r\n" + text.replace("\r\n", "\r\n,\r\n\r\n")).getBytes(UTF_8),
                ("People of 2026,\r\n,\r\n" + text).getBytes(UTF_8),
                ("Exported for admin@northwind.example,\r\n" + text).getBytes(UTF_8),
                text.replaceAll("(?m)$", ",,,").getBytes(UTF_8),
                "email,displayName\n\u00A0jurgen@%s.example\u200B,\uFEFF\u00A0Jürgen  Łysek\u00A0\n".getBytes(UTF_8),
                "“email”,“displayName”\n“jurgen@%s.example”,“Jürgen Łysek”\n".getBytes(UTF_8),
                "email , \"displayName\"\njurgen@%s.example, \"Jürgen Łysek\"\n".getBytes(UTF_8),
                "\"email,displayName\"\n\"jurgen@%s.example,Jürgen Łysek\"\n".getBytes(UTF_8),
                "email,displayName\n\"=\"\"jurgen@%s.example\"\"\",=\"Jürgen Łysek\"\n".getBytes(UTF_8),
                "E-Mail *;\"Display\nName\"\nmailto:jurgen@%s.example;Jürgen Łysek\n".getBytes(UTF_8),
                "Vorname;Name;E-Mail (erforderlich)\nJürgen;Łysek;jurgen@%s.example\n".getBytes(UTF_8),
                "jurgen@%s.example;Jürgen Łysek\n".getBytes(UTF_8),
                "Okta login,login,firstName,lastName\n,jurgen@%s.example,Jürgen,Łysek\n".getBytes(UTF_8),
                ("user_id,login_id,first_name,last_name,full_name,sortable_name,short_name,email,status\n"
                                + "c-1,jl,Jürgen,Łysek,Jürgen Łysek,\"Łysek, Jürgen\",Jürgen,jurgen@%s.example,active\n")
                        .getBytes(UTF_8),
                ("userPrincipalName,displayName,surname,mail,givenName,objectId\n"
                                + "jl@x.example,Jürgen Łysek,Łysek,jurgen@%s.example,Jürgen,0-1\n")
                        .getBytes(UTF_8),
                "Name [displayName] Erforderlich;Benutzername [userPrincipalName] Erforderlich\nJürgen Łysek;jurgen@%s.example\n"
                        .getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource("encoded")
    void every_layout_and_encoding_of_unicode_is_recognised(byte[] file) {
        var domain = company.slug();
        var done = importing(replaced(file, domain), "text/csv");

        assertThat(done.text("/created")).as(rows(done)).isEqualTo("1");
        assertThat(user("jurgen@" + domain + ".example", "displayName")).isEqualTo("Jürgen Łysek");
    }

    /** Byte by byte, as the encoding is not known. */
    private static byte[] replaced(byte[] file, String slug) {
        for (var charset : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
            var text = new String(file, charset);
            if (text.contains("%s")) {
                return text.replace("%s", slug).getBytes(charset);
            }
        }
        throw new IllegalArgumentException();
    }

    @Test
    void numbers_that_a_spreadsheet_would_spoil_are_protected_and_read_back() {
        var done = importing("""
                externalId,email,displayName
                "=""00123""\",%1$s,A
                '00124,%2$s,B
                """.formatted(company.freshAddress(), company.freshAddress()));

        assertThat(done.text("/created")).isEqualTo("2");
        var users = administrator.get("/organizations/" + company.slug() + "/users?sort=name&limit=200");
        assertThat(users.items("externalId")).contains("00123", "00124");
    }

    private static final List<String> HOSTILE = List.of(
            "'=1+1",
            "=1+1",
            "-5",
            "+5",
            "@x",
            "'5",
            "''5",
            "5",
            "'",
            "\"quoted\"",
            "“Ada”",
            "'“Ada”",
            "‘Ada’",
            "=\"00123\"",
            "'=\"00123\"",
            "a;b",
            "a;=b",
            "a|b",
            "O'Hara",
            "a, b",
            "Ada <ada@x.example>",
            "mailto:x@y.example",
            "sep=;",
            "version:v1.0",
            "# no comment",
            "-",
            "’t Hooft’s");

    @Test
    void an_export_comes_back_unchanged_whatever_people_are_called() {
        var lines = new StringBuilder();
        for (int i = 0; i < HOSTILE.size(); i++) {
            lines.append("{\"email\":\"h%d@%s.example\",\"displayName\":%s,\"externalId\":%s}\n"
                    .formatted(i, company.slug(), quoted(HOSTILE.get(i)), quoted(HOSTILE.get(i))));
        }
        var generator = Generator.strings("=+-@\uFF1D\u2212;,| '\"0a“”‘’«»", 1, 8);
        var random = new SplittableRandom(Long.getLong("property.seed", 17));
        for (int i = 0; i < 60; i++) {
            lines.append("{\"email\":\"g%d@%s.example\",\"displayName\":%s}\n"
                    .formatted(i, company.slug(), quoted("a" + generator.from(random) + "z")));
            lines.append("{\"email\":\"k%d@%s.example\",\"displayName\":%s}\n"
                    .formatted(i, company.slug(), quoted(generator.from(random).strip() + "'")));
        }
        var created = importing(lines.toString().getBytes(UTF_8), "application/x-ndjson");
        assertThat(created.text("/rejected")).as(rows(created)).isEqualTo("0");

        for (var query : List.of("", "?bom=true", "?sort=-name&bom=true")) {
            var file = administrator
                    .get("/organizations/" + company.slug() + "/users.csv" + query)
                    .response()
                    .body();
            assertThat(file.startsWith("\uFEFF")).isEqualTo(query.contains("bom"));

            var again = importing(file.getBytes(UTF_8), "text/csv");

            assertThat(again.text("/unchanged")).as(rows(again)).isEqualTo(again.text("/rows"));
        }
        var download = company.visitor("administrator").get(company.path("/users.csv"));
        assertThat(download.body()).startsWith("\uFEFFid,");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Test
    void an_update_says_field_by_field_what_changes() {
        var before = importing("externalId,email,displayName,role\nx-1,%s,Ada Byron,user\n"
                .formatted("diff@" + company.slug() + ".example"));
        assertThat(before.text("/created")).isEqualTo("1");
        var sent = administrator.send(
                "POST",
                imports + "?dryRun=true",
                "externalId,Name,Rolle,locale\nx-1,Ada Lovelace,Manager,de-DE\n",
                "Content-Type",
                "text/csv");
        var tried = ended(administrator, imports + "/" + sent.text("/id"));

        assertThat(tried.text("/updated")).isEqualTo("1");
        var row = administrator.get(imports + "/" + tried.text("/id") + "/rows?outcome=updated");
        assertThat(row.json().at("/items/0/changes").toString())
                .isEqualTo("[{\"field\":\"displayName\",\"before\":\"Ada Byron\",\"after\":\"Ada Lovelace\"},"
                        + "{\"field\":\"locale\",\"before\":\"en\",\"after\":\"de\"},"
                        + "{\"field\":\"role\",\"before\":\"user\",\"after\":\"manager\"}]");
        var page = company.visitor("administrator").get(company.path("/imports/" + tried.text("/id")));
        assertThat(page.body()).contains("Name: Ada Byron → Ada Lovelace").contains("Rolle: user → manager");
        assertThat(page.body()).contains("Import now");
    }

    @Test
    void nothing_is_offered_where_there_is_nothing_to_do() {
        var sent = administrator.send(
                "POST", imports + "?dryRun=true", "email,displayName\nnobody,X\n", "Content-Type", "text/csv");
        var tried = ended(administrator, imports + "/" + sent.text("/id"));

        var page = company.visitor("administrator").get(company.path("/imports/" + tried.text("/id")));

        assertThat(page.body()).doesNotContain("Import now").contains("There is nothing to import");
    }

    @Test
    void the_console_names_the_columns_of_a_file_that_says_nothing() {
        var visitor = company.visitor("administrator");

        var refused = visitor.send(
                "POST",
                company.path("/imports?dryRun=true"),
                "First Name [Required],Colour\nAda,red\n",
                "Content-Type",
                "text/csv",
                "X-XSRF-TOKEN",
                visitor.token());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.fieldError("file")).contains("First Name [Required], Colour");
    }

    @Test
    void a_number_without_its_country_code_is_refused_with_the_title_of_its_column() {
        var marketplace = SERVER.company("marketplace");
        var path = "/organizations/" + marketplace.slug() + "/imports";
        var file = "email,Vorname,Nachname,Telefon,Gruppe\n%s,A,B,20 7946 0018,Administrators\n"
                .formatted(marketplace.freshAddress());

        var sent = ApiClient.operator().send("POST", path, file, "Content-Type", "text/csv");
        var done = ended(ApiClient.operator(), path + "/" + sent.text("/id"));

        var rows = ApiClient.operator().get(path + "/" + done.text("/id") + "/rows");
        assertThat(rows.text("/items/0/detail"))
                .startsWith("Telefon “20 7946 0018”: ")
                .contains("+44");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "ada@%1$s.example bob@%1$s.example                              | Ada, Bob",
                "- ada.byron@%1$s.example                                       | Ada Byron",
                "To: Byron, Ada <ada@%1$s.example>                              | Ada Byron",
                "'ada@%1$s.example' ; <bob@%1$s.example>                        | Ada, Bob",
                "Ada Byron <ada@%1$s.example> Bob Kahn <bob@%1$s.example>       | Ada Byron, Bob Kahn",
                "ada@%1$s.example (Ada Byron), mailto:bob@%1$s.example?subject=x | Ada Byron, Bob",
                "\"Byron, Ada\" <ada@%1$s.example>                              | Byron, Ada",
                "ada+news@%1$s.example                                          | Ada"
            })
    void addresses_are_read_as_people_write_them(String list, String names) {
        var done = importing(list.formatted(company.slug()));

        assertThat(done.text("/rejected")).as(rows(done)).isEqualTo("0");
        assertThat(String.join(
                        ", ",
                        administrator
                                .get("/organizations/" + company.slug() + "/users?status=pending&sort=createdAt")
                                .items("displayName")))
                .isEqualTo(names);
    }

    @Test
    void columns_can_be_chosen() {
        var email = company.freshAddress();
        var columns = "{\"Contact\":\"email\",\"Title\":\"displayName\",\"Name\":null}";

        var sent = administrator.send(
                "POST",
                imports + "?columns=" + URLEncoder.encode(columns, UTF_8),
                "Contact,Title,Name\n%s,Dr Ada,Somebody Else\n".formatted(email),
                "Content-Type",
                "text/csv");

        var done = ended(administrator, imports + "/" + sent.text("/id"));
        assertThat(done.text("/created")).as(rows(done)).isEqualTo("1");
        assertThat(user(email, "displayName")).isEqualTo("Dr Ada");
        assertThat(done.text("/columns/Contact")).isEqualTo("email");
        assertThat(leftAside(done)).containsExactly("Name");
        var unknown = administrator.send(
                "POST",
                imports + "?columns=" + URLEncoder.encode("{\"Contact\":\"mail\"}", UTF_8),
                "Contact\nx\n",
                "Content-Type",
                "text/csv");
        assertThat(unknown.text("/errors/0/field")).isEqualTo("columns");
        assertThat(unknown.text("/errors/0/message")).contains("externalId, email");
    }

    @Test
    void a_pasted_list_of_addresses_is_one() throws IOException {
        var list = new String(resource("addresses.txt"), UTF_8);
        var visitor = company.visitor("administrator");

        var pasted = visitor.post(company.path("/imports"), Map.of("pasted", list, "dryRun", "false"));
        var done = ended(
                administrator,
                imports + pasted.location().substring(pasted.location().lastIndexOf('/')));

        assertThat(done.text("/created")).as(rows(done)).isEqualTo("3");
        assertThat(user("ada2@paste.example", "displayName")).isEqualTo("Ada Byron");
        assertThat(user("bob2@paste.example", "displayName")).isEqualTo("Bob2");
        assertThat(user("cleo@paste.example", "displayName")).isEqualTo("Cleo Dee");
    }

    private static byte[] resource(String file) throws IOException {
        try (var stream = FilesPeopleHaveTest.class.getResourceAsStream("/imports/" + file)) {
            return Objects.requireNonNull(stream).readAllBytes();
        }
    }

    private Answer importing(String file) {
        return importing(file.getBytes(UTF_8), "text/csv");
    }

    private Answer importing(byte[] file, String type) {
        var sent = administrator.sendFile(imports, file, type);
        assertThat(sent.status()).as(sent.response().body()).isEqualTo(202);
        return ended(administrator, imports + "/" + sent.text("/id"));
    }

    private String rows(Answer done) {
        return administrator
                .get(imports + "/" + done.text("/id") + "/rows")
                .response()
                .body();
    }

    private static List<String> leftAside(Answer done) {
        return done.json()
                .at("/leftAside")
                .valueStream()
                .map(title -> title.asString())
                .toList();
    }

    private String user(String email, String member) {
        return administrator
                .get("/organizations/" + company.slug() + "/users?search=" + email)
                .text("/items/0/" + member);
    }
}
