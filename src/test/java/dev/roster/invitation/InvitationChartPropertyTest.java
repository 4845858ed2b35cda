package dev.roster.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.Actor;
import dev.roster.access.Authorities;
import dev.roster.creation.UserDraft;
import dev.roster.link.LinkKind;
import dev.roster.link.Links;
import dev.roster.people.Removals;
import dev.roster.people.Users;
import dev.roster.person.ProfileInput;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import dev.roster.support.Company;
import dev.roster.support.Generator;
import dev.roster.support.Property;
import dev.roster.support.TestServer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An invitation only moves along the state chart, whatever is tried in whatever order, with whichever link. */
class InvitationChartPropertyTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company COMPANY = SERVER.company("marketplace");
    private static final String PASSWORD = "Tidal-Violet-81!";

    enum State {
        INVITED,
        EXPIRED,
        DECLINED,
        ACTIVE,
        REMOVED;

        String stored() {
            return this == EXPIRED ? "invited" : name().toLowerCase(Locale.ROOT);
        }
    }

    enum Deed {
        INVITE(State.INVITED, State.REMOVED),
        RESEND(State.INVITED, State.INVITED),
        SEND_NEW(State.INVITED, State.EXPIRED, State.DECLINED),
        COPY(State.INVITED, State.INVITED),
        REVOKE(State.REMOVED, State.INVITED, State.EXPIRED, State.DECLINED),
        REMOVE(State.REMOVED, State.INVITED, State.EXPIRED, State.DECLINED, State.ACTIVE),
        ACCEPT_BY_MAIL(State.ACTIVE, State.INVITED),
        ACCEPT_BY_COPY(State.ACTIVE, State.INVITED),
        DECLINE(State.DECLINED, State.INVITED),
        /** With a link that was replaced by a newer one, or consumed. */
        ACCEPT_BY_AN_OLD_LINK(State.ACTIVE),
        LET_TIME_PASS(State.EXPIRED, State.INVITED, State.EXPIRED);

        private final State to;
        private final Set<State> from;

        Deed(State to, State... from) {
            this.to = to;
            this.from = EnumSet.noneOf(State.class);
            this.from.addAll(List.of(from));
        }
    }

    @Test
    void no_order_of_deeds_leaves_the_chart() {
        var deeds = Generator.of(Deed.values()).lists(5, 16);
        Property.holds(60, given -> requireToStayInTheChart(given.any(deeds)));
    }

    private static void requireToStayInTheChart(List<Deed> deeds) {
        var person = new Invitee();
        var state = State.INVITED;
        for (var deed : deeds) {
            if (deed == Deed.LET_TIME_PASS && !deed.from.contains(state)) {
                continue;
            }
            var before = person.rows();
            var refusal = person.attempt(deed);
            if (deed.from.contains(state)) {
                assertThat(refusal).as("%s from %s", deed, state).isNull();
                state = deed.to;
            } else {
                assertThat(refusal).as("%s from %s", deed, state).isNotNull();
                assertThat(person.rows()).as("%s from %s", deed, state).isEqualTo(before);
            }
            person.requireToBe(state);
        }
    }

    /** A user who was just invited. */
    private static final class Invitee {
        private final Invitations invitations = SERVER.bean(Invitations.class);
        private final Registrations registrations = SERVER.bean(Registrations.class);
        private final Replies replies = SERVER.bean(Replies.class);
        private final Offers offers = SERVER.bean(Offers.class);
        private final Removals removals = SERVER.bean(Removals.class);
        private final Users users = SERVER.bean(Users.class);
        private final Links links = SERVER.bean(Links.class);
        private final JdbcClient database = SERVER.bean(JdbcClient.class);
        private final String address = COMPANY.freshAddress();
        private final List<String> old = new ArrayList<>();
        private final UserId id;
        private String mailed = "";
        private String copied = "";

        Invitee() {
            id = invite();
            remember();
        }

        @Nullable String attempt(Deed deed) {
            var here = COMPANY.id();
            var who = TestServer.OPERATOR;
            try {
                switch (deed) {
                    case INVITE -> invite();
                    case RESEND -> invitations.resend(who, here, id);
                    case SEND_NEW -> invitations.renew(who, here, id);
                    case COPY -> invitations.copyLink(who, here, id);
                    case REVOKE -> removals.revokeInvitation(who, here, id);
                    case REMOVE -> removals.remove(who, here, id);
                    case ACCEPT_BY_MAIL -> accept(mailed);
                    case ACCEPT_BY_COPY -> accept(copied);
                    case DECLINE -> replies.decline(mailed);
                    case ACCEPT_BY_AN_OLD_LINK -> accept(old.isEmpty() ? "none" : old.getFirst());
                    case LET_TIME_PASS -> runOut();
                }
                remember();
                return null;
            } catch (ProblemException refused) {
                return refused.problem().code();
            }
        }

        void requireToBe(State state) {
            assertThat(database.sql("select status from memberships where organization_id = :here and user_id = :id")
                            .param("here", COMPANY.id().value())
                            .param("id", id.value())
                            .query(String.class)
                            .single())
                    .isEqualTo(state.stored());
            assertThat(SERVER.bean(Authorities.class)
                            .of(COMPANY.id(), id)
                            .roles()
                            .isEmpty())
                    .as("roles are held by the active alone")
                    .isEqualTo(state != State.ACTIVE);
            for (var dead : old) {
                assertThat(refusalOf(dead)).as("an old link").isNotNull();
            }
            assertThat(refusalOf(mailed) == null).isEqualTo(state == State.INVITED);
        }

        private @Nullable String refusalOf(String token) {
            try {
                offers.open(token);
                return null;
            } catch (ProblemException refused) {
                return refused.problem().code();
            }
        }

        private UserId invite() {
            var typed = new UserDraft(
                    ProfileInput.named(address, "Ada", "Byron").withLocale("en"),
                    null,
                    List.of(COMPANY.groupWith("marketplace")),
                    "invitation",
                    null);
            return users.create(TestServer.OPERATOR, COMPANY.id(), typed)
                    .member()
                    .id();
        }

        private void accept(String token) {
            boolean hasPassword = database.sql("select exists (select 1 from passwords where user_id = :id)")
                    .param("id", id.value())
                    .query(Boolean.class)
                    .single();
            if (hasPassword) {
                replies.accept(new Actor.Proven(id, null, "password"), token);
            } else {
                registrations.register(token, new Registration(null, "Ada", "Byron", PASSWORD, PASSWORD, "true", "en"));
            }
        }

        private void runOut() {
            database.sql("update links set expires_at = created_at where user_id = :id and kind = 'invitation'")
                    .param("id", id.value())
                    .update();
        }

        /** The state of the newest link; links that it has replaced are dead. */
        private void remember() {
            var link = links.find(COMPANY.id(), id, LinkKind.INVITATION).orElseThrow();
            var newest = token(links.mailed(link).toString());
            if (!mailed.isEmpty() && !newest.equals(mailed)) {
                old.add(mailed);
                old.add(copied);
            }
            mailed = newest;
            copied = token(links.copied(link).toString());
        }

        /** Everything that a refusal must leave unchanged. */
        List<String> rows() {
            return database.sql("""
                            select concat_ws(' ', status, role_id, version) from memberships where user_id = :id
                            union all select 'link ' || concat_ws(' ', kind, generation, expires_at, ended_at) from links
                             where user_id = :id
                            union all select 'invitation ' || sent_at from invitations where user_id = :id
                            union all select 'group ' || group_id from group_members where user_id = :id
                            union all select 'mail ' || id from mails where user_id = :id
                            union all select 'event ' || id from audit_events where target_id = :id
                            order by 1
                            """).param("id", id.value()).query(String.class).list();
        }

        private static String token(String link) {
            return Objects.requireNonNull(link).substring(link.lastIndexOf('/') + 1);
        }
    }
}
