package dev.roster.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.creation.UserDraft;
import dev.roster.groups.Groups;
import dev.roster.groups.NewGroup;
import dev.roster.people.Users;
import dev.roster.person.ProfileInput;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a person sees who comes through an invitation, and the person who sends it. */
class NewcomerTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company COMPANY = SERVER.company("marketplace");

    @BeforeAll
    static void makeGroup() {
        SERVER.bean(Groups.class)
                .create(
                        TestServer.OPERATOR,
                        COMPANY.id(),
                        new NewGroup("Buyers", "", List.of("marketplace", "account_management"), Set.of()));
    }

    @Test
    void the_invitation_names_the_groups_and_what_they_give() {
        var address = COMPANY.freshAddress();
        var page = Visitor.of(SERVER).get(invite(address)).body();

        assertThat(page).contains("Buyers", "Account management", "Marketplace");
    }

    @Test
    void a_password_that_misses_several_rules_gets_one_sentence_and_marks_in_the_list() {
        var address = COMPANY.freshAddress();
        var link = invite(address);

        var weak = register(link, "abc");

        assertThat(weak.status()).isEqualTo(422);
        assertThat(weak.fieldError("password")).isEqualTo("Use at least 8 characters.");
        assertThat(weak.body())
                .containsOnlyOnce("An uppercase letter")
                .contains("class=\"missed\" data-kind=\"upper\"");
        assertThat(weak.body()).doesNotContain("class=\"missed\" data-kind=\"lower\"");

        var browser = Visitor.of(SERVER);
        assertThat(browser.post(link + "/accept", registration(Company.PASSWORD))
                        .location())
                .isEqualTo("/login");
        assertThat(browser.get("/login").value("name")).isEqualTo(address);
    }

    @Test
    void going_back_after_sending_leads_to_the_result() {
        var inviter = COMPANY.visitor("administrators");
        var begun = inviter.post(
                COMPANY.path("/invitations/new"),
                Map.of("firstName", "Ada", "lastName", "Byron", "email", COMPANY.freshAddress()));
        var draft = begun.location().replaceAll("/groups$", "");
        inviter.post(begun.location(), Map.of("groups", group(), "action", "next"));
        assertThat(inviter.get(draft + "/overview").body()).contains("Buyers", "Account management");
        var done = inviter.post(draft + "/overview", Map.of()).location();

        for (var step : new String[] {"", "/groups", "/overview"}) {
            assertThat(inviter.get(draft + step).location()).isEqualTo(done);
        }
        assertThat(inviter.post(draft + "/overview", Map.of()).location()).isEqualTo(done);
        assertThat(inviter.get(done).status()).isEqualTo(200);
    }

    private static String group() {
        return SERVER.bean(Groups.class)
                .find(COMPANY.id(), "Buyers")
                .orElseThrow()
                .id()
                .toString();
    }

    private static String invite(String address) {
        SERVER.bean(Users.class)
                .create(
                        TestServer.OPERATOR,
                        COMPANY.id(),
                        new UserDraft(
                                ProfileInput.named(address, "Ada", "Byron").withLocale("en"),
                                null,
                                List.of("Buyers"),
                                "invitation",
                                null));
        return SERVER.mailbox(address).await(1).linkPath();
    }

    private static Visitor.Answer register(String link, String password) {
        return Visitor.of(SERVER).post(link + "/accept", registration(password));
    }

    private static Map<String, String> registration(String password) {
        var form = new HashMap<>(Map.of("firstName", "Ada", "lastName", "Byron", "terms", "true"));
        form.put("password", password);
        form.put("again", password);
        return form;
    }
}
