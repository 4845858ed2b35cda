package dev.roster.auditlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.Expected;
import dev.roster.people.RoleAssignments;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The audit log as people search and read it. */
class AuditPagesTest {
    private static final TestServer SERVER = TestServer.get();

    private final Company company = SERVER.company("partner");
    private final Person administrator = company.person("administrator");
    private final Visitor visitor = administrator.visitor();

    @Test
    void a_query_finds_by_name_who_did_what_to_whom() {
        var max = company.quick("user");
        var mia = company.quick("user");
        assign(max, "read_only");
        assign(mia, "manager");

        assertThat(sentences("q=action:role+target:%22" + max.name().replace(' ', '+') + "%22"))
                .contains("changed the role of", max.name())
                .doesNotContain(mia.name());
        assertThat(sentences("q=actor:" + administrator.email() + "+action:user.role_changed"))
                .contains(max.name(), mia.name())
                .doesNotContain("created");
        assertThat(sentences("q=actor:" + max.email())).doesNotContain("changed the role of");
    }

    @Test
    void the_fields_write_the_query_and_replace_what_it_said() {
        var page = visitor.get(company.path("/audit?q=actor:nadia+bluebird&actor=max&from=2026-11-01&to=2026-11-03"));

        assertThat(page.body())
                .contains("value=\"actor:max after:2026-11-01 before:2026-11-04 bluebird\"")
                .contains("name=\"to\" value=\"2026-11-03\"");
    }

    @Test
    void several_days_are_found_from_the_first_up_to_the_last() {
        var person = company.quick("user");
        SERVER.clock().advance(Duration.ofDays(3));
        assign(person, "manager");
        var today = LocalDate.ofInstant(SERVER.clock().instant(), ZoneOffset.UTC);

        assertThat(sentences("from=" + today.minusDays(4) + "&to=" + today.minusDays(1)))
                .contains("created")
                .doesNotContain("changed the role of");
        assertThat(sentences("from=" + today + "&to=" + today)).contains("changed the role of");
    }

    @Test
    void names_lead_to_their_pages_and_changes_are_in_words() {
        var person = company.quick("user");
        assign(person, "manager");

        var body = visitor.get(company.path("/audit?action=user.role_changed")).body();

        assertThat(body)
                .contains("<a href=\"" + company.path("/users/" + person.id()) + "\">" + person.name())
                .contains("<del><bdi>User</bdi></del>")
                .contains("<ins><bdi>Manager</bdi></ins>");
    }

    @Test
    void a_query_that_cannot_be_read_says_why_and_stays() {
        var page = visitor.get(company.path("/audit?q=who:max"));

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("There is no filter “who:”", "value=\"who:max\"");
    }

    @Test
    void the_last_word_is_completed() {
        var person = company.quick("user");

        assertThat(completions("act")).contains("value=\"actor:\"", "value=\"action:\"");
        assertThat(completions("action:role_ch")).contains("value=\"action:user.role_changed\"");
        assertThat(completions("action:role+target:" + person.email().substring(0, 8)))
                .contains("value=\"action:role target:" + person.email() + "\"");
    }

    @Test
    void a_persons_page_tells_what_they_did_and_what_was_done_to_them() {
        var person = company.quick("user");
        assign(person, "manager");
        var path = company.path("/users/" + administrator.id() + "/activity");

        assertThat(visitor.get(path + "?by=true").body()).contains("changed the role of", person.name());
        assertThat(visitor.get(path).body()).doesNotContain("changed the role of");
    }

    private String completions(String typed) {
        return visitor.get(company.path("/audit/completions?q=" + typed)).body();
    }

    /** What the list says, without the fields above it. */
    private String sentences(String query) {
        var body = visitor.get(company.path("/audit?" + query)).body();
        return body.substring(body.lastIndexOf("</select>"));
    }

    private void assign(Person person, String role) {
        SERVER.bean(RoleAssignments.class)
                .changeRole(administrator.actor(), company.id(), person.id(), role, Expected.ANY);
    }
}
