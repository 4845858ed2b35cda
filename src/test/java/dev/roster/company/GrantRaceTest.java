package dev.roster.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.Actor;
import dev.roster.access.Authorities;
import dev.roster.access.Expected;
import dev.roster.creation.UserDraft;
import dev.roster.people.Memberships;
import dev.roster.people.RoleAssignments;
import dev.roster.people.Users;
import dev.roster.support.AtOnce;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Concurrent changes of a grant leave it given or ended, and no one in a company that is no longer linked. */
class GrantRaceTest {
    private static final int TIMES = 15;
    private static final TestServer SERVER = TestServer.get();
    private static final dev.roster.support.Company AGENCY = SERVER.company("partner");
    private static final Person ADA = AGENCY.quick("administrator");

    private final Grants grants = SERVER.bean(Grants.class);
    private final Companies companies = SERVER.bean(Companies.class);
    private final Memberships memberships = SERVER.bean(Memberships.class);
    private final RoleAssignments assignments = SERVER.bean(RoleAssignments.class);
    private final dev.roster.support.Company company = SERVER.company("partner");
    private final Person ben = AGENCY.quick("manager");

    @BeforeEach
    void ada_manages_the_company() {
        company.quick("administrator");
        companies.link(TestServer.OPERATOR, AGENCY.id(), company.slug());
        grants.grant(TestServer.OPERATOR, AGENCY.id(), ADA.id(), List.of(company.slug()));
    }

    @RepeatedTest(TIMES)
    void of_a_grant_and_its_revocation_the_later_counts() throws Exception {
        var outcomes = AtOnce.run(() -> grant(ADA.actor()), () -> {
            revoke(TestServer.OPERATOR);
            return "revoked";
        });

        assertThat(outcomes.getFirst()).isEqualTo("done");
        assertThat(isIn()).isEqualTo(outcomes.getLast().equals("not-found"));
        assertThat(rows()).isEqualTo(isIn() ? 2 : 1);
    }

    @RepeatedTest(TIMES)
    void of_two_who_revoke_the_same_grant_the_second_finds_none() throws Exception {
        grant(TestServer.OPERATOR);

        var outcomes = AtOnce.run(() -> revoke(ADA.actor()), () -> revoke(TestServer.OPERATOR));

        assertThat(outcomes).containsExactlyInAnyOrder("done", "not-found");
        assertThat(isIn()).isFalse();
    }

    @RepeatedTest(TIMES)
    void no_grant_outlives_the_link() throws Exception {
        var ada = ADA.actor();

        var outcomes = AtOnce.run(() -> grant(TestServer.OPERATOR), () -> {
            companies.unlink(ada, AGENCY.id(), company.slug());
            return "unlinked";
        });

        assertThat(outcomes.getFirst()).isIn("done", "not-found");
        assertThat(outcomes.getLast()).isEqualTo("done");
        assertThat(rows()).isZero();
        companies.link(TestServer.OPERATOR, AGENCY.id(), company.slug());
        assertThat(isIn()).isFalse();
    }

    @RepeatedTest(TIMES)
    void of_two_agencies_one_gets_the_company() throws Exception {
        var other = SERVER.company("partner");
        companies.unlink(TestServer.OPERATOR, AGENCY.id(), company.slug());

        var outcomes = AtOnce.run(
                () -> companies.link(TestServer.OPERATOR, AGENCY.id(), company.slug()),
                () -> companies.link(TestServer.OPERATOR, other.id(), company.slug()));

        assertThat(outcomes).containsExactlyInAnyOrder("done", "already-linked");
    }

    @RepeatedTest(TIMES)
    void a_deleted_user_keeps_no_grant() throws Exception {
        var ada = ADA.actor();

        var outcomes = AtOnce.run(
                () -> grant(TestServer.OPERATOR), () -> memberships.delete(ada, AGENCY.id(), ben.id(), Expected.ANY));

        assertThat(outcomes.getFirst()).isIn("done", "has-not-joined");
        assertThat(outcomes.getLast()).isEqualTo("done");
        assertThat(isIn()).isFalse();
        assertThat(rows()).isEqualTo(1);
    }

    @RepeatedTest(TIMES)
    void who_is_demoted_at_that_moment_grants_before_it_or_not_at_all() throws Exception {
        grant(TestServer.OPERATOR);
        var carl = AGENCY.quick("manager");
        var actor = ben.actor();

        var outcomes = AtOnce.run(
                () -> {
                    grants.grant(actor, AGENCY.id(), carl.id(), List.of(company.slug()));
                    return "granted";
                },
                () -> assignments.changeRole(TestServer.OPERATOR, AGENCY.id(), ben.id(), "user", Expected.ANY));

        assertThat(outcomes.getFirst()).isIn("done", "forbidden");
        assertThat(outcomes.getLast()).isEqualTo("done");
        assertThat(isIn()).isFalse();
        assertThat(rows()).isEqualTo(outcomes.getFirst().equals("done") ? 3 : 2);
    }

    @RepeatedTest(TIMES)
    void who_loses_the_grant_at_that_moment_acts_in_the_company_before_it_or_not_at_all() throws Exception {
        grant(TestServer.OPERATOR);
        var inside = new Person(company, ben.id(), ben.name(), ben.email());
        var actor = inside.actor();
        var address = company.freshAddress();

        var outcomes = AtOnce.run(
                () -> SERVER.bean(Users.class).create(actor, company.id(), UserDraft.of("New", address)),
                () -> revoke(ADA.actor()));

        assertThat(outcomes.getFirst()).isIn("done", "forbidden");
        assertThat(outcomes.getLast()).isEqualTo("done");
        assertThat(isIn()).isFalse();
        assertThat(AtOnce.run(
                        () -> SERVER.bean(Users.class)
                                .create(actor, company.id(), UserDraft.of("Late", company.freshAddress())),
                        () -> "nothing"))
                .containsExactly("forbidden", "done");
    }

    private String grant(Actor actor) {
        grants.grant(actor, AGENCY.id(), ben.id(), List.of(company.slug()));
        return "granted";
    }

    private String revoke(Actor actor) {
        grants.revoke(actor, AGENCY.id(), ben.id(), company.slug());
        return "revoked";
    }

    private boolean isIn() {
        return !SERVER.bean(Authorities.class)
                .of(company.id(), ben.id())
                .roles()
                .isEmpty();
    }

    private int rows() {
        return SERVER.bean(JdbcClient.class)
                .sql("select count(*) from grants where organization_id = :company")
                .param("company", company.id().value())
                .query(Integer.class)
                .single();
    }
}
