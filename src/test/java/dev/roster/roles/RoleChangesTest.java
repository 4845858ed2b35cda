package dev.roster.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roster.access.Expected;
import dev.roster.role.RoleProblem;
import dev.roster.shared.ProblemException;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The operation itself refuses what its page and its route already refuse. */
class RoleChangesTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company COMPANY = SERVER.company("partner");

    @Test
    void a_role_is_changed_only_by_those_who_govern_it() {
        var roles = SERVER.bean(Roles.class);
        var administrator = COMPANY.person("administrator").actor();
        var before = roles.findByKey(COMPANY.id(), "administrator").orElseThrow();
        var change = new RoleChange(
                "Renamed",
                before.description(),
                before.permissions().stream()
                        .map(permission -> permission.key())
                        .toList(),
                List.of(),
                List.of("manager", "user", "read_only"));

        assertThatThrownBy(() -> roles.change(administrator, COMPANY.id(), before.key(), change, Expected.ANY))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(RoleProblem.ROLE_NOT_GOVERNED));
    }
}
