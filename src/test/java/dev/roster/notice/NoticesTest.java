package dev.roster.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.apitoken.ApiTokens;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.company.Grants;
import dev.roster.credentials.MemberPasswords;
import dev.roster.groups.GroupMembers;
import dev.roster.groups.Groups;
import dev.roster.people.Joining;
import dev.roster.people.Memberships;
import dev.roster.people.Memberships.AfterRestoring;
import dev.roster.people.Profiles;
import dev.roster.people.RoleAssignments;
import dev.roster.person.ProfileInput;
import dev.roster.roles.RoleChange;
import dev.roster.roles.Roles;
import dev.roster.shared.UserId;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.ImportRequests;
import dev.roster.support.Mailbox.Letter;
import dev.roster.support.Operator;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Those in charge are notified by email of a new administrator, operator or API token, however it came about. */
class NoticesTest {
    private static final TestServer SERVER = TestServer.get();
    private static final String ADMINISTRATORS = "administrators";
    private static final String TOKEN = "token_created";

    private final Memberships memberships = SERVER.bean(Memberships.class);
    private final RoleAssignments assignments = SERVER.bean(RoleAssignments.class);

    // A new administrator

    @Test
    void administrators_are_notified_of_a_new_one_by_name_each_in_their_language() {
        var company = SERVER.company("workspace");
        var ada = company.another("admin");
        var ben = company.another("admin");
        var carl = company.another("member");
        speak(ben, "de");

        assignments.changeRole(ada.actor(), company.id(), carl.id(), "admin", Expected.ANY);

        var english = letter(ada);
        assertThat(english.subject()).isEqualTo("New administrator at " + company.name());
        assertThat(english.text())
                .contains("Hello " + ada.name())
                .contains(carl.name() + " can now administer " + company.name() + ".")
                .contains(ada.name() + " gave them this permission on ");
        assertThat(english.html()).contains(carl.name()).contains(company.name());
        var german = letter(ben);
        assertThat(german.subject()).isEqualTo("Neue Administration bei " + company.name());
        assertThat(german.text()).contains(carl.name() + " kann jetzt " + company.name() + " administrieren.");
        assertThat(told(company, ADMINISTRATORS)).containsExactlyInAnyOrder(ada.id(), ben.id());
    }

    @Test
    void existing_administrators_are_not_announced_again_but_returning_ones_are() {
        var company = SERVER.company("workspace");
        var ada = company.another("admin");
        var carl = company.another("admin");

        memberships.deactivate(ada.actor(), company.id(), carl.id());
        assertThat(told(company, ADMINISTRATORS)).isEmpty();
        memberships.activate(ada.actor(), company.id(), carl.id());
        assertThat(told(company, ADMINISTRATORS)).containsExactly(ada.id());
        SERVER.bean(Profiles.class)
                .edit(
                        ada.actor(),
                        company.id(),
                        carl.id(),
                        ProfileInput.NOTHING.withNames("New", "Name"),
                        Expected.ANY);
        assertThat(told(company, ADMINISTRATORS)).hasSize(1);
    }

    @Test
    void by_a_group() {
        var company = SERVER.company("marketplace");
        var ada = company.another("administrators");
        var carl = company.another("marketplace");
        var group = SERVER.bean(Groups.class).findDefault(company.id()).orElseThrow();

        SERVER.bean(GroupMembers.class).add(ada.actor(), company.id(), group.id(), Set.of(carl.id()));

        assertThat(told(company, ADMINISTRATORS)).containsExactly(ada.id());
    }

    @Test
    void by_a_grant() {
        var agency = SERVER.company("partner");
        var linked = SERVER.linkedTo(agency, "Bluebird Shoes");
        var ada = agency.another("administrator");
        var ben = agency.another("administrator");
        var own = linked.another("administrator");
        agency.grant(ada, linked);

        SERVER.bean(Grants.class).grant(ada.actor(), agency.id(), ben.id(), List.of(linked.slug()));

        assertThat(told(linked, ADMINISTRATORS)).containsExactlyInAnyOrder(own.id(), ada.id());
    }

    @Test
    void by_what_a_role_is_given() {
        var company = SERVER.company("workspace");
        var ada = company.another("admin");
        var carl = company.another("manager");

        SERVER.bean(Roles.class)
                .change(
                        ada.actor(),
                        company.id(),
                        "manager",
                        new RoleChange(
                                "Manager",
                                "",
                                List.of("profile.edit", "organization.administer"),
                                List.of(),
                                List.of()),
                        Expected.ANY);

        assertThat(told(company, ADMINISTRATORS)).containsExactly(ada.id());
        assertThat(letter(ada).text()).contains(carl.name() + " can now administer");
    }

    @Test
    void by_coming_back_or_in_once_they_have_set_a_password() {
        var company = SERVER.company("partner");
        var ada = company.another("administrator");
        var ben = company.pending("administrator");
        assertThat(told(company, ADMINISTRATORS)).as("who has not joined yet").isEmpty();

        join(company, ben.id());
        assertThat(told(company, ADMINISTRATORS)).containsExactly(ada.id());
        memberships.delete(TestServer.OPERATOR, company.id(), ben.id(), Expected.ANY);
        memberships.restore(TestServer.OPERATOR, company.id(), ben.id(), AfterRestoring.MAIL_NOTHING);
        join(company, ben.id());

        assertThat(told(company, ADMINISTRATORS)).hasSize(2);
    }

    @Test
    void an_import_announces_all_of_them_in_one_email_when_it_is_over() {
        var company = SERVER.company("workspace");
        var ada = company.another("admin");
        var client = company.client("admin");
        var imports = "/organizations/" + company.slug() + "/imports";
        var rows = new StringBuilder("email,firstName,lastName,role,passwordHash\n");
        for (int i = 0; i < 2_500; i++) {
            rows.append("%s,Imported,Number%04d,admin,%s\n".formatted(company.freshAddress(), i, HASH));
        }

        var sent = client.send("POST", imports, rows.toString(), "Content-Type", "text/csv");
        var done = ImportRequests.ended(client, imports + "/" + sent.text("/id"));

        assertThat(done.text("/created")).isEqualTo("2500");
        assertThat(told(company, ADMINISTRATORS)).containsExactly(ada.id());
        assertThat(letters(ada, "2,500 new administrators").text())
                .contains("Imported Number0000, ")
                .contains(" and 2,490 others.");
    }

    @Test
    void of_many_administrators_the_longest_serving_are_notified() {
        var company = SERVER.company("workspace");
        var first = company.another("admin");
        for (int i = 0; i < 25; i++) {
            company.quick("admin");
        }
        var carl = company.quick("member");

        assignments.changeRole(first.actor(), company.id(), carl.id(), "admin", Expected.ANY);

        assertThat(told(company, ADMINISTRATORS)).hasSize(20).contains(first.id());
    }

    // A new operator

    @Test
    void operators_are_notified_of_a_new_one() {
        var olive = Operator.of(SERVER);
        database()
                .sql("update users set created_at = '2000-01-01' where id = :id")
                .param("id", olive.id().value())
                .update();
        var another = Operator.of(SERVER);
        var granted = new Actor.Proven(another.id(), null, "setup").requireSelf(another.id());

        SERVER.bean(TransactionOperations.class)
                .executeWithoutResult(_ -> SERVER.bean(AuditLog.class)
                        .record(
                                granted,
                                NewAuditEvent.of(() -> "operator.created").to(another.id())));

        var letter = SERVER.mailbox(olive.email()).await(1);
        assertThat(letter.subject()).isEqualTo("New operator of this installation");
        assertThat(letter.text()).contains("Olive Operator became an operator of this installation on ");
        assertThat(SERVER.mailbox(another.email()).letters()).isEmpty();
    }

    // A new token

    @Test
    void the_administrators_and_the_maker_are_notified_of_a_new_token() {
        var company = SERVER.company("workspace");
        var ada = company.another("admin");
        var ben = company.another("admin");

        var made = SERVER.bean(ApiTokens.class).create(ada.actor(), company.id(), "Nightly", "member", null);

        assertThat(told(company, TOKEN)).containsExactlyInAnyOrder(ada.id(), ben.id());
        var letter = letter(ben);
        assertThat(letter.subject()).isEqualTo("New API token for " + company.name());
        assertThat(letter.text())
                .contains(ada.name() + " created the API token Nightly for " + company.name())
                .contains("can do what the role Member allows")
                .doesNotContain(made.secret());
        assertThat(letter.html()).contains("Nightly").doesNotContain(made.secret());
    }

    @Test
    void a_maker_by_a_grant_is_notified_too_and_operators_of_their_own_tokens() {
        var agency = SERVER.company("partner");
        var linked = SERVER.linkedTo(agency, "Bluebird Shoes");
        var max = agency.another("administrator");
        agency.grant(max, linked);
        var own = linked.another("administrator");

        SERVER.bean(ApiTokens.class)
                .create(new Person(linked, max.id(), max.name(), max.email()).actor(), linked.id(), "T", "user", null);

        assertThat(told(linked, TOKEN)).containsExactlyInAnyOrder(max.id(), own.id());
        var operator = Operator.of(SERVER);
        Visitor.of(SERVER)
                .signIn(operator.email(), Company.PASSWORD)
                .post("/operator/api-tokens", Map.of("name", "All of it", "expires", "30"));
        assertThat(SERVER.mailbox(operator.email()).await(1).text())
                .contains("created the API token All of it for Roster")
                .contains("can do everything in every organization");
    }

    // Another password

    @Test
    void a_person_who_is_given_a_new_password_learns_by_whom_but_never_which() {
        var company = SERVER.company("workspace");
        var ada = company.another("admin");
        var carl = company.another("member");
        var deutsch = company.another("member");
        speak(deutsch, "de");

        var password = SERVER.bean(MemberPasswords.class).generate(ada.actor(), company.id(), carl.id());
        SERVER.bean(MemberPasswords.class).set(ada.actor(), company.id(), deutsch.id(), "Plum-Kettle-43!");

        var letter = letter(carl);
        assertThat(letter.subject()).isEqualTo("Your password at " + company.name() + " was changed");
        assertThat(letter.text())
                .contains(ada.name() + " gave your account at " + company.name() + " a new password on ")
                .doesNotContain(password);
        assertThat(letter.html()).contains(ada.name()).doesNotContain(password);
        assertThat(letter(deutsch).text())
                .contains(ada.name() + " hat Ihrem Konto bei " + company.name())
                .doesNotContain("Plum-Kettle-43!");
    }

    /** For a password that no one has here. */
    private static final String HASH = "$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";

    private static Letter letter(Person person) {
        return SERVER.mailbox(person.email()).await(1);
    }

    /** The one with this subject, out of several. */
    private static Letter letters(Person person, String subject) {
        SERVER.mailbox(person.email()).await(2);
        return SERVER.mailbox(person.email()).letters().stream()
                .filter(letter -> letter.subject().startsWith(subject))
                .findFirst()
                .orElseThrow();
    }

    private static List<UserId> told(Company company, String kind) {
        return database()
                .sql("select user_id from mails where organization_id = :here and kind = :kind")
                .param("here", company.id().value())
                .param("kind", kind)
                .query((row, n) -> new UserId(row.getObject(1, UUID.class)))
                .list();
    }

    private static void join(Company company, UserId user) {
        SERVER.bean(Joining.class).passwordSet(new Actor.Proven(user, company.id(), "test").requireSelf(user), user);
    }

    private static void speak(Person person, String locale) {
        database()
                .sql("update profiles set locale = :locale where user_id = :id")
                .param("locale", locale)
                .param("id", person.id().value())
                .update();
    }

    private static JdbcClient database() {
        return SERVER.bean(JdbcClient.class);
    }
}
