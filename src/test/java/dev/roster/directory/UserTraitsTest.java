package dev.roster.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.UriUtils;

/** The list of users narrowed to exactly one, or to those who have not signed in for a while. */
class UserTraitsTest {
    private static final TestServer SERVER = TestServer.get();

    private final Company company = SERVER.company("partner");
    private final ApiClient client = company.client("administrator");
    private final String users = "/organizations/" + company.slug() + "/users";

    private List<String> found(String query) {
        return client.get(users + "?" + query).items("id");
    }

    private String create(String email, String more) {
        var created = client.post(users, "{\"email\":\"%s\",\"displayName\":\"X\"%s}".formatted(email, more));
        assertThat(created.status()).as(created.response().body()).isEqualTo(201);
        return created.text("/id");
    }

    private void signedIn(Person person, Duration ago) {
        SERVER.bean(JdbcClient.class)
                .sql("update memberships set last_sign_in_at = :at where user_id = :user")
                .param("at", SERVER.clock().instant().minus(ago).atOffset(ZoneOffset.UTC))
                .param("user", person.id().value())
                .update();
    }

    /** Case 72. */
    @Test
    void a_program_finds_exactly_the_user_it_knows() {
        var domain = company.slug() + ".example";
        var one = create("xid@" + domain, ",\"externalId\":\"A-1\"");
        create("xid2@" + domain, ",\"externalId\":\"A-10\"");
        var plus = create("a+b@" + domain, ",\"externalId\":\"50%_\"");

        assertThat(found("externalId=A-1")).containsExactly(one);
        assertThat(found("externalId=a-1")).isEmpty();
        assertThat(found("externalId=" + UriUtils.encode("50%_", "UTF-8"))).containsExactly(plus);
        assertThat(found("email=xid@" + domain)).containsExactly(one);
        assertThat(found("email=XID@" + domain)).containsExactly(one);
        assertThat(found("email=" + UriUtils.encode("a+b@" + domain, "UTF-8"))).containsExactly(plus);
        assertThat(found("email=id@" + domain)).isEmpty();
        assertThat(found("email=xid@" + domain + "&externalId=A-10")).isEmpty();
        assertThat(client.get(users + "?externalId=A-1&count=true").text("/total"))
                .isEqualTo("1");
        assertThat(client.get(users + "?externalId=" + "x".repeat(256)).text("/errors/0/code"))
                .isEqualTo("too-long");
        assertThat(client.get(users + "?email=nobody").text("/errors/0/field")).isEqualTo("email");
    }

    @Test
    void no_one_is_found_in_another_organization() {
        var other = SERVER.company("partner");
        create("xid@" + company.slug() + ".example", ",\"externalId\":\"A-1\"");
        var elsewhere = other.client("administrator");
        var path = "/organizations/" + other.slug() + "/users?";

        assertThat(elsewhere.get(path + "externalId=A-1").items("id")).isEmpty();
        assertThat(elsewhere
                        .get(path + "email=xid@" + company.slug() + ".example")
                        .items("id"))
                .isEmpty();
    }

    @Test
    void an_address_that_an_invited_person_has_elsewhere_finds_no_one() {
        var marketplace = SERVER.company("marketplace");
        var guest = company.quick("user");
        var inviter = marketplace.client("access_management");
        var path = "/organizations/" + marketplace.slug() + "/users";
        var invited = inviter.post(
                path,
                "{\"email\":\"%s\",\"firstName\":\"Ada\",\"lastName\":\"Byron\",\"groups\":[\"%s\"]}"
                        .formatted(guest.email(), marketplace.groupWith("marketplace")));
        assertThat(invited.status()).isEqualTo(201);
        assertThat(inviter.get(path + "?email=" + guest.email()).items("id"))
                .containsExactly(guest.id().toString());

        var secret = "secret@" + company.slug() + ".example";
        SERVER.bean(JdbcClient.class)
                .sql("update users set email = :email, email_key = :email where id = :user")
                .param("email", secret)
                .param("user", guest.id().value())
                .update();

        assertThat(found("email=" + secret)).containsExactly(guest.id().toString());
        assertThat(inviter.get(path + "?email=" + secret).items("id")).isEmpty();
    }

    /** Case 69. */
    @Test
    void people_who_have_not_signed_in_for_a_while_or_never_are_listed() {
        var recent = company.quick("user");
        var old = company.quick("user");
        var never = company.quick("manager");
        signedIn(recent, Duration.ofDays(1));
        signedIn(old, Duration.ofDays(100));
        var before = "lastSignInBefore=" + SERVER.clock().instant().minus(Duration.ofDays(50));

        assertThat(found(before)).containsExactly(old.id().toString());
        assertThat(found(before + "&role=manager")).isEmpty();
        assertThat(found(before + "&search=person")).containsExactly(old.id().toString());
        assertThat(found(before + "&sort=-lastSignInAt"))
                .containsExactly(old.id().toString());
        assertThat(found("neverSignedIn=true")).containsExactly(never.id().toString());
        assertThat(found("neverSignedIn=false")).hasSize(3);
        assertThat(found("neverSignedIn=true&lastSignInBefore=2999-01-01T00:00:00Z"))
                .isEmpty();
        assertThat(client.get(users + ".csv?neverSignedIn=true").response().body())
                .contains(never.email())
                .doesNotContain(old.email());
        assertThat(client.get(users + "?lastSignInBefore=yesterday").status()).isEqualTo(422);
    }

    @Test
    void a_page_leads_to_the_next_one_with_the_same_filter() {
        var three = List.of(company.quick("user"), company.quick("user"), company.quick("user"));
        three.forEach(person -> signedIn(person, Duration.ofDays(100)));
        var never = company.quick("user");

        var first = client.get(users + "?lastSignInBefore=2999-01-01T00:00:00Z&limit=2");
        var second = found("lastSignInBefore=2999-01-01T00:00:00Z&limit=2&after=" + first.text("/next"));

        assertThat(first.items("id")).hasSize(2).doesNotContainAnyElementsOf(second);
        assertThat(second).hasSize(1).doesNotContain(never.id().toString());
    }

    @Test
    void the_console_filters_exports_and_acts_on_them() {
        var old = company.quick("user");
        var recent = company.quick("user");
        signedIn(old, Duration.ofDays(100));
        signedIn(recent, Duration.ofDays(1));
        var visitor = company.visitor("administrator");
        var never = company.quick("user");

        var list = visitor.get(company.path("/users?signIn=90"));
        assertThat(list.body())
                .contains(old.email(), "<option value=\"90\" selected>")
                .doesNotContain(recent.email(), never.email());
        assertThat(visitor.get(company.path("/users?signIn=never")).body())
                .contains(never.email())
                .doesNotContain(recent.email(), old.email());
        assertThat(visitor.get(company.path("/users.csv?signIn=90")).body())
                .contains(old.email())
                .doesNotContain(recent.email());
        assertThat(visitor.get(company.path("/users?signIn=7")).status()).isEqualTo(422);
        var asked = visitor.post(company.path("/users/bulk"), Map.of("what", "delete", "all", "true", "signIn", "90"));
        assertThat(asked.body()).contains(old.name()).doesNotContain(recent.name());
    }
}
