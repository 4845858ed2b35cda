package dev.roster.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.groups.GroupMembers;
import dev.roster.groups.Groups;
import dev.roster.groups.NewGroup;
import dev.roster.membership.Member;
import dev.roster.membership.Member.HeldGroup;
import dev.roster.people.Memberships.AfterRestoring;
import dev.roster.role.RoleProblem;
import dev.roster.shared.ProblemException;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A restored user gets no more than the person who restores them could give. */
class RestoringTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company COMPANY = SERVER.company("partner");

    private final Memberships memberships = SERVER.bean(Memberships.class);

    @Test
    void a_role_comes_back_only_by_those_who_may_hand_it_out() {
        assertThat(roleAfter("manager", "administrator")).isEqualTo("manager");
        assertThat(roleAfter("manager", "manager")).isEqualTo("user");
    }

    @Test
    void groups_are_restored_only_by_those_who_could_add_people_to_them() {
        var groups = SERVER.bean(Groups.class);
        var company = SERVER.company("partner");
        var chiefs = groups.create(
                TestServer.OPERATOR, company.id(), new NewGroup("Chiefs", "", List.of("administrator"), Set.of()));
        var clerks = groups.create(
                TestServer.OPERATOR, company.id(), new NewGroup("Clerks", "", List.of("read_only"), Set.of()));
        var person = company.quick("user");
        SERVER.bean(GroupMembers.class).set(TestServer.OPERATOR, company.id(), person.id(), List.of(chiefs, clerks));
        memberships.delete(TestServer.OPERATOR, company.id(), person.id(), Expected.ANY);

        assertThat(restore(company, company.person("manager").actor(), person).groups())
                .extracting(HeldGroup::name)
                .containsExactly("Clerks");
    }

    @Test
    void the_usual_role_comes_only_from_those_who_may_hand_it_out() {
        var company = SERVER.company("partner");
        SERVER.bean(JdbcClient.class)
                .sql("update organizations set policy = policy || '{\"defaultRole\": \"manager\"}' where id = :here")
                .param("here", company.id().value())
                .update();
        var person = company.quick("manager");
        memberships.delete(TestServer.OPERATOR, company.id(), person.id(), Expected.ANY);
        var manager = company.quick("manager").actor();

        assertThatThrownBy(() -> restore(company, manager, person))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(RoleProblem.ROLE_NOT_GOVERNED));
    }

    private String roleAfter(String role, String by) {
        var person = COMPANY.quick(role);
        memberships.delete(TestServer.OPERATOR, COMPANY.id(), person.id(), Expected.ANY);
        return Objects.requireNonNull(
                        restore(COMPANY, COMPANY.person(by).actor(), person).role())
                .key();
    }

    private Member restore(Company company, Actor actor, Person person) {
        return memberships.restore(actor, company.id(), person.id(), AfterRestoring.MAIL_NOTHING);
    }
}
