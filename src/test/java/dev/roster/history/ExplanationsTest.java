package dev.roster.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.Expected;
import dev.roster.groups.GroupMembers;
import dev.roster.groups.Groups;
import dev.roster.groups.NewGroup;
import dev.roster.people.RoleAssignments;
import dev.roster.roles.RoleChange;
import dev.roster.roles.Roles;
import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Why somebody may do something: the path, since when, and by whom. */
class ExplanationsTest {
    private static final TestServer SERVER = TestServer.get();

    private final Company company = SERVER.company("partner");

    @Test
    void a_role_of_their_own_is_explained_by_who_gave_it_and_when() {
        var person = company.quick("user");
        SERVER.clock().advance(Duration.ofHours(1));
        var at = now();
        assign(person, "manager");

        var because = because(company, person, "users.create").get(0);

        assertThat(because.path("role").asString()).isEqualTo("manager");
        assertThat(because.path("through").asString()).isEqualTo("role");
        assertThat(Instant.parse(because.path("since").asString())).isBetween(at, now());
        assertThat(because.at("/by/id").asString())
                .isEqualTo(company.person("administrator").id().toString());
        assertThat(because.has("group")).isFalse();
    }

    @Test
    void a_permission_that_the_role_got_later_is_there_since_then() {
        var person = company.quick("read_only");
        SERVER.clock().advance(Duration.ofHours(1));
        var roles = SERVER.bean(Roles.class);
        var role = roles.findByKey(company.id(), "read_only").orElseThrow();
        var permissions = Stream.concat(
                        role.permissions().stream().map(permission -> permission.key()), Stream.of("roles.view"))
                .toList();
        var at = now();
        roles.change(
                company.person("administrator").actor(),
                company.id(),
                "read_only",
                new RoleChange(role.name(), role.description(), permissions, role.productPermissions(), List.of()),
                Expected.ANY);

        assertThat(Instant.parse(
                        because(company, person, "roles.view").at("/0/since").asString()))
                .isAfterOrEqualTo(at);
        assertThat(Instant.parse(
                        because(company, person, "users.view").at("/0/since").asString()))
                .isBefore(at);
    }

    @Test
    void every_way_is_named_groups_and_grants_too() {
        var person = company.quick("manager");
        var groups = SERVER.bean(Groups.class);
        var group = groups.create(
                TestServer.OPERATOR, company.id(), new NewGroup("Support", "", List.of("user"), Set.of()));
        SERVER.bean(GroupMembers.class).set(TestServer.OPERATOR, company.id(), person.id(), List.of(group));
        var linked = SERVER.linkedTo(company, "Linked");
        company.grant(person, linked);

        var here = because(company, person, "users.view");
        assertThat(here.findValuesAsString("through")).containsExactly("role", "group");
        assertThat(here.at("/1/group").asString()).isEqualTo(group.id().toString());
        assertThat(here.at("/1/by/kind").asString()).isEqualTo("job");
        var there = because(linked, person, "users.create");
        assertThat(there.findValuesAsString("through")).containsExactly("grant");
        assertThat(there.at("/0/from").asString()).isEqualTo(company.id().toString());
        assertThat(there.at("/0/since").asString()).isNotEmpty();
    }

    @Test
    void only_those_who_may_see_the_log_are_told_since_when_and_by_whom() {
        var person = company.quick("manager");

        var because = explained(company.client("user"), company, person).get(0).at("/because/0");

        assertThat(because.path("role").asString()).isEqualTo("manager");
        assertThat(because.path("since").isNull()).isTrue();
        assertThat(because.path("by").isNull()).isTrue();
    }

    @Test
    void who_may_not_see_the_list_of_users_learns_only_about_themselves() {
        var games = SERVER.company("workspace");
        var person = games.quick("admin");

        assertThat(games.client("member")
                        .get("/organizations/" + games.slug() + "/users/" + person.id() + "/permissions")
                        .status())
                .isEqualTo(403);
        var member = games.person("member");
        assertThat(member.visitor()
                        .get(games.path("/users/" + member.id() + "/access"))
                        .body())
                .contains("Role Member");
    }

    @Test
    void the_page_says_why_and_who_could_give_what_is_missing() {
        var person = company.quick("user");
        assign(person, "read_only");

        var page = company.visitor("administrator").get(company.path("/users/" + person.id() + "/access"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("Role Read-only")
                .contains("from " + company.person("administrator").name())
                .contains("What " + person.name() + " may not do")
                .contains("someone with the role Administrator can give it");
    }

    @Test
    void a_locked_role_says_which_rule_and_who_can() {
        var other = company.quick("manager");

        var page = company.visitor("manager").get(company.path("/users/" + other.id() + "/role"));

        assertThat(page.body()).contains("you cannot do this to a user with the role Manager");
    }

    private void assign(Person person, String role) {
        SERVER.bean(RoleAssignments.class)
                .changeRole(company.person("administrator").actor(), company.id(), person.id(), role, Expected.ANY);
    }

    private static JsonNode because(Company where, Person person, String permission) {
        var explained = explained(where.client("administrator"), where, person);
        for (var each : explained) {
            if (each.path("permission").asString().equals(permission)) {
                return each.path("because");
            }
        }
        throw new AssertionError(permission + " is not in " + explained);
    }

    private static JsonNode explained(ApiClient client, Company where, Person person) {
        var answer = client.get("/organizations/" + where.slug() + "/users/" + person.id() + "/permissions");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private static Instant now() {
        return SERVER.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }
}
