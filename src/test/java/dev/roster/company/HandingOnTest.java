package dev.roster.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.Authorities;
import dev.roster.access.Permission;
import dev.roster.groups.Groups;
import dev.roster.groups.NewGroup;
import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the holder of a grant may pass on in the linked company: no more than they may do there themselves, in any way. */
class HandingOnTest {
    private static final TestServer SERVER = TestServer.get();

    private final Company agency = SERVER.company("partner");
    private final Company linked = SERVER.linkedTo(agency, "Bluebird Shoes");
    private final Person max = agency.another("manager");

    /** The roles that a manager of the company governs; at home, managers can neither delete users nor read the audit log. */
    private final Person cleaner;

    HandingOnTest() {
        makeRole("cleaner", "users.view", "users.delete", "audit.view");
        makeRole("visitor", "users.view");
        permit(
                agency,
                "manager",
                "users.view",
                "users.create",
                "users.edit",
                "users.assign_role",
                "companies.manage",
                "profile.edit");
        permit(linked, "manager", manager());
        agency.grant(max, linked);
        cleaner = linked.quick("cleaner");
    }

    @Test
    void a_role_that_may_more_than_its_giver_may_here_is_given_to_nobody_new() {
        var typed = Map.of("displayName", "Max Again", "email", linked.freshAddress(), "role", "cleaner");

        var refused = max.visitor().post(linked.path("/users"), typed);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.sentence()).contains("cannot assign the role Cleaner");
        assertThat(people()).doesNotContain(typed.get("email"));
        var allowed = Map.of("displayName", "Vic", "email", linked.freshAddress(), "role", "visitor");
        assertThat(max.visitor().post(linked.path("/users"), allowed).status()).isEqualTo(303);
    }

    @Test
    void it_is_not_offered_and_given_to_nobody_who_is_here() {
        var visitor = linked.quick("visitor");
        var form = linked.path("/users/" + visitor.id() + "/role");

        assertThat(max.visitor().get(form).body())
                .contains("value=\"cleaner\" disabled")
                .doesNotContain("value=\"visitor\" disabled");
        assertThat(max.visitor().post(form, Map.of("role", "cleaner")).status()).isEqualTo(403);
    }

    @Test
    void its_holders_are_not_acted_on() {
        var path = linked.path("/users/" + cleaner.id());

        assertThat(max.visitor().post(path + "/role", Map.of("role", "visitor")).status())
                .isEqualTo(403);
        assertThat(max.visitor()
                        .post(path, Map.of("displayName", "Somebody else"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_group_that_carries_it_takes_nobody_in() {
        var group = SERVER.bean(Groups.class)
                .create(TestServer.OPERATOR, linked.id(), new NewGroup("Cleaners", "", List.of("cleaner"), Set.of()));
        var visitor = linked.quick("visitor");

        var refused = max.visitor()
                .postMany(
                        linked.path("/users/" + visitor.id() + "/groups"),
                        "groups",
                        List.of(group.id().toString()));

        assertThat(refused.status()).isEqualTo(403);
    }

    @Test
    void what_the_role_at_home_gains_may_be_handed_on_with_the_next_request() {
        var typed = Map.of("displayName", "Cleo", "email", linked.freshAddress(), "role", "cleaner");

        permit(agency, "manager", manager());

        assertThat(max.visitor().post(linked.path("/users"), typed).status()).isEqualTo(303);
    }

    @Test
    void a_role_at_home_reaches_no_further_in_the_company_than_those_who_hand_it_out_at_home() {
        permit(agency, "manager", manager());
        makeRoleOf(agency, "chief", "users.view", "users.create", "users.assign_role", "companies.manage");
        makeRole("chief", "users.view", "users.create", "users.assign_role");
        permit(linked, "manager", "users.view", "users.create", "companies.manage", "profile.edit");
        var partner = agency.quick("chief");
        agency.grant(partner, linked);

        assertThat(SERVER.bean(Authorities.class).of(linked.id(), partner.id()).permissions())
                .containsExactlyInAnyOrder(Permission.USERS_VIEW, Permission.USERS_CREATE);
    }

    private static String[] manager() {
        return new String[] {
            "users.view",
            "users.create",
            "users.edit",
            "users.assign_role",
            "users.delete",
            "audit.view",
            "companies.manage",
            "profile.edit"
        };
    }

    private List<String> people() {
        return ApiClient.operator()
                .get("/organizations/" + linked.slug() + "/users?limit=200")
                .items("email");
    }

    /** One that managers may hand out. */
    private void makeRole(String key, String... permissions) {
        makeRoleOf(linked, key, permissions);
    }

    private static void makeRoleOf(Company company, String key, String... permissions) {
        var made = ApiClient.operator()
                .post(
                        "/organizations/" + company.slug() + "/roles",
                        "{\"key\":\"%s\",\"name\":\"%s\",\"permissions\":[\"%s\"]}"
                                .formatted(
                                        key,
                                        Character.toUpperCase(key.charAt(0)) + key.substring(1),
                                        String.join("\",\"", permissions)));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        database()
                .sql("""
                        insert into role_governs (organization_id, role_id, governed_role_id)
                        select m.organization_id, m.id, c.id from roles m
                          join roles c on c.organization_id = m.organization_id and c.key = :key
                         where m.organization_id = :here and m.key = 'manager'
                        """)
                .param("here", company.id().value())
                .param("key", key)
                .update();
    }

    private static void permit(Company company, String role, String... permissions) {
        database()
                .sql("update roles set permissions = :permissions where organization_id = :here and key = :role")
                .param("permissions", permissions)
                .param("here", company.id().value())
                .param("role", role)
                .update();
    }

    private static JdbcClient database() {
        return SERVER.bean(JdbcClient.class);
    }
}
