package dev.roster.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.creation.UserDraft;
import dev.roster.link.LinkKind;
import dev.roster.link.Links;
import dev.roster.people.Users;
import dev.roster.person.ProfileInput;
import dev.roster.shared.UserId;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import dev.roster.throttle.Throttle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people do whose invitation is of no more use to them. */
class RenewalTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Map<String, String> PRESSED = Map.of("confirm", "ask");

    private final Company company = SERVER.company("marketplace");

    @Test
    void who_comes_too_late_asks_those_who_may_invite_them_once_a_day() {
        var mayInvite = company.another("access_management");
        var mayNot = company.another("account_management");
        letGovern("account_management", "marketplace");
        var user = invite();
        var path = path(user);
        SERVER.clock().advance(Duration.ofDays(8));
        var visitor = Visitor.of(SERVER);
        assertThat(visitor.get(path).body()).contains("This invitation has expired", "Ask for a new invitation");

        var asked = visitor.post(path + "/renewal-request", PRESSED);
        var again = visitor.post(path + "/renewal-request", PRESSED);

        assertThat(asked.body()).contains("You asked for a new invitation");
        assertThat(again.body()).contains("You asked for a new invitation");
        var mail = SERVER.mailbox(mayInvite.email()).await(1);
        assertThat(mail.subject()).isEqualTo("Ada Byron asks for a new invitation to " + company.name());
        assertThat(mail.text()).contains(company.path("/users/" + user));
        assertThat(mails(mayInvite.id())).isEqualTo(1);
        assertThat(mails(mayNot.id())).isZero();
        assertThat(events(user)).isEqualTo(1);
    }

    @Test
    void who_declined_asks_too_but_not_by_a_scanner_nor_for_what_is_still_to_be_had() {
        company.another("access_management");
        var user = invite();
        var path = path(user);
        var visitor = Visitor.of(SERVER);
        assertThat(visitor.post(path + "/renewal-request", PRESSED).location()).isEqualTo(path);
        assertThat(events(user)).isZero();

        var declined = visitor.post(path + "/decline", Map.of("confirm", "decline"));
        assertThat(declined.body()).contains("Ask for a new invitation");

        visitor.post(path + "/renewal-request", Map.of());
        assertThat(events(user)).isZero();
        assertThat(visitor.post(path + "/renewal-request", PRESSED).status()).isEqualTo(200);
        assertThat(events(user)).isEqualTo(1);
    }

    @Test
    void an_organization_is_not_flooded() {
        var path = path(invite());
        SERVER.clock().advance(Duration.ofDays(8));
        for (int i = 0; i < 50; i++) {
            SERVER.bean(Throttle.class)
                    .take(RenewalRequests.OF_AN_ORGANIZATION, company.id().toString());
        }

        var refused = Visitor.of(SERVER).post(path + "/renewal-request", PRESSED);

        assertThat(refused.status()).isEqualTo(429);
        SERVER.clock().advance(Duration.ofDays(1));
        assertThat(Visitor.of(SERVER).post(path + "/renewal-request", PRESSED).status())
                .isEqualTo(200);
    }

    private void letGovern(String role, String governed) {
        SERVER.bean(JdbcClient.class)
                .sql("""
                        insert into role_governs (organization_id, role_id, governed_role_id)
                        select a.organization_id, a.id, b.id from roles a join roles b on b.organization_id = a.organization_id
                         where a.organization_id = :here and a.key = :role and b.key = :governed
                        """)
                .param("here", company.id().value())
                .param("role", role)
                .param("governed", governed)
                .update();
    }

    private UserId invite() {
        var typed = new UserDraft(
                ProfileInput.named(company.freshAddress(), "Ada", "Byron").withLocale("en"),
                null,
                List.of(company.groupWith("marketplace")),
                "invitation",
                null);
        return SERVER.bean(Users.class)
                .create(TestServer.OPERATOR, company.id(), typed)
                .member()
                .id();
    }

    private String path(UserId user) {
        var links = SERVER.bean(Links.class);
        var link = links.mailed(
                        links.find(company.id(), user, LinkKind.INVITATION).orElseThrow())
                .toString();
        return link.substring(link.indexOf("/invitations/"));
    }

    private static int mails(UserId to) {
        return count("select count(*) from mails where user_id = :id and kind = 'renewal_request'", to);
    }

    private static int events(UserId user) {
        return count(
                "select count(*) from audit_events where target_id = :id and action = 'invitation.renewal_requested'",
                user);
    }

    private static int count(String sql, UserId id) {
        return SERVER.bean(JdbcClient.class)
                .sql(sql)
                .param("id", id.value())
                .query(Integer.class)
                .single();
    }
}
