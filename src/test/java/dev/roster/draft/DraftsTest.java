package dev.roster.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.erasure.Erasures;
import dev.roster.shared.ProblemException;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The input of a multi-step form is kept for the user who typed it, and for no one else. */
class DraftsTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company COMPANY = SERVER.company("marketplace");
    private static final Draft.Kind<Typed> KIND = new Draft.Kind<>("test", Typed.class);

    private final Drafts drafts = SERVER.bean(Drafts.class);

    record Typed(String name, List<String> chosen) {}

    private static final Typed TYPED = new Typed("Ada “the first” Byron\\u0000 \uD83D\uDC69", List.of("one", "two"));

    @Test
    void the_input_is_restored_as_it_was() {
        var ada = COMPANY.person("administrators").actor();
        var draft = drafts.create(ada, COMPANY.id(), KIND, new Typed("", List.of()));

        drafts.save(ada, COMPANY.id(), new Draft<>(draft.id(), TYPED));

        assertThat(drafts.get(ada, COMPANY.id(), KIND, draft.id()).content()).isEqualTo(TYPED);
    }

    @Test
    void what_the_database_cannot_store_is_left_out() {
        var ada = COMPANY.person("administrators").actor();

        var draft = drafts.create(ada, COMPANY.id(), KIND, new Typed("A\0d\uD800a", List.of("\0")));

        assertThat(drafts.get(ada, COMPANY.id(), KIND, draft.id()).content()).isEqualTo(new Typed("Ada", List.of("")));
    }

    @Test
    void only_its_owner_finds_it_here_and_under_its_name() {
        var ada = COMPANY.person("administrators").actor();
        var ben = COMPANY.another("administrators").actor();
        var operator = operator();
        var elsewhere = SERVER.company("marketplace");
        var draft = drafts.create(operator, COMPANY.id(), KIND, TYPED);

        requireNotFound(ada, COMPANY, KIND, draft.id());
        requireNotFound(ben, COMPANY, KIND, draft.id());
        requireNotFound(operator, elsewhere, KIND, draft.id());
        requireNotFound(operator, COMPANY, new Draft.Kind<>("other", Typed.class), draft.id());
        assertThatThrownBy(() -> drafts.save(ada, COMPANY.id(), draft)).isInstanceOf(ProblemException.class);
        drafts.spend(ada, COMPANY.id(), draft.id(), "/done");
        assertThat(drafts.get(operator, COMPANY.id(), KIND, draft.id()).content())
                .isEqualTo(TYPED);
    }

    @Test
    void who_is_done_leaves_nothing_behind_but_where_it_led() {
        var ada = COMPANY.person("administrators").actor();
        var draft = drafts.create(ada, COMPANY.id(), KIND, TYPED);

        drafts.spend(ada, COMPANY.id(), draft.id(), "/done");

        requireNotFound(ada, COMPANY, KIND, draft.id());
        assertThat(drafts.findResult(ada, COMPANY.id(), draft.id())).hasValue("/done");
        assertThat(drafts.findResult(operator(), COMPANY.id(), draft.id())).isEmpty();
    }

    @Test
    void what_nobody_went_on_with_for_a_day_is_gone() {
        var ada = COMPANY.person("administrators").actor();
        var old = drafts.create(ada, COMPANY.id(), KIND, TYPED);
        var kept = drafts.create(ada, COMPANY.id(), KIND, TYPED);
        SERVER.clock().advance(Duration.ofHours(23));
        drafts.save(ada, COMPANY.id(), kept);
        SERVER.clock().advance(Duration.ofHours(2));

        drafts.deleteOld();

        requireNotFound(ada, COMPANY, KIND, old.id());
        assertThat(drafts.get(ada, COMPANY.id(), KIND, kept.id()).content()).isEqualTo(TYPED);
    }

    @Test
    void an_erased_user_leaves_nothing_behind() {
        var appliance = SERVER.company("appliance");
        var person = appliance.another("admin");
        var actor = person.actor();
        var draft = drafts.create(actor, appliance.id(), KIND, TYPED);

        SERVER.bean(Erasures.class).erase(TestServer.OPERATOR, appliance.id(), person.id(), person.email());

        requireNotFound(actor, appliance, KIND, draft.id());
    }

    private void requireNotFound(Actor.SignedIn actor, Company company, Draft.Kind<?> kind, UUID id) {
        assertThatThrownBy(() -> drafts.get(actor, company.id(), kind, id))
                .isInstanceOfSatisfying(
                        ProblemException.class, p -> assertThat(p.problem()).isEqualTo(AccessProblem.NOT_FOUND));
    }

    /** Sees every organization without belonging to it. */
    private static Actor.SignedIn operator() {
        var someone = COMPANY.another("marketplace").actor();
        return new Actor.SignedIn(someone.user(), someone.session(), "Olive", "en", "UTC", true, false, false, null);
    }
}
