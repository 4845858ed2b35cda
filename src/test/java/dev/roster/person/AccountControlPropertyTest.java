package dev.roster.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.person.AccountDeed.Kind;
import dev.roster.support.Generator;
import dev.roster.support.Property;
import dev.roster.support.Tally;
import dev.roster.support.TestServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever is done in whatever order, no administrator signs in as, or changes the account of, a person who belongs anywhere
 * that the administrator does not govern, or who runs the installation.
 */
class AccountControlPropertyTest {
    private static final TestServer SERVER = TestServer.get();

    /** What every sequence begins with, so that there is an account in two organizations, and an operator's in one. */
    private static final List<AccountDeed> AT_FIRST = List.of(
            new AccountDeed(Kind.CREATE, 0, 0, 0),
            new AccountDeed(Kind.INVITE, 1, 1, 0),
            new AccountDeed(Kind.JOIN, 0, 1, 0),
            new AccountDeed(Kind.INVITE, 2, 2, AccountModel.OPERATOR),
            new AccountDeed(Kind.JOIN, 0, 2, AccountModel.OPERATOR),
            new AccountDeed(Kind.CREATE, 2, 2, 1));

    @Test
    void an_account_is_changed_only_by_those_who_govern_its_person_wherever_they_belong() {
        var deeds = deeds().lists(40, 40);
        var elsewhere = new Tally();
        Property.holds(12, given -> requireControl(given.any(deeds), elsewhere));

        assertThat(elsewhere.share(true)).as("%s", elsewhere).isGreaterThan(5);
    }

    /** @param elsewhere whether the person also belonged to another organization, for each action */
    private static void requireControl(List<AccountDeed> deeds, Tally elsewhere) {
        var model = new AccountModel();
        var world = new AccountWorld(SERVER);
        for (var deed : Stream.concat(AT_FIRST.stream(), deeds.stream()).toList()) {
            if (!model.isPossible(deed)) {
                continue;
            }
            boolean allowed = model.allows(deed);
            boolean livesElsewhere = model.lives(deed.person()).size() > 1;
            var before = world.account(deed.person());

            var refusal = world.attempt(deed, model);

            assertThat(refusal == null).as("%s: %s", deed, refusal).isEqualTo(allowed);
            if (allowed) {
                model.apply(deed);
            }
            if (!allowed || (!deed.kind().isByPerson() && mustLeaveAlone(deed, model))) {
                assertThat(world.account(deed.person())).as("%s", deed).isEqualTo(before);
            }
            assertThat(world.intrusions(model)).as("%s", deed).isEmpty();
            assertThat(world.home(deed.person())).as("home after %s", deed).isEqualTo(model.home(deed.person()));
            elsewhere.add(livesElsewhere);
        }
    }

    /** What an administrator did to a person who belongs where they do not govern has left the account unchanged. */
    private static boolean mustLeaveAlone(AccountDeed deed, AccountModel model) {
        return model.exists(deed.person()) && !model.mayKnowPassword(deed.actor(), deed.person());
    }

    private static Generator<AccountDeed> deeds() {
        Generator<Kind> kinds = Generator.oneOf(
                Generator.of(Kind.INVITE, Kind.JOIN),
                Generator.of(Kind.GENERATE_PASSWORD, Kind.CHANGE_ADDRESS, Kind.ERASE),
                Generator.of(Kind.values()));
        var actors = Generator.integers(0, AccountModel.ADMINISTRATORS.size() - 1);
        var organizations = Generator.integers(0, AccountModel.ORGANIZATIONS - 1);
        var people = Generator.integers(0, AccountModel.PEOPLE - 1);
        return random -> new AccountDeed(
                kinds.from(random), actors.from(random), organizations.from(random), people.from(random));
    }
}
