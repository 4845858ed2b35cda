package dev.roster.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.Expected;
import dev.roster.group.Group;
import dev.roster.groups.Groups;
import dev.roster.groups.NewGroup;
import dev.roster.membership.Member;
import dev.roster.people.RoleAssignments;
import dev.roster.rights.Members;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What someone has just done to users is undone by the operation that reverses it. */
class UndoTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Pattern UNDO = Pattern.compile("action=\"(/o/[^\"]+/users/undo/[0-9a-f-]{36})\"");

    private final Company company = SERVER.company("partner");
    private final Visitor administrator = company.visitor("administrator");

    private static Member member(Company company, Person person) {
        return SERVER.bean(Members.class).get(company.id(), person.id());
    }

    private String role(Person person) {
        var role = member(company, person).role();
        return role == null ? "" : role.key();
    }

    private static String undo(String page) {
        var form = UNDO.matcher(page);
        return form.find() ? form.group(1) : "";
    }

    /** Changes the role in a row of the list; returns where that can be undone. */
    private String toReadOnly(Person person) {
        var changed =
                administrator.post(company.path("/users/" + person.id() + "/role"), Map.of("newRole", "read_only"));
        assertThat(changed.status()).isEqualTo(303);
        assertThat(changed.location()).endsWith(company.path("/users"));
        assertThat(role(person)).isEqualTo("read_only");
        return undo(administrator.get(company.path("/users")).body());
    }

    @Test
    void a_role_changed_in_its_row_is_changed_back_once_and_recorded() {
        var user = company.quick("user");

        var undone = administrator.post(toReadOnly(user), Map.of());

        assertThat(undone.status()).isEqualTo(303);
        assertThat(role(user)).isEqualTo("user");
        var list = administrator.get(company.path("/users")).body();
        assertThat(list).contains(user.name() + " has the same role as before.");
        assertThat(undo(list)).isEmpty();
        assertThat(company.client("administrator")
                        .get("/organizations/" + company.slug() + "/audit-events?action=user.role_changed")
                        .items("target/id"))
                .hasSize(2);
    }

    @Test
    void only_the_person_who_did_it_undoes_it_and_only_once_and_soon() {
        var user = company.quick("user");
        var undo = toReadOnly(user);

        assertThat(company.visitor("manager").post(undo, Map.of()).status()).isEqualTo(404);
        assertThat(administrator.post(undo, Map.of()).status()).isEqualTo(303);
        assertThat(administrator.post(undo, Map.of()).status()).isEqualTo(404);

        var late = toReadOnly(user);
        SERVER.clock().advance(Duration.ofSeconds(41));
        var refused = administrator.post(late, Map.of());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("It is too late to undo this.");
        assertThat(role(user)).isEqualTo("read_only");
    }

    @Test
    void what_has_changed_since_stays() {
        var user = company.quick("user");
        var undo = toReadOnly(user);
        SERVER.bean(RoleAssignments.class)
                .changeRole(TestServer.OPERATOR, company.id(), user.id(), "manager", Expected.ANY);

        var refused = administrator.post(undo, Map.of());

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("Nothing was undone.", "This was changed in the meantime.", user.name());
        assertThat(role(user)).isEqualTo("manager");
    }

    @Test
    void the_rules_of_the_moment_apply() {
        var boss = company.another("manager");
        var user = company.quick("user");
        boss.visitor().post(company.path("/users/" + user.id() + "/role"), Map.of("newRole", "read_only"));
        var undo = undo(boss.visitor().get(company.path("/users")).body());
        SERVER.bean(RoleAssignments.class)
                .changeRole(TestServer.OPERATOR, company.id(), boss.id(), "user", Expected.ANY);

        assertThat(boss.visitor().post(undo, Map.of()).status()).isEqualTo(409);
        assertThat(role(user)).isEqualTo("read_only");
    }

    @Test
    void many_are_undone_together_except_those_who_have_changed_since() {
        var one = company.quick("user");
        var two = company.quick("user");
        var report = administrator.post(
                company.path("/users/bulk/run"), Map.of("what", "delete", "user", one.id() + "," + two.id()));
        assertThat(report.body()).contains("2 users were changed.");
        administrator.post(company.path("/users/" + two.id() + "/restore"), Map.of());

        var undone = administrator.post(undo(report.body()), Map.of());

        assertThat(undone.status()).isEqualTo(200);
        assertThat(undone.body())
                .contains("This was undone for one user.", "This was not undone for one user:", two.name());
        assertThat(member(company, one).status().key()).isEqualTo("pending");
        assertThat(SERVER.mailbox(one.email()).await(1).linkPath()).startsWith("/links/");
    }

    @Test
    void deactivation_and_groups_are_undone_too() {
        var workspace = SERVER.company("workspace");
        var admin = workspace.visitor("admin");
        var person = workspace.quick("member");
        admin.post(workspace.path("/users/" + person.id() + "/deactivate"), Map.of());
        assertThat(member(workspace, person).status().key()).isEqualTo("inactive");
        admin.post(undo(admin.get(workspace.path("/users")).body()), Map.of());
        assertThat(member(workspace, person).status().key()).isEqualTo("active");

        var market = SERVER.company("marketplace");
        var buyers = SERVER.bean(Groups.class)
                .create(TestServer.OPERATOR, market.id(), new NewGroup("Buyers", "", List.of("marketplace"), Set.of()));
        var boss = market.visitor("administrators");
        var seller = market.another("marketplace");
        var before = member(market, seller).groups();
        boss.post(market.path("/users/" + seller.id() + "/groups"), Map.of("groups", id(buyers)));
        assertThat(member(market, seller).groups()).isNotEqualTo(before);
        boss.post(undo(boss.get(market.path("/users")).body()), Map.of());
        assertThat(member(market, seller).groups()).isEqualTo(before);
    }

    private static String id(Group group) {
        return group.id().toString();
    }

    @Test
    void deleted_users_are_restored_together() {
        var one = company.quick("user");
        administrator.post(company.path("/users/" + one.id() + "/delete"), Map.of());

        assertThat(administrator.get(company.path("/users?status=deleted")).body())
                .contains("value=\"restore\"", "Deleted on");
        var report = administrator.post(
                company.path("/users/bulk/run"),
                Map.of("what", "restore", "user", one.id().toString()));

        assertThat(report.body()).contains("One user was changed.");
        assertThat(member(company, one).status().key()).isEqualTo("pending");
    }
}
