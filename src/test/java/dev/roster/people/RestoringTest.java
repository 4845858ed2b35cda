package dev.roster.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.membership.Member;
import dev.roster.people.Memberships.AfterRestoring;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whoever comes back comes back with no more than whoever brings them back could give them. */
class RestoringTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company COMPANY = SERVER.company("partner");

    private final Memberships memberships = SERVER.bean(Memberships.class);

    @Test
    void a_role_comes_back_only_by_those_who_may_hand_it_out() {
        assertThat(roleAfter("manager", "administrator")).isEqualTo("manager");
        assertThat(roleAfter("manager", "manager")).isEqualTo("user");
    }

    private String roleAfter(String role, String by) {
        var person = COMPANY.quick(role);
        memberships.delete(TestServer.OPERATOR, COMPANY.id(), person.id(), Expected.ANY);
        return Objects.requireNonNull(
                        restore(COMPANY.person(by).actor(), person).role())
                .key();
    }

    private Member restore(Actor actor, Person person) {
        return memberships.restore(actor, COMPANY.id(), person.id(), AfterRestoring.MAIL_NOTHING);
    }
}
