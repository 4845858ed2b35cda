package dev.roster.people;

import static dev.roster.membership.MembershipStatus.ACTIVE;
import static dev.roster.membership.MembershipStatus.DELETED;
import static dev.roster.membership.MembershipStatus.PENDING;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.credentials.PasswordResets;
import dev.roster.membership.MembershipStatus;
import dev.roster.membership.Transition;
import dev.roster.membership.UserProblem;
import dev.roster.people.Memberships.AfterRestoring;
import dev.roster.shared.ProblemException;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.Generator;
import dev.roster.support.Property;
import dev.roster.support.TestServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A membership only moves along the state chart, whatever is tried in whatever order. */
class StateChartPropertyTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company COMPANY = offeringEverything();

    private final Memberships memberships = SERVER.bean(Memberships.class);
    private final RoleAssignments assignments = SERVER.bean(RoleAssignments.class);
    private final Joining joining = SERVER.bean(Joining.class);
    private final PasswordResets resets = SERVER.bean(PasswordResets.class);
    private final Users users = SERVER.bean(Users.class);

    enum Deed {
        SET_PASSWORD(Transition.SET_PASSWORD),
        DEACTIVATE(Transition.DEACTIVATE),
        ACTIVATE(Transition.ACTIVATE),
        DELETE(Transition.DELETE),
        RESTORE(Transition.RESTORE),
        CHANGE_ROLE(null),
        RESET_PASSWORD(null);

        private final @Nullable Transition transition;

        Deed(@Nullable Transition transition) {
            this.transition = transition;
        }

        boolean isPossibleFrom(MembershipStatus status) {
            return switch (this) {
                case CHANGE_ROLE -> status != DELETED;
                case RESET_PASSWORD -> status == PENDING || status == ACTIVE;
                default -> transition != null && transition.isPossibleFrom(status);
            };
        }

        MembershipStatus after(MembershipStatus status) {
            return transition == null ? status : transition.to();
        }
    }

    @Test
    void the_chart_is_the_one_that_is_promised() {
        assertThat(Arrays.stream(Transition.values())
                        .map(t -> t.from().stream()
                                        .map(MembershipStatus::key)
                                        .sorted()
                                        .collect(joining(" ")) + " > " + t.to().key()))
                .containsExactly(
                        "pending > active",
                        "invited > active",
                        "invited > declined",
                        "declined invited removed > invited",
                        "active > inactive",
                        "inactive > active",
                        "active inactive pending > deleted",
                        "deleted > pending",
                        "active declined inactive invited > removed",
                        "active declined deleted inactive invited pending removed > erased");
    }

    @Test
    void no_order_of_deeds_leaves_the_chart() {
        var deeds = Generator.of(Deed.values()).lists(5, 20);
        Property.holds(40, given -> requireToStayInTheChart(given.any(deeds)));
    }

    private void requireToStayInTheChart(List<Deed> deeds) {
        var person = COMPANY.pending("user");
        var status = PENDING;
        int roles = 0;
        for (var deed : deeds) {
            var before = rows(person);
            var refusal = attempt(deed, person, roles++ % 2 == 0 ? "read_only" : "user");
            if (deed.isPossibleFrom(status)) {
                assertThat(refusal).as("%s from %s", deed, status).isNull();
                status = deed.after(status);
            } else {
                // No one asks for a first password to be set: if none is pending, nothing happens.
                assertThat(refusal)
                        .as("%s from %s", deed, status)
                        .isEqualTo(deed == Deed.SET_PASSWORD ? null : UserProblem.NOT_IN_THIS_STATUS);
                assertThat(rows(person)).isEqualTo(before);
            }
            assertThat(users.get(TestServer.OPERATOR, COMPANY.id(), person.id()).status())
                    .isEqualTo(status);
        }
    }

    @Test
    void each_move_is_in_the_audit_log_with_where_it_came_from() {
        var person = COMPANY.pending("user");
        for (var deed : List.of(Deed.SET_PASSWORD, Deed.DEACTIVATE, Deed.DELETE, Deed.RESTORE)) {
            assertThat(attempt(deed, person, "user")).isNull();
        }

        assertThat(SERVER.bean(JdbcClient.class)
                        .sql("""
                                select (before ->> 'status') || ' ' || (after ->> 'status') from audit_events
                                 where target_id = :user and action <> 'user.created' and after ->> 'status' is not null
                                 order by id
                                """)
                        .param("user", person.id().value())
                        .query(String.class)
                        .list())
                .containsExactly("pending active", "active inactive", "inactive deleted", "deleted pending");
    }

    private @Nullable Object attempt(Deed deed, Person person, String role) {
        var here = COMPANY.id();
        var who = TestServer.OPERATOR;
        try {
            switch (deed) {
                case SET_PASSWORD ->
                    joining.passwordSet(
                            new Actor.Proven(person.id(), here, "test").requireSelf(person.id()), person.id());
                case DEACTIVATE -> memberships.deactivate(who, here, person.id());
                case ACTIVATE -> memberships.activate(who, here, person.id());
                case DELETE -> memberships.delete(who, here, person.id(), Expected.ANY);
                case RESTORE -> memberships.restore(who, here, person.id(), AfterRestoring.MAIL_NOTHING);
                case CHANGE_ROLE -> assignments.changeRole(who, here, person.id(), role, Expected.ANY);
                case RESET_PASSWORD -> {
                    // One person gets only a limited number of emails in a period.
                    SERVER.clock().advance(Duration.ofMinutes(6));
                    resets.send(who, here, person.id());
                }
            }
            return null;
        } catch (ProblemException refused) {
            return refused.problem();
        }
    }

    /** Everything that a refusal must leave unchanged. */
    private static List<String> rows(Person person) {
        return SERVER.bean(JdbcClient.class)
                .sql("""
                        select concat_ws(' ', status, role_id, version) from memberships where user_id = :user
                        union all select 'link ' || concat_ws(' ', kind, generation, ended_at) from links
                         where user_id = :user
                        union all select 'mail ' || id from mails where user_id = :user
                        union all select 'event ' || id from audit_events where target_id = :user
                        order by 1
                        """)
                .param("user", person.id().value())
                .query(String.class)
                .list();
    }

    private static Company offeringEverything() {
        var company = SERVER.company("partner");
        SERVER.bean(JdbcClient.class)
                .sql("""
                        update organizations
                           set policy = jsonb_set(policy, '{departures}', '["delete", "deactivate"]')
                         where id = :here
                        """)
                .param("here", company.id().value())
                .update();
        return company;
    }
}
