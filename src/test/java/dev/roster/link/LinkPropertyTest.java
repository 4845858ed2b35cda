package dev.roster.link;

import static dev.roster.support.Generator.integers;
import static dev.roster.support.Generator.strings;
import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roster.access.Permit;
import dev.roster.installation.ServerSecret;
import dev.roster.installation.Settings;
import dev.roster.shared.Ids;
import dev.roster.shared.Problem;
import dev.roster.shared.ProblemException;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.Property;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Only the newest token of a link opens it, and one action consumes it. */
class LinkPropertyTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company COMPANY = SERVER.company("partner");
    private static final Person ADA = COMPANY.quick("user");
    private static final Duration A_DAY = Duration.ofHours(24);
    private static final int BITS = 48 * 8;

    private final Links links = SERVER.bean(Links.class);

    @Test
    void a_token_with_one_bit_changed_opens_nothing() {
        Property.holds(200, given -> {
            int bit = given.any(integers(0, BITS - 1));
            var token = bytes(token(issue(LinkKind.RESET_PASSWORD)));
            token[bit / 8] ^= (byte) (1 << (bit % 8));

            assertDead(LinkProblem.LINK_UNKNOWN, text(token));
        });
    }

    @Test
    void a_token_that_is_too_short_or_too_long_opens_nothing() {
        var token = bytes(token(issue(LinkKind.RESET_PASSWORD)));

        for (int length = 0; length <= 70; length++) {
            if (length != token.length) {
                assertDead(LinkProblem.LINK_UNKNOWN, text(Arrays.copyOf(token, length)));
            }
        }
    }

    @Test
    void anything_else_opens_nothing() {
        Property.holds(100, given -> assertDead(LinkProblem.LINK_UNKNOWN, given.any(strings(0, 80))));
    }

    @Test
    void one_purpose_never_serves_another() {
        for (var kind : LinkKind.values()) {
            for (var other : LinkKind.values()) {
                if (kind != other) {
                    var token = token(issue(kind));
                    var swapped = bytes(token(issue(other)));
                    System.arraycopy(bytes(token), 0, swapped, 0, 16);
                    assertDead(LinkProblem.LINK_UNKNOWN, text(swapped));
                    assertDeadOnceItIs(other, kind, token);
                }
            }
        }
    }

    @Test
    void a_copied_token_proves_no_mailbox_and_opens_invitations_alone() {
        var invitation = copied(issue(LinkKind.INVITATION));
        assertThat(links.identify(invitation))
                .hasValueSatisfying(found -> assertThat(found.provesMailbox()).isFalse());
        assertDead(LinkProblem.LINK_UNKNOWN, invitation);
        assertThat(links.findLive(invitation, LinkKind.INVITATION)).isEmpty();

        for (var kind : EnumSet.complementOf(EnumSet.of(LinkKind.INVITATION))) {
            assertThat(links.identify(copied(issue(kind)))).as("%s", kind).isEmpty();
        }
    }

    @Test
    void a_new_link_kills_the_one_before_and_only_of_its_kind() {
        var first = token(issue(LinkKind.RESET_PASSWORD));
        var another = token(issue(LinkKind.SET_PASSWORD));
        var second = token(issue(LinkKind.RESET_PASSWORD));

        assertDead(LinkProblem.LINK_UNKNOWN, first);
        assertThat(links.open(second).kind()).isEqualTo(LinkKind.RESET_PASSWORD);
        assertThat(links.open(another).kind()).isEqualTo(LinkKind.SET_PASSWORD);
    }

    @Test
    void a_link_is_one_persons() {
        var ben = COMPANY.quick("user");
        var swapped = bytes(token(issue(LinkKind.RESET_PASSWORD)));
        System.arraycopy(
                bytes(token(links.issue(granted(), LinkKind.RESET_PASSWORD, ben.id(), A_DAY))), 0, swapped, 0, 16);

        assertDead(LinkProblem.LINK_UNKNOWN, text(swapped));
    }

    /** A dump of the database opens nothing: no token can be built from it without the server's secret. */
    @Test
    void a_token_made_with_another_secret_opens_nothing() throws Exception {
        var elsewhere = Settings.read(
                Map.of(
                        "ROSTER_DATA_DIR",
                        Files.createTempDirectory("roster-other").toString()),
                List.of());
        var stranger = new Links(
                SERVER.bean(LinkRepository.class), ServerSecret.of(elsewhere), elsewhere, SERVER.bean(Clock.class));
        var link = issue(LinkKind.RESET_PASSWORD);

        assertDead(LinkProblem.LINK_UNKNOWN, token(stranger, link));
        assertThat(links.open(token(link)).id()).isEqualTo(link.id());
    }

    @Test
    void a_link_works_until_its_time_and_is_dead_one_second_after() {
        var link = issue(LinkKind.RESET_PASSWORD);

        SERVER.clock().advance(A_DAY.minusSeconds(5));
        assertThat(links.open(token(link)).id()).isEqualTo(link.id());
        SERVER.clock().advance(Duration.ofSeconds(6));
        assertDead(LinkProblem.LINK_EXPIRED, token(link));
        assertThatThrownBy(() -> links.consume(granted(), link)).isInstanceOf(ProblemException.class);
        assertThat(link.isLive(link.expiresAt())).isTrue();
        assertThat(link.isLive(link.expiresAt().plusMillis(1))).isFalse();
    }

    @Test
    void looking_at_a_link_uses_nothing_up() {
        var path = "/links/" + token(issue(LinkKind.RESET_PASSWORD));
        for (int i = 0; i < 3; i++) {
            var scanner = Visitor.of(SERVER);
            assertThat(scanner.get(path, "Purpose", "prefetch").status()).isEqualTo(200);
            assertThat(scanner.send("HEAD", path, null).status()).isEqualTo(200);
        }
        var shown = Visitor.of(SERVER).get(path);

        assertThat(shown.body()).contains("type=\"password\"");
        assertThat(shown.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(shown.header("Cache-Control")).contains("no-store");
        assertThat(shown.header("X-Robots-Tag")).contains("noindex");
        // A form that a mail scanner submits unchanged, without a password, consumes nothing either.
        assertThat(Visitor.of(SERVER).post(path, Map.of()).status()).isEqualTo(422);
        assertThat(Visitor.of(SERVER)
                        .post(path, Map.of("password", "Fig-Lantern-77!"))
                        .status())
                .isEqualTo(303);
        assertThat(Visitor.of(SERVER).get(path).status()).isEqualTo(410);
        assertThat(Visitor.of(SERVER)
                        .post(path, Map.of("password", "Fig-Lantern-78!"))
                        .status())
                .isEqualTo(410);
    }

    @Test
    void of_many_at_once_one_uses_the_link_up() {
        var transactions = SERVER.bean(TransactionOperations.class);
        Property.holds(60, given -> {
            int people = given.any(integers(2, 6));
            int micros = given.any(integers(0, 300));
            var link = issue(LinkKind.RESET_PASSWORD);

            var wins = count(people, () -> {
                MICROSECONDS.sleep(micros % (1 + Thread.currentThread().threadId() % people));
                transactions.executeWithoutResult(transaction -> links.consume(granted(), link));
                return true;
            });

            assertThat(wins).isEqualTo(1);
        });
    }

    @Test
    void of_two_people_who_set_a_password_by_one_link_one_succeeds() throws Exception {
        for (int i = 0; i < 5; i++) {
            var path = "/links/" + token(issue(LinkKind.RESET_PASSWORD));

            var wins = count(2, () -> {
                var status = Visitor.of(SERVER)
                        .post(path, Map.of("password", "Fig-Lantern-" + Ids.next() + "-A!"))
                        .status();
                assertThat(status).isIn(303, 410);
                return status == 303;
            });

            assertThat(wins).isEqualTo(1);
        }
    }

    private Link issue(LinkKind kind) {
        return links.issue(granted(), kind, ADA.id(), A_DAY);
    }

    private static Permit granted() {
        return TestServer.OPERATOR.requireOperator().in(COMPANY.id());
    }

    private String token(Link link) {
        return token(links, link);
    }

    private static String token(Links maker, Link link) {
        return token(maker.mailed(link));
    }

    private String copied(Link link) {
        return token(links.copied(link));
    }

    private static String token(URI address) {
        return address.getPath().replaceFirst("^/(links|invitations)/", "");
    }

    private void assertDead(Problem problem, String token) {
        assertThatThrownBy(() -> links.open(token))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        dead -> assertThat(dead.problem()).isEqualTo(problem));
    }

    /** Even if the database itself says that the link is of the other kind. */
    private void assertDeadOnceItIs(LinkKind other, LinkKind kind, String token) {
        var id = links.open(token).id();
        var database = SERVER.bean(JdbcClient.class);
        database.sql("delete from links where kind = :other and user_id = :user")
                .param("other", other.key())
                .param("user", ADA.id().value())
                .update();
        var relabel = "update links set kind = :kind where id = :id";
        database.sql(relabel).param("kind", other.key()).param("id", id).update();
        assertDead(LinkProblem.LINK_UNKNOWN, token);
        database.sql(relabel).param("kind", kind.key()).param("id", id).update();
    }

    private static byte[] bytes(String token) {
        return Base64.getUrlDecoder().decode(token);
    }

    private static String text(byte[] token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private interface Try {
        boolean wins() throws Exception;
    }

    private static long count(int people, Try attempt) throws Exception {
        var gate = new CyclicBarrier(people);
        try (ExecutorService pool = Executors.newFixedThreadPool(people)) {
            var tries = IntStream.range(0, people)
                    .mapToObj(i -> pool.submit(() -> {
                        gate.await(20, SECONDS);
                        try {
                            return attempt.wins();
                        } catch (ProblemException lost) {
                            assertThat(lost.problem()).isEqualTo(LinkProblem.LINK_USED);
                            return false;
                        }
                    }))
                    .toList();
            long wins = 0;
            for (var each : tries) {
                wins += each.get(20, SECONDS) ? 1 : 0;
            }
            return wins;
        }
    }
}
