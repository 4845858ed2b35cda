package dev.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.Expected;
import dev.roster.people.Memberships;
import dev.roster.people.Users;
import dev.roster.shared.Ids;
import dev.roster.shared.Text;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import dev.roster.support.Visitor.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.HtmlUtils;

/** Anything typed into a form is refused at the right field without changing anything, or stored and shown unharmed. */
class BadInputTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company COMPANY = SERVER.company("partner");
    private static final Company ELSEWHERE = SERVER.company("partner");
    private static final Person ADA = COMPANY.person("administrator");
    private static final Visitor ADMINISTRATOR = ADA.signIn();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "–",
            value = {
                "displayName | –",
                "displayName | ''",
                "displayName | '   '",
                "displayName | a\\0b",
                "displayName | line\\nbreak",
                "displayName | bell\\07",
                "email       | –",
                "email       | ''",
                "email       | nobody",
                "email       | a@b",
                "email       | ada@example.com, eve@example.com",
                "email       | ada@example.com\\nBcc: eve@example.com",
                "email       | Ada <ada@example.com> Eve <eve@example.com>",
                "email       | a\\0@example.com",
                "role        | no_such_role",
                "role        | ../administrator",
                "role        | administrators",
                "role        | a\\0",
                "locale      | xx",
                "onboarding  | typed_password",
                "password    | Plum-Kettle-42!",
            })
    void invalid_values_are_reported_at_their_field(String field, String typed) {
        var form = form(COMPANY.freshAddress());
        if (typed == null) {
            form.remove(field);
        } else {
            form.put(field, typed.translateEscapes());
        }
        var before = everything();

        var answer = create(form);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(everything()).isEqualTo(before);
        if (List.of("displayName", "email", "role").contains(field)) {
            assertThat(answer.fieldError(field)).isNotBlank();
            form.remove(field);
            form.keySet().stream()
                    .filter(List.of("displayName", "email")::contains)
                    .forEach(other -> {
                        assertThat(answer.fieldError(other)).isEmpty();
                        assertThat(answer.value(other)).isEqualTo(form.get(other));
                    });
        }
    }

    @Test
    void all_errors_are_reported_at_once() {
        var answer = create(Map.of("displayName", "", "email", "nobody", "role", "none"));

        assertThat(answer.fieldError("displayName")).isNotBlank();
        assertThat(answer.fieldError("email")).isNotBlank();
        assertThat(answer.fieldError("role")).isNotBlank();
        assertThat(answer.value("email")).isEqualTo("nobody");
    }

    @Test
    void a_name_has_at_most_a_hundred_characters_whatever_they_are() {
        var form = form(COMPANY.freshAddress());
        form.put("displayName", "😀".repeat(101));
        var tooLong = create(form);
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.fieldError("displayName")).contains("100");
        assertThat(tooLong.value("displayName")).isEqualTo("😀".repeat(101));

        form.put("displayName", "😀".repeat(100));
        assertThat(create(form).status()).isEqualTo(303);
    }

    @Test
    void a_forged_version_is_a_wrong_value_and_no_fault() {
        var person = COMPANY.quick("user");

        var answer = ADMINISTRATOR.post(
                COMPANY.path("/users/" + person.id()), Map.of("displayName", "Forged", "version", "latest"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.sentence()).contains("wrong type");
        assertThat(ADMINISTRATOR.get(COMPANY.path("/users/" + person.id())).body())
                .doesNotContain("Forged");
    }

    @Test
    void an_address_has_at_most_254_characters() {
        var tooLong = create(form("a".repeat(60) + "@" + ("b".repeat(60) + ".").repeat(4) + "example"));

        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.fieldError("email")).contains("254");
    }

    @Test
    void an_address_in_use_is_refused_in_any_case() {
        var known = COMPANY.quick("user");
        var before = everything();

        for (var typed : List.of(known.email(), known.email().toUpperCase(Locale.ROOT), " " + known.email() + " ")) {
            var answer = create(form(typed));
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.fieldError("email")).contains(typed.strip());
            assertThat(answer.value("displayName")).isEqualTo("Somebody New");
        }
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void an_address_of_another_company_tells_nothing_about_its_owner() {
        var stranger = ELSEWHERE.quick("user");
        var answer = create(form(stranger.email()));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).doesNotContain(stranger.id().toString(), stranger.name(), ELSEWHERE.name());
    }

    @Test
    void a_deleted_persons_address_leads_to_restoring_them() {
        var gone = deleted();
        var answer = create(form(gone.email()));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains(COMPANY.path("/users/" + gone.id() + "/restore"));
    }

    @Test
    void a_form_that_is_sent_twice_creates_one_person() {
        var form = form(COMPANY.freshAddress());

        assertThat(create(form).status()).isEqualTo(303);
        var again = create(form);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.fieldError("email")).isNotBlank();
    }

    @Test
    void a_role_of_another_company_is_unknown_here() {
        var theirs = SERVER.company("workspace");
        var person = COMPANY.quick("user");
        var before = everything();
        var form = form(COMPANY.freshAddress());
        form.put("role", "member");

        assertThat(create(form).status()).isEqualTo(422);
        assertThat(post(person, "/role", Map.of("role", "external")).status()).isEqualTo(422);
        assertThat(post(person, "/role", Map.of("role", "")).status()).isEqualTo(422);
        assertThat(ADMINISTRATOR.get(theirs.path("/users")).status()).isEqualTo(404);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void a_person_of_another_company_is_not_found_under_ones_own() {
        var stranger = ELSEWHERE.quick("user");
        for (var page : List.of("", "/role", "/sessions", "/activity", "/delete", "/reset-password")) {
            assertThat(ADMINISTRATOR.get(path(stranger, page)).status())
                    .as(page)
                    .isEqualTo(404);
        }
        assertThat(post(stranger, "/role", Map.of("role", "read_only")).status())
                .isEqualTo(404);
        assertThat(post(stranger, "/delete", Map.of()).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "-1", "me", "null", "%00", "..", "'", "00000000-0000-0000-0000-000000000000"})
    void what_is_no_persons_id_is_not_found(String id) {
        assertThat(ADMINISTRATOR.get(COMPANY.path("/users/" + id)).status()).isIn(404, 400);
        assertThat(ADMINISTRATOR.get(COMPANY.path("/users/" + Ids.next())).status())
                .isEqualTo(404);
    }

    @Test
    void a_form_that_was_overtaken_changes_nothing() {
        var person = COMPANY.quick("user");
        var shown = ADMINISTRATOR.get(path(person, "")).value("version");
        assertThat(post(person, "", Map.of("displayName", "First", "version", shown))
                        .status())
                .isEqualTo(303);

        var late = post(person, "", Map.of("displayName", "Second", "version", shown));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.sentence()).isNotBlank();
        assertThat(late.value("displayName")).isEqualTo("Second");
        assertThat(name(person)).isEqualTo("First");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\0b", "two\nlines"})
    void a_bad_name_is_refused_when_a_person_is_edited(String typed) {
        var person = COMPANY.quick("user");
        var answer = post(person, "", Map.of("displayName", typed));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.fieldError("displayName")).isNotBlank();
        assertThat(name(person)).isEqualTo(person.name());
    }

    @Test
    void a_version_that_is_no_number_is_refused() {
        var person = COMPANY.quick("user");

        assertThat(post(person, "", Map.of("displayName", "New", "version", "x"))
                        .status())
                .isBetween(400, 499);
        assertThat(name(person)).isEqualTo(person.name());
    }

    @Test
    void a_deleted_person_can_be_looked_at_and_restored_but_not_changed() {
        var gone = deleted();

        assertThat(ADMINISTRATOR.get(path(gone, "")).status()).isEqualTo(200);
        assertThat(post(gone, "/role", Map.of("role", "read_only")).status()).isEqualTo(409);
        assertThat(post(gone, "/delete", Map.of()).status()).isEqualTo(409);
        assertThat(post(gone, "/reset-password", Map.of()).status()).isEqualTo(409);
        assertThat(post(gone, "/restore", Map.of()).status()).isEqualTo(303);
        assertThat(post(gone, "/restore", Map.of()).status()).isEqualTo(409);
    }

    @Test
    void a_list_that_is_asked_for_nonsense_says_so() {
        for (var query : List.of(
                "status=gone",
                "role=none",
                "sort=password",
                "sort=name;drop",
                "after=AAAA",
                "search=" + "a".repeat(201))) {
            assertThat(ADMINISTRATOR.get(COMPANY.path("/users?" + query)).status())
                    .as(query)
                    .isEqualTo(422);
        }
        assertThat(ADMINISTRATOR.get(COMPANY.path("/users?search=%25_%5C'%22")).status())
                .isEqualTo(200);
        assertThat(ADMINISTRATOR.get(COMPANY.path("/audit?day=yesterday")).status())
                .isEqualTo(422);
        assertThat(ADMINISTRATOR.get(COMPANY.path("/audit?person=1")).status()).isEqualTo(422);
    }

    /** PostgreSQL stores no NUL, so it must be refused before. */
    @Test
    void a_nul_is_refused_wherever_it_is_typed() {
        var operator = SERVER.operator();
        for (var page : List.of(
                COMPANY.path("/users?search=%00"),
                COMPANY.path("/users?role=%00"),
                COMPANY.path("/users?status=%00"),
                COMPANY.path("/audit?action=%00"),
                COMPANY.path("/audit?person=%00"),
                "/operator/organizations?search=%00")) {
            assertThat(operator.get(page).status()).as(page).isEqualTo(422);
        }
        var organization = Map.of("name", "New", "slug", "a\0", "preset", "partner", "parent", "\0");
        assertThat(operator.post("/operator/organizations", organization).status())
                .isEqualTo(422);
        var visitor = Visitor.of(SERVER);
        assertThat(visitor.post("/login", Map.of("name", "a\0", "password", "\0"))
                        .status())
                .isEqualTo(422);
        assertThat(visitor.post("/forgot-password", Map.of("email", "a\0@example.com"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_form_needs_the_token_of_its_own_browser() {
        var before = everything();
        var form = form(COMPANY.freshAddress());
        for (var token : List.of(
                "",
                "forged",
                Visitor.of(SERVER).token(),
                ELSEWHERE.person("administrator").signIn().token())) {
            var answer = ADMINISTRATOR.postWithToken(COMPANY.path("/users"), form, token);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.sentence()).contains("expired");
        }
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void a_form_of_ten_megabytes_is_refused_and_read_by_nobody() {
        var form = form(COMPANY.freshAddress());
        form.put("displayName", "a".repeat(10_000_000));

        assertThat(create(form).status()).isEqualTo(413);
        assertThat(ADMINISTRATOR.get("/me").status()).isEqualTo(200);
    }

    @Test
    void a_link_that_opens_nothing_says_so_and_what_to_do() {
        var visitor = Visitor.of(SERVER);
        for (var token : List.of("x", "%20", "A".repeat(64), "AAAA".repeat(500))) {
            var dead = visitor.get("/links/" + token);
            assertThat(dead.status()).as(token).isIn(404);
            assertThat(dead.body()).contains("/forgot-password").doesNotContain("type=\"password\"");
            assertThat(visitor.post("/links/" + token, Map.of("password", "Fig-Lantern-77!"))
                            .status())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "alllowercase1!", "NOLOWER1!", "NoDigits!!", "NoSpecial11", "Password1!"})
    void a_password_that_the_rule_refuses_leaves_its_link_alive(String password) {
        var person = COMPANY.pending("user");
        var link = SERVER.mailbox(person.email()).await(1).linkPath();
        var visitor = Visitor.of(SERVER);

        var refused = visitor.post(link, Map.of("password", password));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.fieldError("password")).isNotBlank();
        assertThat(refused.body()).doesNotContain(password);
        assertThat(visitor.get(link).status()).isEqualTo(200);
    }

    /** Each string as a user's name, through the form: stored as typed, escaped wherever it is shown. */
    @ParameterizedTest
    @MethodSource("naughtyStrings")
    void any_name_is_shown_back_unharmed(String name) {
        var form = form(COMPANY.freshAddress());
        form.put("displayName", name);
        var created = create(form);
        assertThat(created.status()).isEqualTo(303);
        var page = created.location().replaceFirst("/role$", "");
        var kept = Text.tidy(name);

        var shown = ADMINISTRATOR.get(page);
        assertThat(shown.value("displayName")).isEqualTo(kept);
        var list = ADMINISTRATOR.get(COMPANY.path("/users?sort=-createdAt"));
        var renamed = ADMINISTRATOR.post(page, Map.of("displayName", kept + " II"));
        assertThat(renamed.status()).isEqualTo(303);
        var audit = ADMINISTRATOR.get(COMPANY.path("/audit"));
        for (var answer : List.of(shown, list, audit)) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(HtmlUtils.htmlUnescape(answer.body())).contains(kept);
            if (kept.contains("<")) {
                assertThat(answer.body()).doesNotContain(kept);
            }
        }
    }

    static List<String> naughtyStrings() throws IOException {
        try (var file = BadInputTest.class.getResourceAsStream("/naughty-strings.txt")) {
            var text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().toList();
        }
    }

    private static HashMap<String, String> form(String email) {
        return new HashMap<>(Map.of("displayName", "Somebody New", "email", email, "role", "user", "locale", "en"));
    }

    private static Answer create(Map<String, String> form) {
        return ADMINISTRATOR.post(COMPANY.path("/users"), form);
    }

    private static Answer post(Person person, String page, Map<String, String> form) {
        return ADMINISTRATOR.post(path(person, page), form);
    }

    private static String path(Person person, String page) {
        return COMPANY.path("/users/" + person.id() + page);
    }

    private static Person deleted() {
        var person = COMPANY.quick("user");
        SERVER.bean(Memberships.class).delete(TestServer.OPERATOR, COMPANY.id(), person.id(), Expected.ANY);
        return person;
    }

    private static String name(Person person) {
        return SERVER.bean(Users.class)
                .get(TestServer.OPERATOR, COMPANY.id(), person.id())
                .displayName();
    }

    /** Everything that a refused form must leave unchanged. */
    private static List<String> everything() {
        return SERVER.bean(JdbcClient.class)
                .sql("""
                        select concat_ws(' ', m.user_id, m.status, m.role_id, m.version, u.version, u.display_name, u.email)
                          from memberships m join people u on u.id = m.user_id where m.organization_id = :here
                        union all select 'event ' || id from audit_events where organization_id = :here
                        union all select 'mail ' || id from mails where organization_id = :here
                        order by 1
                        """)
                .param("here", COMPANY.id().value())
                .query(String.class)
                .list();
    }
}
