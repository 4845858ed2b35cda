package dev.roster.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.Expected;
import dev.roster.credentials.AddressChanges;
import dev.roster.credentials.MemberPasswords;
import dev.roster.link.LinkKind;
import dev.roster.link.Links;
import dev.roster.people.Memberships;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When an emailed link no longer opens anything. */
class LinksEndTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company PARTNER = SERVER.company("partner");
    private static final Company WORKSPACE = SERVER.company("workspace");
    private static final Company APPLIANCE = SERVER.company("appliance");

    private final Links links = SERVER.bean(Links.class);

    @Test
    void setting_a_password_by_one_link_ends_the_others() {
        var person = PARTNER.another("user");
        var first = link(PARTNER, person, LinkKind.SET_PASSWORD);
        var second = link(PARTNER, person, LinkKind.RESET_PASSWORD);
        var browser = Visitor.of(SERVER);
        assertThat(browser.get(first).status()).isEqualTo(200);

        assertThat(browser.post(second, Map.of("password", "Fig-Lantern-77!")).status())
                .isEqualTo(303);

        assertThat(browser.get(first).status()).isEqualTo(410);
    }

    @Test
    void a_deactivated_user_cannot_set_a_password() {
        var person = WORKSPACE.quick("member");
        var link = link(WORKSPACE, person, LinkKind.RESET_PASSWORD);
        assertThat(Visitor.of(SERVER).get(link).status()).isEqualTo(200);

        SERVER.bean(Memberships.class).deactivate(TestServer.OPERATOR, WORKSPACE.id(), person.id());

        assertThat(Visitor.of(SERVER).get(link).status()).isEqualTo(404);
    }

    @Test
    void another_address_ends_every_link() {
        var person = APPLIANCE.quick("ledger_manager");
        var link = link(APPLIANCE, person, LinkKind.RESET_PASSWORD);
        assertThat(Visitor.of(SERVER).get(link).status()).isEqualTo(200);

        SERVER.bean(AddressChanges.class)
                .change(TestServer.OPERATOR, APPLIANCE.id(), person.id(), APPLIANCE.freshAddress(), Expected.ANY);

        assertThat(Visitor.of(SERVER).get(link).status()).isEqualTo(410);
    }

    @Test
    void a_password_that_others_set_ends_links_and_sessions() {
        var person = APPLIANCE.another("ledger_manager");
        var link = link(APPLIANCE, person, LinkKind.RESET_PASSWORD);
        assertThat(Visitor.of(SERVER).get(link).status()).isEqualTo(200);
        var browser = person.signIn();

        SERVER.bean(MemberPasswords.class).generate(TestServer.OPERATOR, APPLIANCE.id(), person.id());

        assertThat(Visitor.of(SERVER).get(link).status()).isEqualTo(410);
        assertThat(browser.get("/me").location()).startsWith("/login");
    }

    private String link(Company company, Person person, LinkKind kind) {
        var granted = TestServer.OPERATOR.requireOperator().in(company.id());
        var link = links.issue(granted, kind, person.id(), Duration.ofHours(1));
        return links.mailed(link).getPath();
    }
}
