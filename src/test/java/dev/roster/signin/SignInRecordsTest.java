package dev.roster.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.roster.erasure.Erasures;
import dev.roster.shared.UserId;
import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.Operator;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What is recorded about sign-ins, including failed ones; and what is not. */
class SignInRecordsTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company APPLIANCE = SERVER.company("appliance");
    private static final Company PARTNER = SERVER.company("partner");
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private final ApiClient appliance = APPLIANCE.client("system_admin");
    private final ApiClient partner = PARTNER.client("administrator");

    @BeforeEach
    void every_bucket_is_full_again() {
        SERVER.clock().advance(Duration.ofMinutes(61));
    }

    @Test
    void a_failed_sign_in_is_an_event_that_says_from_where() {
        var ada = APPLIANCE.another("ledger_manager");
        var username = ada.email().replace('@', '.');
        Visitor.from(SERVER, "203.0.113.7", FIREFOX).tryToSignIn(username, "Guess-Kettle-42!");

        await().untilAsserted(() -> assertThat(events(appliance, APPLIANCE, "user.sign_in_failed", ada))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.at("/source").asString()).isEqualTo("203.0.113.7");
                    assertThat(event.at("/browser").asString()).isEqualTo("Firefox · Linux");
                    assertThat(event.at("/actor/kind").asString()).isEqualTo("job");
                }));
        var page = APPLIANCE.visitor("system_admin").get(APPLIANCE.path("/users/" + ada.id() + "/activity"));
        assertThat(page.text()).contains("A sign-in as " + ada.name() + " failed.", "203.0.113.7", "Firefox · Linux");
        assertThat(SERVER.everythingStored()).doesNotContain("Guess-Kettle-42!");
    }

    @Test
    void a_guesser_fills_no_log() {
        var ada = APPLIANCE.another("ledger_manager");
        for (int i = 0; i < 12; i++) {
            Visitor.from(SERVER, "203.0.113." + i).tryToSignIn(ada.email(), "guess");
        }
        await().untilAsserted(() -> assertThat(tries(ada)).isEqualTo(12));

        assertThat(events(appliance, APPLIANCE, "user.sign_in_failed", ada)).hasSize(5);
        assertThat(events(appliance, APPLIANCE, "user.sign_ins_failed", ada)).isEmpty();
        SERVER.clock().advance(Duration.ofMinutes(61));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(events(appliance, APPLIANCE, "user.sign_ins_failed", ada))
                        .singleElement()
                        .satisfies(event ->
                                assertThat(event.at("/after/tries").asInt()).isEqualTo(7)));

        Visitor.from(SERVER, "203.0.113.7").tryToSignIn(ada.email(), "guess");
        await().untilAsserted(() -> assertThat(events(appliance, APPLIANCE, "user.sign_in_failed", ada))
                .as("the next hour begins anew")
                .hasSize(6));
    }

    @Test
    void only_organizations_that_the_account_opens_record_it() {
        var ada = PARTNER.another("user");
        var stranger = SERVER.company("partner");
        APPLIANCE.makeGuest(ada, "ledger_manager");
        Visitor.from(SERVER, "203.0.113.7").tryToSignIn(ada.email(), "guess");

        await().untilAsserted(() -> {
            assertThat(events(partner, PARTNER, "user.sign_in_failed", ada)).hasSize(1);
            assertThat(events(appliance, APPLIANCE, "user.sign_in_failed", ada)).hasSize(1);
        });
        assertThat(events(stranger.client("administrator"), stranger, "user.sign_in_failed", ada))
                .isEmpty();
    }

    @Test
    void an_operators_sign_ins_are_in_the_installations_log_alone() {
        var olive = Operator.of(SERVER);
        var asMember = new Person(PARTNER, olive.id(), "Olive Operator", olive.email());
        SERVER.bean(JdbcClient.class)
                .sql("""
                        insert into memberships (organization_id, user_id, status, onboarding, sort_name, search,
                                                 created_at, joined_at, status_changed_at)
                        values (:here, :user, 'active', 'email_link', '', '', now(), now(), now())
                        """)
                .param("here", PARTNER.id().value())
                .param("user", olive.id().value())
                .update();
        var browser = Visitor.from(SERVER, "203.0.113.7");
        browser.tryToSignIn(olive.email(), "guess");
        browser.signIn(olive.email(), Company.PASSWORD);

        await().untilAsserted(() -> assertThat(ofInstallation(olive.id()))
                .containsExactlyInAnyOrder("user.sign_in_failed", "user.signed_in"));
        assertThat(events(partner, PARTNER, "user.sign_in_failed", asMember)).isEmpty();
        assertThat(events(partner, PARTNER, "user.signed_in", asMember)).isEmpty();
    }

    @Test
    void what_is_typed_as_a_name_that_nobody_has_is_kept_nowhere() {
        var log = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger(SignInOutcomes.class);
        log.start();
        logger.addAppender(log);
        try {
            for (int i = 0; i < 3; i++) {
                SERVER.tryToSignIn("My-Secret-Pass-1!", "typed-into-the-wrong-field");
            }
            await().untilAsserted(() -> assertThat(log.list).isNotEmpty());
            SERVER.clock().advance(Duration.ofMinutes(2));
            Visitor.from(SERVER, "203.0.113.7").tryToSignIn("My-Secret-Pass-1!", "guess");
            await().untilAsserted(() -> assertThat(log.list).hasSize(2));
        } finally {
            logger.detachAppender(log);
        }

        assertThat(log.list.getLast().getFormattedMessage())
                .contains("last report: 3, with unknown names: 3.", "203.0.113.7");
        assertThat(log.list).noneMatch(line -> line.getFormattedMessage().contains("Secret"));
        assertThat(SERVER.everythingStored()).doesNotContain("My-Secret-Pass-1!");
    }

    @Test
    void the_metrics_count_what_came_of_sign_ins() {
        var ada = PARTNER.another("user");
        double in = count("in");
        double failed = count("failed");
        double limited = count("limited");
        var browser = Visitor.of(SERVER).signIn(ada.email(), Company.PASSWORD);
        for (int i = 0; i < 11; i++) {
            browser.tryToSignIn(ada.email(), "guess");
        }

        assertThat(count("in") - in).isEqualTo(1);
        assertThat(count("failed") - failed).isEqualTo(10);
        assertThat(count("limited") - limited).isEqualTo(1);
    }

    @Test
    void a_sign_in_says_from_where_and_whether_the_browser_is_new() {
        var ada = APPLIANCE.another("ledger_manager");
        var hers = Visitor.from(SERVER, "2001:db8::17", FIREFOX);
        hers.signIn(ada.email(), Company.PASSWORD);
        hers.signIn(ada.email(), Company.PASSWORD);

        var newestFirst = events(appliance, APPLIANCE, "user.signed_in", ada);
        assertThat(newestFirst)
                .extracting(event -> event.at("/source").asString())
                .containsOnly("2001:db8:0:0:0:0:0:17");
        assertThat(newestFirst)
                .extracting(event -> event.at("/browser").asString())
                .containsOnly("Firefox · Linux");
        assertThat(newestFirst)
                .extracting(event -> event.at("/after/newBrowser").asBoolean(false))
                .containsExactly(false, true);
    }

    @Test
    void sessions_show_where_they_were_started() {
        var ada = APPLIANCE.another("ledger_manager");
        var hers = Visitor.from(SERVER, "203.0.113.7").signIn(ada.email(), Company.PASSWORD);
        var path = "/users/" + ada.id() + "/sessions";

        assertThat(hers.get("/me/sessions").body()).contains("203.0.113.7");
        assertThat(APPLIANCE.visitor("system_admin").get(APPLIANCE.path(path)).body())
                .contains("203.0.113.7");
        assertThat(appliance.get("/organizations/" + APPLIANCE.slug() + path).items("address"))
                .containsExactly("203.0.113.7");
    }

    @Test
    void erasing_a_user_deletes_their_addresses_and_browsers() {
        var ada = APPLIANCE.another("ledger_manager");
        var hers = Visitor.from(SERVER, "203.0.113.211", "Mozilla/5.0 Pocketwatch");
        hers.signIn(ada.email(), Company.PASSWORD);
        hers.tryToSignIn(ada.email(), "guess");
        await().untilAsserted(() -> assertThat(tries(ada)).isEqualTo(1));
        assertThat(SERVER.everythingStored()).contains("203.0.113.211", "Pocketwatch");

        SERVER.bean(Erasures.class).erase(TestServer.OPERATOR, APPLIANCE.id(), ada.id(), ada.email());

        assertThat(SERVER.everythingStored()).doesNotContain("203.0.113.211", "Pocketwatch");
        assertThat(tries(ada)).isZero();
        assertThat(events(appliance, APPLIANCE, "user.sign_in_failed", ada)).hasSize(1);
    }

    private static List<JsonNode> events(ApiClient client, Company company, String action, Person target) {
        var answer = client.get(
                "/organizations/" + company.slug() + "/audit-events?action=" + action + "&target=" + target.id());
        return StreamSupport.stream(answer.json().at("/items").spliterator(), false)
                .toList();
    }

    private static List<String> ofInstallation(UserId user) {
        return SERVER.bean(JdbcClient.class)
                .sql("select action from audit_events where organization_id is null and target_id = :user")
                .param("user", user.value())
                .query(String.class)
                .list();
    }

    private static int tries(Person person) {
        return SERVER.bean(JdbcClient.class)
                .sql("select coalesce(sum(tries), 0) from sign_in_failures where user_id = :user")
                .param("user", person.id().value())
                .query(Integer.class)
                .single();
    }

    private static double count(String outcome) {
        return SERVER.bean(MeterRegistry.class)
                .counter("roster.sign.ins", "outcome", outcome)
                .count();
    }
}
