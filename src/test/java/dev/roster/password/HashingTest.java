package dev.roster.password;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.roster.creation.UserDraft;
import dev.roster.password.HashingThreads.Asker;
import dev.roster.people.Users;
import dev.roster.person.ProfileInput;
import dev.roster.reception.StrangersLine;
import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who waits for a password hash, how many may, and what they hold in the meantime. */
class HashingTest {
    private static final TestServer SERVER = TestServer.get();
    private static final String OTHER_PASSWORD = "Marches-Upward-7!";
    private static final int STRANGERS = Asker.STRANGER.places;
    private static final int SERVED_AT_ONCE = 4;

    private final HashingThreads threads = SERVER.bean(HashingThreads.class);
    private final Company company = SERVER.company("appliance");
    private final String users = "/organizations/" + company.slug() + "/users";
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeEach
    void warmUp() {
        company.visitor("system_admin");
    }

    @AfterEach
    void letThemGo() {
        gate.countDown();
        end.countDown();
        clients.close();
    }

    @Test
    void requests_that_wait_for_a_hash_hold_no_connection() throws Exception {
        var admin = company.client("system_admin");
        var me = company.visitor("system_admin");
        var other = company.another("ledger_manager");
        var invitation = invitation();
        var browser = Visitor.of(SERVER);
        browser.token();
        keepThreadsBusy();

        var asked = Stream.<Callable<Integer>>of(
                        () -> browser.tryToSignIn("nobody@nowhere.example", "wrong")
                                .status(),
                        () -> browser.tryToSignIn(other.email(), "wrong").status(),
                        () -> me.post("/me/password", Map.of("present", Company.PASSWORD, "password", OTHER_PASSWORD))
                                .status(),
                        () -> browser.post(
                                        invitation + "/accept",
                                        Map.of(
                                                "firstName", "Ida",
                                                "lastName", "Long",
                                                "password", OTHER_PASSWORD,
                                                "again", OTHER_PASSWORD,
                                                "terms", "on"))
                                .status(),
                        () -> admin.put(users + "/" + other.id() + "/password", "{\"generate\":true}")
                                .status(),
                        () -> admin.post(users, newUser()).status(),
                        () -> admin.send("POST", users, newUser(), "Idempotency-Key", key())
                                .status())
                .map(clients::submit)
                .toList();
        await(() -> threads.waiting() == asked.size());

        await(() -> connectionsInUse() == 0);
        gate.countDown();
        for (var answer : asked) {
            assertThat(answer.get()).isIn(200, 201, 303, 422);
        }
    }

    @Test
    void many_repeatable_requests_that_wait_for_a_hash_leave_every_connection_to_others() throws Exception {
        var creations = creations(20);
        keepThreadsBusy();

        var asked = creations.stream()
                .map(creation -> clients.submit(() -> creation.apply(key())))
                .toList();
        await(() -> threads.waiting() == asked.size());

        await(() -> connectionsInUse() == 0);
        gate.countDown();
        for (var answer : asked) {
            assertThat(answer.get().status()).isEqualTo(201);
        }
    }

    @Test
    void beyond_a_full_line_strangers_are_asked_to_come_back_and_who_is_known_gets_through() throws Exception {
        var admin = company.client("system_admin");
        var stranger = Visitor.from(SERVER, "203.0.113.71");
        stranger.token();
        keepThreadsBusy();
        fillTheLineOfStrangers();

        var refused = stranger.tryToSignIn("one-more@nowhere.example", "wrong");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("5");
        assertThat(refused.sentence()).isEqualTo("Roster is busy. Try again in a few seconds.");
        assertThat(refused.body()).contains("name=\"password\"");

        var created = clients.submit(() -> admin.post(users, newUser()));
        await(() -> threads.waiting() == STRANGERS + 1);
        gate.countDown();
        assertThat(created.get(20, TimeUnit.SECONDS).status())
                .as("served in turn, and not after every stranger")
                .isEqualTo(201);
    }

    @Test
    void a_browser_that_was_let_in_before_does_not_stand_in_the_line_of_strangers() throws Exception {
        var person = company.another("ledger_manager");
        var browser = person.signIn();
        keepThreadsBusy();
        fillTheLineOfStrangers();

        var entering = clients.submit(() -> browser.tryToSignIn(person.email(), Company.PASSWORD));
        await(() -> threads.waiting() == STRANGERS + 1);
        gate.countDown();
        assertThat(entering.get(20, TimeUnit.SECONDS).status()).isEqualTo(303);
    }

    @Test
    void a_stranger_who_waits_for_a_hash_makes_room_for_the_next() {
        var line = SERVER.bean(StrangersLine.class);
        var stranger = Visitor.from(SERVER, "203.0.113.73");
        stranger.token();
        keepThreadsBusy();
        clients.submit(() -> stranger.tryToSignIn("nobody@nowhere.example", "wrong"));
        await(() -> threads.waiting() == 1);

        var taken = Stream.generate(line::enter)
                .limit(2L * Runtime.getRuntime().availableProcessors())
                .toList();
        taken.stream().filter(Objects::nonNull).forEach(StrangersLine.Place::close);
        assertThat(taken).as("every place").doesNotContainNull();
    }

    @Test
    void programs_beyond_a_full_queue_are_told_when_to_retry() {
        var admin = company.client("system_admin");
        var creations = creations(Asker.KNOWN.places - threads.threads());
        keepThreadsBusy();
        creations.forEach(creation -> clients.submit(() -> creation.apply(key())));
        await(() -> threads.waiting() == Asker.KNOWN.places - threads.threads());

        var key = key();
        var answer = clients.submit(() -> admin.send("POST", users, newUser(), "Idempotency-Key", key));
        assertThat(answer).as("without waiting").succeedsWithin(Duration.ofSeconds(20));
        var refused = answer.resultNow();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("busy");
        assertThat(refused.header("Retry-After")).contains("5");
        assertThat(refused.text("/retryAfter")).isEqualTo("5");
    }

    /** Requests of several organizations, each for a key: one organization alone has only so many at a time. */
    private static List<Function<String, ApiClient.Answer>> creations(int number) {
        var several = Stream.generate(() -> SERVER.company("appliance"))
                .limit(1 + number / 6)
                .toList();
        return IntStream.range(0, number)
                .mapToObj(i -> several.get(i % several.size()))
                .map(there -> {
                    var admin = there.client("system_admin");
                    var path = "/organizations/" + there.slug() + "/users";
                    return (Function<String, ApiClient.Answer>)
                            key -> admin.send("POST", path, newUser(there), "Idempotency-Key", key);
                })
                .toList();
    }

    private void keepThreadsBusy() {
        for (int i = 0; i < threads.threads(); i++) {
            clients.submit(() -> threads.inTurn(Asker.KNOWN, this::waitAtTheGate));
        }
        await(() -> threads.busy() == threads.threads());
    }

    /**
     * With strangers of whom all but a few take until the end of the test: not over HTTP, where each has only so much time.
     */
    private void fillTheLineOfStrangers() {
        var served = new AtomicInteger();
        for (int i = 0; i < STRANGERS; i++) {
            clients.submit(() ->
                    threads.inTurn(Asker.STRANGER, () -> served.incrementAndGet() <= SERVED_AT_ONCE || waitAt(end)));
        }
        await(() -> threads.waiting() == STRANGERS);
    }

    private boolean waitAtTheGate() {
        return waitAt(gate);
    }

    private static boolean waitAt(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private String newUser() {
        return newUser(company);
    }

    private static String newUser(Company company) {
        var name = "n" + UUID.randomUUID().toString().substring(0, 8);
        return """
                {"email":"%1$s@%2$s.example","username":"%1$s.%2$s","displayName":"New Person","firstName":"New",
                 "lastName":"Person","role":"ledger_manager","password":"%3$s"}
                """.formatted(name, company.slug(), OTHER_PASSWORD);
    }

    private String invitation() {
        var marketplace = SERVER.company("marketplace");
        var address = marketplace.freshAddress();
        var groups = List.of(marketplace.groupWith("marketplace"));
        SERVER.bean(Users.class)
                .create(
                        TestServer.OPERATOR,
                        marketplace.id(),
                        new UserDraft(ProfileInput.named(address, "Ida", "Long"), null, groups, null, null));
        return SERVER.mailbox(address).await(1).linkPath();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static int connectionsInUse() {
        try {
            return SERVER.bean(DataSource.class)
                    .unwrap(HikariDataSource.class)
                    .getHikariPoolMXBean()
                    .getActiveConnections();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier there) {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!there.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not so after 20 seconds");
            }
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
    }
}
