package dev.roster.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roster.access.Actor;
import dev.roster.access.Authorities;
import dev.roster.access.Expected;
import dev.roster.access.Permission;
import dev.roster.apitoken.ApiTokens;
import dev.roster.erasure.Erasures;
import dev.roster.people.Memberships;
import dev.roster.people.RoleAssignments;
import dev.roster.role.RoleProblem;
import dev.roster.roles.NewRole;
import dev.roster.roles.Roles;
import dev.roster.shared.Problem;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import dev.roster.support.AtOnce;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An organization never loses its last administrator, not even to two concurrent requests. */
class LastAdministratorTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company COMPANY = SERVER.company("workspace");
    private static final Person ADA = COMPANY.another("admin");
    private static final Person BEN = COMPANY.another("admin");

    private final Memberships memberships = SERVER.bean(Memberships.class);
    private final RoleAssignments assignments = SERVER.bean(RoleAssignments.class);

    @AfterEach
    void both_administer_again() {
        SERVER.bean(JdbcClient.class)
                .sql("""
                        update memberships set status = 'active',
                               role_id = (select id from roles where organization_id = :here and key = 'admin')
                         where organization_id = :here
                        """)
                .param("here", COMPANY.id().value())
                .update();
    }

    @RepeatedTest(40)
    void of_two_administrators_who_demote_each_other_one_succeeds() throws Exception {
        var ada = ADA.actor();
        var ben = BEN.actor();

        var outcomes = AtOnce.run(
                () -> assignments.changeRole(ada, COMPANY.id(), BEN.id(), "member", Expected.ANY),
                () -> assignments.changeRole(ben, COMPANY.id(), ADA.id(), "member", Expected.ANY));

        assertThat(outcomes).containsExactlyInAnyOrder("done", "forbidden");
        assertThat(administrators()).isEqualTo(1);
    }

    @RepeatedTest(40)
    void of_two_administrators_who_deactivate_each_other_one_succeeds() throws Exception {
        var ada = ADA.actor();
        var ben = BEN.actor();

        var outcomes = AtOnce.run(
                () -> memberships.deactivate(ada, COMPANY.id(), BEN.id()),
                () -> memberships.deactivate(ben, COMPANY.id(), ADA.id()));

        assertThat(outcomes).containsExactlyInAnyOrder("done", "forbidden");
        assertThat(administrators()).isEqualTo(1);
    }

    @RepeatedTest(15)
    void of_two_administrators_who_erase_each_other_one_succeeds() throws Exception {
        var appliance = SERVER.company("appliance");
        var first = appliance.quick("system_admin");
        var second = appliance.quick("system_admin");
        var one = first.actor();
        var two = second.actor();

        var outcomes = AtOnce.run(
                () -> erase(one, appliance, second.id(), second.email()),
                () -> erase(two, appliance, first.id(), first.email()));

        assertThat(outcomes).containsExactlyInAnyOrder("done", "forbidden");
    }

    @RepeatedTest(15)
    void of_two_machines_that_each_erase_an_administrator_one_succeeds() throws Exception {
        var appliance = SERVER.company("appliance");
        var first = appliance.quick("system_admin");
        var second = appliance.quick("system_admin");
        var one = machine(appliance, "system_admin");
        var two = machine(appliance, "system_admin");

        var outcomes = AtOnce.run(
                () -> erase(one, appliance, second.id(), second.email()),
                () -> erase(two, appliance, first.id(), first.email()));

        assertThat(outcomes).containsExactlyInAnyOrder("done", "last-administrator");
    }

    @Test
    void erasing_a_user_leaves_another_company_its_last_administrator() {
        var appliance = SERVER.company("appliance");
        var person = appliance.quick("system_admin");
        appliance.quick("system_admin");
        var elsewhere = SERVER.company("workspace");
        elsewhere.makeGuest(person, "admin");
        var machine = machine(appliance, "system_admin");

        assertThat(erase(machine, appliance, person.id(), person.email())).isEqualTo("erased");

        assertThat(SERVER.bean(Governing.class).isAdministered(elsewhere.id())).isTrue();
    }

    /** A user who acts by a grant is not one of the company's own, and does not count as its administrator. */
    @Test
    void erasing_a_user_by_a_grant_leaves_the_company_its_last_administrator() {
        var agency = offeringErasure();
        var linked = SERVER.linkedTo(agency, "Linked");
        makeOwner(agency, "users.erase");
        makeOwner(linked, "users.erase");
        var owner = agency.quick("owner");
        agency.grant(owner, linked);
        var person = agency.quick("user");
        linked.makeGuest(person, "administrator");

        assertRefused(
                RoleProblem.LAST_ADMINISTRATOR_ELSEWHERE,
                () -> erase(owner.actor(), agency, person.id(), person.email()));

        linked.quick("administrator");
        assertThat(erase(owner.actor(), agency, person.id(), person.email())).isEqualTo("erased");
    }

    private static Company offeringErasure() {
        var company = SERVER.company("partner");
        SERVER.bean(JdbcClient.class)
                .sql(
                        "update organizations set policy = policy || '{\"departures\": [\"delete\", \"erase\"]}' where id = :here")
                .param("here", company.id().value())
                .update();
        return company;
    }

    /** A role above all others, with an administrator's permissions and this one. */
    private static void makeOwner(Company company, String... more) {
        var roles = SERVER.bean(Roles.class);
        var administrators = roles.findByKey(company.id(), "administrator").orElseThrow().permissions().stream();
        roles.create(
                TestServer.OPERATOR,
                company.id(),
                new NewRole(
                        "owner",
                        "Owner",
                        "",
                        Stream.concat(administrators.map(Permission::key), Stream.of(more))
                                .toList(),
                        List.of(),
                        List.of("administrator", "manager", "user", "read_only")));
    }

    /** A machine keeps its role whatever happens to people: only the count of administrators stops it. */
    @RepeatedTest(40)
    void of_two_machines_that_each_take_an_administrator_away_one_succeeds() throws Exception {
        var first = machine();
        var second = machine();

        var outcomes = AtOnce.run(
                () -> memberships.deactivate(first, COMPANY.id(), ADA.id()),
                () -> assignments.changeRole(second, COMPANY.id(), BEN.id(), "external", Expected.ANY));

        assertThat(outcomes).containsExactlyInAnyOrder("done", "last-administrator");
        assertThat(administrators()).isEqualTo(1);
    }

    @Test
    void the_last_administrator_stays_regardless_of_the_actor() {
        var machine = machine();
        memberships.deactivate(ADA.actor(), COMPANY.id(), BEN.id());

        assertRefused(RoleProblem.LAST_ADMINISTRATOR, () -> memberships.deactivate(machine, COMPANY.id(), ADA.id()));
        assertRefused(
                RoleProblem.LAST_ADMINISTRATOR,
                () -> assignments.changeRole(machine, COMPANY.id(), ADA.id(), "manager", Expected.ANY));
        assertThat(administrators()).isEqualTo(1);
    }

    @Test
    void the_last_administrator_of_a_company_that_deletes_people_is_not_deleted() {
        var partner = SERVER.company("partner");
        var last = partner.person("administrator");
        makeOwner(partner);
        var machine = machine(partner, "owner");

        assertRefused(
                RoleProblem.LAST_ADMINISTRATOR,
                () -> memberships.delete(machine, partner.id(), last.id(), Expected.ANY));
        partner.quick("owner");
        assertThat(memberships
                        .delete(machine, partner.id(), last.id(), Expected.ANY)
                        .status()
                        .key())
                .isEqualTo("deleted");
    }

    @Test
    void the_only_administering_role_stays_although_only_the_default_group_carries_it() {
        var marketplace = SERVER.company("marketplace");
        var last = marketplace.person("administrators");

        assertRefused(
                RoleProblem.LAST_ADMINISTRATOR,
                () -> SERVER.bean(Roles.class)
                        .delete(last.actor(), marketplace.id(), "access_management", Expected.ANY));
        assertThat(last.signIn().get(marketplace.path("/users")).status()).isEqualTo(200);
    }

    @Test
    void nobody_does_it_to_themselves() {
        var ada = ADA.actor();

        assertRefused(
                RoleProblem.NOT_TO_ONESELF,
                () -> assignments.changeRole(ada, COMPANY.id(), ADA.id(), "member", Expected.ANY));
        assertRefused(RoleProblem.NOT_TO_ONESELF, () -> memberships.deactivate(ada, COMPANY.id(), ADA.id()));
        assertThat(administrators()).isEqualTo(2);
    }

    private static String erase(Actor actor, Company company, UserId user, String confirmation) {
        SERVER.bean(Erasures.class).erase(actor, company.id(), user, confirmation);
        return "erased";
    }

    private static void assertRefused(Problem problem, Callable<?> deed) {
        assertThatThrownBy(deed::call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(problem));
    }

    private static Actor machine() {
        return machine(COMPANY, "admin");
    }

    private static Actor machine(Company company, String role) {
        var made = SERVER.bean(ApiTokens.class).create(TestServer.OPERATOR, company.id(), "machine", role, null);
        var authority = SERVER.bean(Authorities.class)
                .ofToken(company.id(), made.token().id());
        return new Actor.TokenHolder(made.token().id(), "machine", false, null, authority);
    }

    private static int administrators() {
        return SERVER.bean(JdbcClient.class)
                .sql("""
                        select count(*) from memberships m join roles r on r.id = m.role_id
                         where m.organization_id = :here and m.status = 'active'
                           and 'organization.administer' = any (r.permissions)
                        """)
                .param("here", COMPANY.id().value())
                .query(Integer.class)
                .single();
    }
}
