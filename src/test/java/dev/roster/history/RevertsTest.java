package dev.roster.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.Expected;
import dev.roster.people.RoleAssignments;
import dev.roster.people.Users;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import dev.roster.support.Visitor.Answer;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A change is reverted by the ordinary operation, and only while nothing else has changed the same thing. */
class RevertsTest {
    private static final TestServer SERVER = TestServer.get();

    private final Company company = SERVER.company("partner");
    private final Person person = company.quick("user");

    @Test
    void a_changed_role_is_given_back() {
        assign("manager");

        assertThat(company.visitor("administrator")
                        .get(page("user.role_changed"))
                        .body())
                .contains("Revert this change?", "<ins><bdi>User</bdi></ins>");
        assertThat(revert(company.visitor("administrator"), "user.role_changed").status())
                .isEqualTo(303);
        assertThat(role()).isEqualTo("user");
    }

    @Test
    void what_was_changed_again_stays() {
        assign("manager");
        var first = page("user.role_changed");
        assign("read_only");

        assertThat(company.visitor("administrator").post(first, Map.of()).status())
                .isEqualTo(409);
        assertThat(role()).isEqualTo("read_only");
    }

    @Test
    void the_rules_of_the_operation_hold() {
        assign("manager");

        assertThat(revert(company.visitor("manager"), "user.role_changed").status())
                .isEqualTo(403);
        assertThat(role()).isEqualTo("manager");
    }

    @Test
    void what_has_no_inverse_is_refused() {
        assertThat(revert(company.visitor("administrator"), "user.created").status())
                .isEqualTo(409);
    }

    private Answer revert(Visitor visitor, String action) {
        return visitor.post(page(action), Map.of());
    }

    private String page(String action) {
        var events = company.client("administrator")
                .get("/organizations/" + company.slug() + "/audit-events?limit=1&action=" + action + "&target="
                        + person.id());
        return company.path("/audit/" + events.text("/items/0/id") + "/revert");
    }

    private void assign(String role) {
        SERVER.bean(RoleAssignments.class)
                .changeRole(TestServer.OPERATOR, company.id(), person.id(), role, Expected.ANY);
    }

    private String role() {
        return Objects.requireNonNull(SERVER.bean(Users.class)
                        .get(TestServer.OPERATOR, company.id(), person.id())
                        .role())
                .key();
    }
}
