package dev.roster.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.shared.UserId;
import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.ImportRequests;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A username belongs to one person in their organization, whatever the people of other organizations are called. */
class UsernamesTest {
    private static final TestServer SERVER = TestServer.get();
    private static final String ELSEWHERE = "Fig-Lantern-77!";

    private final Company first = SERVER.company("appliance");
    private final Company second = SERVER.company("appliance");
    private final String name = "admin." + first.slug();

    @Test
    void each_organization_has_an_admin_of_its_own() {
        assertThat(create(first, name, Company.PASSWORD).status()).isEqualTo(201);
        var other = create(second, name.toUpperCase(Locale.ROOT), ELSEWHERE);

        assertThat(other.status()).isEqualTo(201);
        assertThat(create(second, name, ELSEWHERE).code()).isEqualTo("username-taken");
    }

    @Test
    void the_organization_named_at_sign_in_decides_who_it_is() {
        create(first, name, Company.PASSWORD);
        var theirs = create(second, name, ELSEWHERE).text("/id");

        var visitor = Visitor.of(SERVER);
        var entered = visitor.post("/login", in(second, ELSEWHERE));

        assertThat(entered.status()).isEqualTo(303);
        assertThat(entered.header("Location")).isEqualTo("/o/" + second.slug());
        assertThat(lastSignIn(theirs)).isTrue();
        assertThat(Visitor.of(SERVER)
                        .post("/login", in(second, Company.PASSWORD))
                        .status())
                .isEqualTo(422);
        assertThat(Visitor.of(SERVER).post("/login", in(first, ELSEWHERE)).status())
                .isEqualTo(422);
    }

    @Test
    void a_newcomer_elsewhere_takes_no_name_from_those_who_name_no_organization() {
        create(first, name, Company.PASSWORD);
        create(second, name, ELSEWHERE);

        Visitor.of(SERVER).signIn(name, Company.PASSWORD);
        assertThat(SERVER.tryToSignIn(name, ELSEWHERE).status()).isEqualTo(422);
    }

    @Test
    void an_address_works_whatever_organization_is_named() {
        var person = first.another("admin");

        for (var organization : new String[] {second.slug(), "no-such-organization", "  "}) {
            var entered = Visitor.of(SERVER)
                    .post(
                            "/login",
                            Map.of("name", person.email(), "password", Company.PASSWORD, "organization", organization));
            assertThat(entered.status()).as(organization).isEqualTo(303);
        }
    }

    @Test
    void an_unknown_organization_is_refused_like_a_wrong_password() {
        create(first, name, Company.PASSWORD);
        var wrong = Visitor.of(SERVER).post("/login", in(first, "wrong"));
        var unknown = Visitor.of(SERVER)
                .post("/login", Map.of("name", name, "password", Company.PASSWORD, "organization", "no-such-one"));

        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.sentence()).isEqualTo(wrong.sentence());
    }

    @Test
    void the_browser_remembers_the_organization() {
        create(second, name, ELSEWHERE);
        var visitor = Visitor.of(SERVER);
        assertThat(visitor.get("/login").body()).doesNotContain("name=\"organization\"");
        assertThat(visitor.get("/login?organization=" + second.slug()).body())
                .contains("name=\"organization\"")
                .contains("value=\"" + second.slug() + "\"");

        visitor.post("/login", in(second, ELSEWHERE));
        visitor.post("/logout", Map.of());

        assertThat(visitor.get("/login").body()).contains("value=\"" + second.slug() + "\"");
    }

    @Test
    void administrators_read_where_people_with_a_username_sign_in() {
        var user = create(first, name, Company.PASSWORD).text("/id");

        assertThat(first.visitor("system_admin")
                        .get(first.path("/users/" + user))
                        .body())
                .contains("/login?organization=" + first.slug());
    }

    @Test
    void a_home_where_the_name_is_taken_does_not_become_theirs() {
        create(second, name, ELSEWHERE);
        var user = create(first, name, Company.PASSWORD).text("/id");
        var guest = new Company.Person(first, new UserId(UUID.fromString(user)), name, name + "@people.example");
        second.makeGuest(guest, "admin");

        var left = ApiClient.operator().delete("/organizations/" + first.slug() + "/users/" + user);

        assertThat(left.status()).isLessThan(500);
        assertThat(Visitor.of(SERVER).post("/login", in(second, ELSEWHERE)).status())
                .isEqualTo(303);
    }

    @Test
    void erasing_a_person_leaves_namesakes_elsewhere_alone() {
        var user = create(first, name, Company.PASSWORD).text("/id");
        var operator = ApiClient.operator();
        var imports = "/organizations/" + second.slug() + "/imports";
        var sent = operator.send("POST", imports, "email,username\nnobody," + name + "\n", "Content-Type", "text/csv");
        var rejected = ImportRequests.ended(operator, imports + "/" + sent.text("/id"));
        assertThat(rejected.text("/rejected")).isEqualTo("1");
        var body = "{\"email\":\"%s\",\"username\":\"%s\",\"role\":\"admin\",\"password\":\"%s\"}"
                .formatted(second.freshAddress(), name, ELSEWHERE);
        var theirs = second.client("system_admin");
        var users = "/organizations/" + second.slug() + "/users";
        var created = theirs.send("POST", users, body, "Idempotency-Key", "namesake");

        assertThat(operator.post(
                                "/organizations/" + first.slug() + "/users/" + user + "/erasure",
                                "{\"confirm\":\"" + name + "\"}")
                        .status())
                .isLessThan(300);

        assertThat(operator.get(imports + "/" + sent.text("/id") + "/rejected.csv")
                        .response()
                        .body())
                .contains(name);
        assertThat(theirs.send("POST", users, body, "Idempotency-Key", "namesake")
                        .text("/id"))
                .isEqualTo(created.text("/id"));
    }

    private static ApiClient.Answer create(Company company, String username, String password) {
        return ApiClient.operator()
                .post(
                        "/organizations/" + company.slug() + "/users",
                        "{\"email\":\"%s\",\"username\":\"%s\",\"role\":\"admin\",\"password\":\"%s\"}"
                                .formatted(company.freshAddress(), username, password));
    }

    private Map<String, String> in(Company company, String password) {
        return Map.of("name", name, "password", password, "organization", company.slug());
    }

    private static boolean lastSignIn(String user) {
        return SERVER.bean(JdbcClient.class)
                .sql("select last_sign_in_at is not null from users where id = :user::uuid")
                .param("user", user)
                .query(Boolean.class)
                .single();
    }
}
