package dev.roster.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.company.GrantDeed.Kind;
import dev.roster.role.Role;
import dev.roster.support.Generator;
import dev.roster.support.Property;
import dev.roster.support.Tally;
import dev.roster.support.TestServer;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Whatever is done in whatever order and by any user, a linked company is open to exactly those who are active in its parent,
 * with a role that manages companies, while it is linked and they are granted it. It gives them its role with the same key,
 * limited to what their own role permits.
 */
class GrantPropertyTest {
    private static final TestServer SERVER = TestServer.get();

    /** What every sequence begins with, so that there is something to lose. */
    private static final List<GrantDeed> AT_FIRST = List.of(
            GrantDeed.ofOperator(Kind.GRANT, 0, 0),
            GrantDeed.ofOperator(Kind.GRANT, 0, 1),
            GrantDeed.ofOperator(Kind.GRANT, 1, 1),
            GrantDeed.ofOperator(Kind.GRANT, 2, 0),
            GrantDeed.ofOperator(Kind.GRANT, 3, 2));

    /** Actions that lead somewhere. */
    private static final List<Kind> OFTEN = List.of(
            Kind.GRANT,
            Kind.GRANT,
            Kind.GRANT,
            Kind.REVOKE,
            Kind.REVOKE,
            Kind.CHANGE_ROLE,
            Kind.DELETE,
            Kind.RESTORE,
            Kind.SET_PASSWORD,
            Kind.UNLINK,
            Kind.LINK);

    private final Tally outcomes = new Tally();
    private final Tally access = new Tally();

    @Test
    void access_exists_exactly_while_all_conditions_are_met() {
        var deeds = deeds().lists(20, 20);
        Property.holds(10, given -> requireAccessByTheModel(given.any(deeds)));

        assertThat(outcomes.share("done")).as("%s", outcomes).isGreaterThan(20);
        assertThat(outcomes.share("refused")).as("%s", outcomes).isGreaterThan(20);
        assertThat(access.count("lost")).as("%s", access).isGreaterThan(2);
    }

    private void requireAccessByTheModel(List<GrantDeed> deeds) {
        var model = new GrantModel();
        var world = new GrantWorld(SERVER, model);
        AT_FIRST.forEach(deed -> attempt(deed, model, world));
        for (var wished : deeds) {
            var deed = among(wished, model);
            if (!world.hasRoomFor(deed)) {
                continue;
            }
            attempt(deed, model, world);
            requireTheSame(model, world);
            requireTheSameDoors(deed.company(), model, world);
            requireTheSamePage(deed, model, world);
        }
    }

    private void attempt(GrantDeed deed, GrantModel model, GrantWorld world) {
        var allowed = model.allows(deed);
        var inside = deed.actor() != GrantModel.OPERATOR && model.mayEnter(deed.company(), deed.actor());
        boolean targetEntered = model.mayEnter(deed.company(), deed.target());
        var before = world.rows();
        var refusal = world.attempt(deed);
        assertThat(refusal == null).as("%s: %s", deed, refusal).isEqualTo(allowed);
        if (!allowed) {
            assertThat(world.rows()).as("%s: %s", deed, refusal).isEqualTo(before);
            if (deed.kind() == Kind.CREATE_INSIDE
                    && inside
                    && model.isRecognised(deed.actor())
                    && deed.company() != 2) {
                assertThat(refusal).isEqualTo(CompanyProblem.ONLY_FROM_WITHIN.code());
            }
        } else {
            boolean ends = model.endsSignIn(deed);
            model.apply(deed);
            assertThat(world.isSignedIn(deed.target()))
                    .as("%s ends sign-in", deed)
                    .isEqualTo(!ends);
            if (ends) {
                world.signInAgain(deed.target());
            }
        }
        outcomes.add(allowed ? "done" : "refused");
        access.add(targetEntered && !model.mayEnter(deed.company(), deed.target()) ? "lost" : "–");
    }

    private static void requireTheSame(GrantModel model, GrantWorld world) {
        for (int company = 0; company < model.companies(); company++) {
            for (int person = 0; person < world.people(); person++) {
                var authority = world.authority(company, person);
                var key = model.roleIn(company, person);
                if (key == null) {
                    assertThat(authority.roles()).isEmpty();
                    assertThat(authority.permissions()).isEmpty();
                    assertThat(authority.governs()).isEmpty();
                    continue;
                }
                var role = Objects.requireNonNull(world.roles(company).get(key));
                assertThat(authority.roles()).containsExactly(role.id());
                int home = Objects.requireNonNull(model.homeIn(company, person));
                var both = EnumSet.noneOf(Permission.class);
                both.addAll(role.permissions());
                both.retainAll(world.permittedAtHome(home, key));
                assertThat(authority.permissions()).isEqualTo(both);
                assertThat(authority.governs())
                        .as("no role that permits more than they may")
                        .isEqualTo(world.roles(company).values().stream()
                                .filter(other -> role.governs().contains(other.id()))
                                .filter(other -> both.containsAll(other.permissions()))
                                .map(Role::id)
                                .collect(Collectors.toSet()));
                assertThat(authority.home())
                        .isEqualTo(world.agency(Objects.requireNonNull(model.homeIn(company, person))));
            }
        }
    }

    /** Who is let in with their cookie, and whether they are offered to switch elsewhere. */
    private static void requireTheSameDoors(int company, GrantModel model, GrantWorld world) {
        for (int person = 0; person < world.people(); person++) {
            var found = world.recognise(person, company);
            assertThat(found.isPresent()).as("signed in").isEqualTo(model.isRecognised(person));
            if (found.isPresent()) {
                boolean in = found.get().organization() != null;
                assertThat(in).isEqualTo(model.mayEnter(company, person));
                boolean switches = model.hasSwitch(person);
                assertThat(found.get().actor())
                        .isInstanceOfSatisfying(
                                Actor.SignedIn.class,
                                actor -> assertThat(actor.switches()).isEqualTo(switches));
            }
        }
    }

    /** One company as one person sees it: the full path, over HTTP. */
    private static void requireTheSamePage(GrantDeed deed, GrantModel model, GrantWorld world) {
        int person = deed.target();
        var key = model.roleIn(deed.company(), person);
        var views = key != null
                && Objects.requireNonNull(world.roles(deed.company()).get(key))
                        .permissions()
                        .contains(Permission.USERS_VIEW);
        int expected = key == null ? 404 : views ? 200 : 403;
        assertThat(world.statusOfUsers(person, deed.company())).isEqualTo(model.isRecognised(person) ? expected : 302);
    }

    /** Of the companies that exist by now, mostly where it can matter. */
    private static GrantDeed among(GrantDeed deed, GrantModel model) {
        var real = deed.at(deed.agency(), deed.target(), deed.company() % model.companies());
        return deed.late() ? real : model.aimed(real);
    }

    private static Generator<GrantDeed> deeds() {
        var often = Generator.of(OFTEN);
        var operator = Generator.of(GrantModel.OPERATOR);
        var first = Generator.of(0, 1);
        Generator<Kind> kinds = Generator.oneOf(Generator.of(Kind.values()), often, often);
        Generator<Integer> actors = Generator.oneOf(operator, operator, first, first, first, Generator.integers(0, 4));
        var agencies = Generator.of(0, 0, 0, 0, 1);
        var targets = Generator.of(0, 1, 2, 2, 2, 3, 3, 4);
        var companies = Generator.of(0, 0, 0, 1, 1, 2, 3, 4);
        var roles = Generator.of("administrator", "manager", "manager", "user", "user");
        var late = Generator.of(false, false, false, true);
        return random -> new GrantDeed(
                kinds.from(random),
                actors.from(random),
                agencies.from(random),
                targets.from(random),
                companies.from(random),
                roles.from(random),
                late.from(random));
    }
}
