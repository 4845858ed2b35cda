package dev.roster.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roster.shared.Ids;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an actor may do is decided here for every operation: by what they hold, and where they hold it. */
@Tag("fast")
class ActorTest {
    private static final OrganizationId HERE = OrganizationId.next();
    private static final OrganizationId ELSEWHERE = OrganizationId.next();
    private static final UserId SELF = UserId.next();

    private static final Actor PERSON = new Actor.SignedIn(
            SELF,
            Ids.next(),
            "Ada",
            "en",
            "UTC",
            false,
            false,
            false,
            new Authority(HERE, Set.of(), Set.of(Permission.USERS_VIEW), Set.of(), ELSEWHERE));

    @Test
    void what_is_held_in_one_organization_is_held_there_alone() {
        assertThat(PERSON.may(Permission.USERS_VIEW, HERE)).isTrue();
        assertThat(PERSON.may(Permission.USERS_VIEW, ELSEWHERE)).isFalse();
        assertThat(PERSON.may(Permission.USERS_EDIT, HERE)).isFalse();
    }

    @Test
    void an_organization_where_nothing_is_held_is_not_there() {
        assertThat(PERSON.sees(HERE)).isTrue();
        assertThat(PERSON.sees(ELSEWHERE)).isFalse();
        refused(() -> PERSON.require(Permission.USERS_VIEW, ELSEWHERE), "not-found");
        assertThat(PERSON.homeWhenActingIn(HERE)).contains(ELSEWHERE);
        assertThat(PERSON.homeWhenActingIn(ELSEWHERE)).isEmpty();
    }

    @Test
    void what_is_not_held_is_forbidden() {
        refused(() -> PERSON.require(Permission.USERS_EDIT, HERE), "forbidden");
    }

    @Test
    void no_one_acts_as_another_user_or_as_the_operator() {
        assertThat(PERSON.requireSelf(SELF).actor()).isEqualTo(PERSON);
        refused(() -> PERSON.requireSelf(UserId.next()), "not-found");
        refused(PERSON::requireOperator, "not-found");
    }

    @Test
    void what_was_granted_in_one_organization_is_no_grant_in_another() {
        var granted = PERSON.require(Permission.USERS_VIEW, HERE);

        assertThat(granted.in(HERE).organization()).isEqualTo(HERE);
        assertThatThrownBy(() -> granted.in(ELSEWHERE)).isInstanceOf(IllegalStateException.class);
    }

    private static void refused(ThrowingCallable deed, String code) {
        assertThatThrownBy(deed)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().code()).isEqualTo(code));
    }
}
