package dev.roster.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Authority;
import dev.roster.access.Permission;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Finding out who has an account takes time. */
class AddressesTest {
    private static final TestServer SERVER = TestServer.get();

    private final Addresses addresses = SERVER.bean(Addresses.class);

    @Test
    void an_organization_gets_fifteen_hundred_answers_from_all_askers_together() {
        var company = SERVER.company("partner");
        ask(company, 1_500);

        // Some more were refilled in the meantime.
        assertThatThrownBy(() -> ask(company, 200))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(AccessProblem.TOO_MANY_REQUESTS));
        ask(SERVER.company("partner"), 1);
    }

    /** Each time by a program of a different maker, who has not asked before. */
    private void ask(Company company, int answers) {
        var authority = new Authority(company.id(), Set.of(), Set.of(Permission.USERS_CREATE), Set.of(), null);
        for (int i = 0; i < answers; i++) {
            addresses.count(new Actor.TokenHolder(UUID.randomUUID(), "program", false, UserId.next(), authority));
        }
    }
}
