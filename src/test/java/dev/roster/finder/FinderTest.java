package dev.roster.finder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.Company;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The search field on top of the console: everything that the viewer may open, and nothing else. */
class FinderTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Pattern ENTRY = Pattern.compile("<a class=\"found-entry\" href=\"([^\"]+)\"");

    private static List<String> found(Visitor visitor, Company company, String search) {
        var page = visitor.get(company.path("/find?search=" + search));
        assertThat(page.status()).isEqualTo(200);
        return ENTRY.matcher(page.body()).results().map(entry -> entry.group(1)).toList();
    }

    @Test
    void people_roles_companies_pages_and_actions_are_found() {
        var agency = SERVER.company("partner");
        var boss = agency.person("administrator");
        var linked = SERVER.linkedTo(agency, "Bluebird Shoes");
        agency.grant(boss, linked);
        var ada = agency.quick("user");

        assertThat(found(boss.visitor(), agency, ada.email())).containsExactly(agency.path("/users/" + ada.id()));
        assertThat(found(boss.visitor(), agency, "bluebird")).containsExactly("/o/" + linked.slug());
        assertThat(found(boss.visitor(), agency, "manager")).contains(agency.path("/users?role=manager"));
        assertThat(found(boss.visitor(), agency, "create+user")).containsExactly(agency.path("/users/new"));
        assertThat(found(boss.visitor(), agency, "AUDIT")).contains(agency.path("/audit"));
        assertThat(found(boss.visitor(), agency, "")).contains(agency.path("/imports/new"), "/me/sessions");
        var market = SERVER.company("marketplace");
        assertThat(found(market.visitor("administrators"), market, "administrators"))
                .anyMatch(href -> href.startsWith(market.path("/groups/")));
        assertThat(found(market.visitor("administrators"), market, "invite")).contains(market.path("/invitations/new"));
    }

    @Test
    void nothing_is_found_that_the_viewer_may_not_open() {
        var workspace = SERVER.company("workspace");
        var admin = workspace.person("admin");

        assertThat(found(workspace.visitor("member"), workspace, admin.email())).isEmpty();
        assertThat(found(workspace.visitor("member"), workspace, "manager")).isEmpty();
        assertThat(found(workspace.visitor("member"), workspace, ""))
                .containsExactly("/me", "/me/password", "/me/sessions");
        var partner = SERVER.company("partner");
        assertThat(found(partner.visitor("user"), partner, "create")).isEmpty();
        assertThat(found(partner.visitor("user"), partner, admin.email()))
                .as("of another organization")
                .isEmpty();
    }

    @Test
    void organizations_to_switch_to_are_found_by_their_names() {
        var agency = SERVER.company("partner");
        var boss = agency.person("administrator");
        var bluebird = SERVER.linkedTo(agency, "Bluebird Shoes");
        var larkspur = SERVER.linkedTo(agency, "Larkspur Books");
        agency.grant(boss, bluebird);
        agency.grant(boss, larkspur);

        assertThat(boss.visitor().get("/organizations?search=BLUE").body())
                .contains("href=\"/o/" + bluebird.slug() + "\"")
                .doesNotContain("href=\"/o/" + larkspur.slug() + "\"", "href=\"/o/" + agency.slug() + "\"");
        assertThat(boss.visitor().get("/organizations?search=nowhere").body()).contains("Nothing found for nowhere.");
    }

    @Test
    void what_no_text_can_contain_is_refused() {
        var partner = SERVER.company("partner");

        assertThat(partner.visitor("user")
                        .get(partner.path("/find?search=a%00b"))
                        .status())
                .isEqualTo(422);
        assertThat(partner.visitor("user")
                        .get(partner.path("/find?search=" + "x".repeat(201)))
                        .status())
                .isEqualTo(422);
    }
}
