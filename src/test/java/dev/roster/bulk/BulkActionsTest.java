package dev.roster.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.groups.Groups;
import dev.roster.groups.NewGroup;
import dev.roster.membership.Member;
import dev.roster.rights.Members;
import dev.roster.shared.Ids;
import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class BulkActionsTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Pattern TOUCHED = Pattern.compile("name=\"user\" value=\"([^\"]*)\"");

    private final Company company = SERVER.company("partner");
    private final Person manager = company.person("manager");

    private static Map<String, String> form(String what, Object... users) {
        var fields = new HashMap<String, String>();
        fields.put("what", what);
        fields.put("user", Stream.of(users).map(BulkActionsTest::id).collect(Collectors.joining(",")));
        return fields;
    }

    private static String id(Object user) {
        return user instanceof Person person ? person.id().toString() : user.toString();
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        var more = new HashMap<>(fields);
        more.put(name, value);
        return more;
    }

    private Visitor.Answer preview(Map<String, String> fields) {
        return manager.visitor().post(company.path("/users/bulk"), fields);
    }

    private Visitor.Answer run(Map<String, String> fields) {
        return manager.visitor().post(company.path("/users/bulk/run"), fields);
    }

    /** The ids that the preview's form would send. */
    private static List<String> touched(Visitor.Answer preview) {
        var match = TOUCHED.matcher(preview.body());
        return match.find() ? List.of(match.group(1).split(",")) : List.of();
    }

    private static Member member(Company company, Person person) {
        return SERVER.bean(Members.class).get(company.id(), person.id());
    }

    private String status(Person person) {
        return member(company, person).status().key();
    }

    @Test
    void the_preview_says_who_is_affected_or_skipped_and_why_and_does_nothing() {
        var one = company.quick("user");
        var two = company.pending("read_only");
        var administrator = company.quick("administrator");

        var preview = preview(form("delete", one, two, administrator, manager));

        assertThat(preview.status()).isEqualTo(200);
        assertThat(touched(preview))
                .containsExactly(one.id().toString(), two.id().toString());
        assertThat(preview.body())
                .contains("2 users will be signed out immediately", one.email(), two.email())
                .contains("2 users will be skipped:")
                .contains("With the role Manager, you cannot do this to a user with the role Administrator.")
                .contains("You cannot do this to yourself.");
        assertThat(Stream.of(one, two, administrator, manager).map(this::status))
                .containsExactly("active", "pending", "active", "active");
        assertThat(company.client("administrator")
                        .get("/organizations/" + company.slug() + "/audit-events?action=user.deleted")
                        .items("id"))
                .isEmpty();
    }

    @Test
    void each_is_done_as_one_is_with_an_audit_event_of_their_own_and_the_report_says_who_was_not() {
        var one = company.quick("user");
        var two = company.quick("user");
        var administrator = company.quick("administrator");

        var report = run(form("delete", one, administrator, two));

        assertThat(report.status()).isEqualTo(200);
        assertThat(report.body())
                .contains("2 users were changed.")
                .contains("One user was not changed:")
                .contains(administrator.name())
                .contains("With the role Manager, you cannot do this to a user with the role Administrator.");
        assertThat(Stream.of(one, two, administrator).map(this::status))
                .containsExactly("deleted", "deleted", "active");
        assertThat(company.client("administrator")
                        .get("/organizations/" + company.slug() + "/audit-events?action=user.deleted")
                        .items("target/id"))
                .containsExactlyInAnyOrder(one.id().toString(), two.id().toString());
        assertThat(run(form("delete", one)).body())
                .as("changed concurrently")
                .contains("No users were changed.")
                .contains("so you cannot");
    }

    @Test
    void another_role_is_asked_for_first_and_who_has_it_already_is_skipped() {
        var user = company.quick("user");
        var reader = company.quick("read_only");
        var fields = form("change-role", user, reader);

        var question = preview(fields);
        assertThat(question.status()).isEqualTo(200);
        assertThat(question.body()).contains("name=\"newRole\"").contains("2 users selected.");
        var asked = with(fields, "chosen", "true");
        assertThat(preview(asked).status()).isEqualTo(422);
        assertThat(preview(with(asked, "newRole", "")).fieldError("newRole")).isEqualTo("This is required.");
        assertThat(preview(with(asked, "newRole", "chief")).status()).isEqualTo(422);
        assertThat(touched(preview(with(asked, "newRole", "manager"))))
                .as("not theirs to give")
                .isEmpty();

        var preview = preview(with(asked, "newRole", "read_only"));
        assertThat(touched(preview)).containsExactly(user.id().toString());
        assertThat(preview.body()).contains("No change needed");

        var report = run(with(form("change-role", user), "newRole", "read_only"));
        assertThat(report.body()).contains("One user was changed.");
        assertThat(member(company, user).role())
                .extracting(Member.HeldRole::key)
                .isEqualTo("read_only");
        assertThat(run(with(form("change-role", user), "newRole", "chief")).status())
                .isEqualTo(422);
    }

    @Test
    void people_are_added_to_groups_and_stay_in_those_they_had() {
        var market = SERVER.company("marketplace");
        var groups = SERVER.bean(Groups.class);
        var buyers = groups.create(
                TestServer.OPERATOR, market.id(), new NewGroup("Buyers", "", List.of("marketplace"), Set.of()));
        var person = market.inGroups("Buyers");
        var other = market.another("marketplace");
        var boss = market.visitor("administrators");
        var fields = form("add-to-groups", person, other);

        var question = boss.post(market.path("/users/bulk"), fields);
        assertThat(question.body()).contains("name=\"groups\"").contains("Buyers");
        var searched = boss.post(market.path("/users/bulk"), with(with(fields, "action", "search"), "search", "buy"));
        assertThat(searched.body()).contains("Buyers").doesNotContain("Only marketplace");
        var asked = with(fields, "chosen", "true");
        assertThat(boss.post(market.path("/users/bulk"), asked).fieldError("groups"))
                .isNotEmpty();
        asked = with(asked, "groups", buyers.id().toString());
        assertThat(touched(boss.post(market.path("/users/bulk"), asked)))
                .containsExactly(other.id().toString());
        assertThat(boss.post(market.path("/users/bulk/run"), asked).body()).contains("One user was changed.");
        assertThat(member(market, other).groups())
                .extracting(Member.HeldGroup::name)
                .containsExactlyInAnyOrder("Buyers", "Only marketplace");
    }

    @Test
    void the_last_administrator_stays_and_the_preview_knows_it() {
        var agency = SERVER.company("partner");
        var linked = SERVER.linkedTo(agency, "Bluebird Shoes");
        var boss = agency.person("administrator");
        agency.grant(boss, linked);
        var one = linked.quick("administrator");
        var two = linked.quick("administrator");
        SERVER.bean(JdbcClient.class)
                .sql("""
                        insert into role_governs (organization_id, role_id, governed_role_id)
                        select organization_id, id, id from roles where organization_id = :here and key = 'administrator'
                        on conflict do nothing
                        """)
                .param("here", linked.id().value())
                .update();
        var fields = form("delete", one, two);

        var preview = boss.visitor().post(linked.path("/users/bulk"), fields);
        assertThat(touched(preview)).hasSize(1);
        assertThat(preview.body()).contains("One user will be skipped:").contains("last");

        var report = boss.visitor().post(linked.path("/users/bulk/run"), fields);
        assertThat(report.body()).contains("One user was changed.").contains("One user was not changed:");
        assertThat(Stream.of(one, two).map(p -> member(linked, p).status().key()))
                .containsExactlyInAnyOrder("deleted", "active");
    }

    @Test
    void everyone_who_matches_the_filter_is_more_than_a_page_and_a_thousand_at_most() {
        insertPeople(1_100);

        var list = manager.visitor().get(company.path("/users?role=user")).body();
        assertThat(list).contains("Select the first 1,000").contains("name=\"role\" value=\"user\"");
        var preview = preview(Map.of("what", "delete", "all", "true", "role", "user"));
        assertThat(touched(preview)).hasSize(1_000);
        assertThat(preview.body()).contains("More than 1,000 users match.");
        // Number 7 and numbers 70 to 79.
        assertThat(touched(preview(Map.of("what", "delete", "all", "true", "role", "user", "search", "person 0007"))))
                .hasSize(11);

        var many = form("delete", touched(preview).toArray());
        assertThat(preview.body()).contains("Type 1000 to confirm");
        assertThat(run(many).fieldError("typed")).isEqualTo("This does not match. Type 1000.");
        var report = run(with(many, "typed", "1000"));
        assertThat(report.body()).contains("1,000 users were changed.");
        assertThat(manager.visitor()
                        .get(company.path("/users.csv?role=user"))
                        .body()
                        .lines())
                .hasSize(101);
    }

    @Test
    void users_of_other_organizations_are_neither_named_nor_touched() {
        var other = SERVER.company("partner");
        var stranger = other.quick("user");

        var preview = preview(form("delete", stranger, Ids.next()));
        var report = run(form("delete", stranger, Ids.next()));

        assertThat(preview.body())
                .contains("There are no users to change.")
                .contains("2 users are no longer here.")
                .doesNotContain(stranger.name(), stranger.email());
        assertThat(report.body()).contains("No users were changed.").doesNotContain(stranger.name(), stranger.email());
        assertThat(member(other, stranger).status().key()).isEqualTo("active");
    }

    @Test
    void only_what_the_policy_has_and_the_reader_may_is_offered_and_nothing_else_is_done() {
        assertThat(offered(manager.visitor(), company)).containsExactly("change-role", "send-link", "delete");
        assertThat(offered(company.visitor("user"), company)).isEmpty();
        assertThat(company.visitor("user").get(company.path("/users")).body()).doesNotContain("class=\"pick\"");
        var workspace = SERVER.company("workspace");
        assertThat(offered(workspace.visitor("admin"), workspace))
                .containsExactly("change-role", "send-link", "activate", "deactivate");
        var market = SERVER.company("marketplace");
        assertThat(offered(market.visitor("administrators"), market))
                .containsExactly("add-to-groups", "send-invitation", "remove");

        var person = company.quick("user");
        var user = company.visitor("user");
        assertThat(user.post(company.path("/users/bulk"), form("delete", person))
                        .status())
                .isEqualTo(403);
        assertThat(user.post(company.path("/users/bulk/run"), form("delete", person))
                        .status())
                .isEqualTo(403);
        var administrator = company.visitor("administrator");
        assertThat(touched(administrator.post(company.path("/users/bulk"), form("delete", person))))
                .hasSize(1);
        var removal = ApiClient.of(company.slug(), "administrator")
                .post("/organizations/" + company.slug() + "/users/" + person.id() + "/removal", "");
        var bulk = administrator.post(company.path("/users/bulk/run"), form("remove", person));
        if (removal.status() == 403) {
            assertThat(bulk.status()).isEqualTo(403);
        } else {
            assertThat(bulk.body()).contains("No users were changed.");
        }
        assertThat(status(person)).isEqualTo("active");
    }

    private static List<String> offered(Visitor visitor, Company company) {
        return Pattern.compile("name=\"what\" value=\"([a-z-]+)\"")
                .matcher(visitor.get(company.path("/users")).body())
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "explode", "erase", "DELETE"})
    void what_cannot_be_done_to_many_is_refused(String what) {
        var person = company.quick("user");

        assertThat(preview(form(what, person)).status()).isEqualTo(422);
        assertThat(run(form(what, person)).status()).isEqualTo(422);
        assertThat(status(person)).isEqualTo("active");
    }

    @Test
    void ids_that_are_none_and_ten_thousand_of_them_are_refused() {
        var person = company.quick("user");

        assertThat(preview(form("delete", "x'--")).status()).isEqualTo(404);
        assertThat(run(form("delete", person, "x")).status()).isEqualTo(404);
        var many = Collections.nCopies(2_000, person.id().toString());
        assertThat(preview(form("delete", many.toArray())).status()).isEqualTo(422);
        assertThat(run(form("delete", many.toArray())).status()).isEqualTo(422);
        assertThat(preview(form(
                                "delete",
                                Collections.nCopies(10_000, person.id().toString())
                                        .toArray()))
                        .status())
                .isEqualTo(413);
        assertThat(manager.visitor()
                        .postMany(company.path("/users/bulk"), "user", many)
                        .status())
                .isBetween(400, 499);
        assertThat(status(person)).isEqualTo("active");
        assertThat(preview(form("delete")).body()).contains("Select at least one user.");
        assertThat(manager.visitor()
                        .postWithToken(company.path("/users/bulk/run"), form("delete", person), "forged")
                        .status())
                .isEqualTo(403);
        assertThat(status(person)).isEqualTo("active");
    }

    private void insertPeople(int number) {
        SERVER.bean(JdbcClient.class)
                .sql("""
                        with made as (
                            insert into users (id, email, email_key, home_organization_id, created_at)
                            select gen_random_uuid(), n || '@' || :slug, n || '@' || :slug, :here, now()
                              from generate_series(0, :number - 1) n
                            returning id, lpad(split_part(email, '@', 1), 5, '0') number),
                        named as (
                            insert into profiles (user_id, display_name, locale, time_zone, search)
                            select id, 'Person ' || number, 'en', 'UTC', '' from made)
                        insert into memberships (organization_id, user_id, status, role_id, onboarding, sort_name,
                                                 search, created_at, status_changed_at)
                        select :here, id, 'active', (select id from roles where organization_id = :here and key = 'user'),
                               'email_link', 'person ' || number, 'person ' || number, now(), now()
                          from made
                        """)
                .param("slug", company.slug())
                .param("number", number)
                .param("here", company.id().value())
                .update();
        company.writeWords();
    }
}
