package dev.roster.mail;

import static dev.roster.mail.MailBench.OPERATOR;
import static dev.roster.mail.MailBench.smtp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roster.mail.MailBench.Node;
import dev.roster.shared.Deferred;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many emails at once: what they cost, and that none of them holds up or harms the others. */
class DeliveriesTest {
    private final MailBench bench = new MailBench();
    private ScriptedSmtp server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedSmtp();
    }

    @AfterEach
    void stop() throws IOException {
        server.release();
        bench.close();
        server.close();
    }

    @Test
    void fifty_emails_take_one_statement_to_queue_one_to_take_and_one_to_record() {
        bench.pollingInterval = Duration.ofHours(1);
        var readings = new CopyOnWriteArrayList<Integer>();
        bench.reading = mails -> readings.add(mails.size());
        var node = bench.start(smtp(server.port()));
        enqueue(node, addresses("ada", 50));
        await().until(() -> count("status = 'sent'") == 50);
        assertThat(readings).containsExactly(50);

        assertThat(bench.statements)
                .satisfiesExactly(
                        queues -> assertThat(queues).startsWith(Deferred.sql("insert into mails")),
                        takes -> assertThat(takes).contains("for update skip locked"),
                        records -> assertThat(records).startsWith("update mails"));
        assertThat(server.received()).hasSize(50).doesNotHaveDuplicates();
        assertThat(server.connections()).isLessThanOrEqualTo(8);
    }

    @Test
    void a_backlog_is_worked_off_in_batches() {
        bench.pollingInterval = Duration.ofHours(1);
        var idle = bench.idle(smtp(server.port()));
        enqueue(idle, addresses("ada", 500));
        bench.statements.clear();
        var node = bench.start(smtp(server.port()));
        enqueue(node, List.of("last@example.org"));
        await().atMost(Duration.ofSeconds(30)).until(() -> count("status = 'sent'") == 501);

        assertThat(bench.statements).hasSizeLessThan(501 / 10);
        assertThat(server.received()).hasSize(501).doesNotHaveDuplicates();
    }

    @Test
    void a_server_that_hangs_on_one_email_gets_the_others() {
        server.hangsOn = "slow";
        var node = bench.start(smtp(server.port()));
        enqueue(
                node,
                Stream.concat(Stream.of("slow@example.org"), addresses("ada", 20).stream())
                        .toList());
        await().until(() -> count("status = 'sent'") == 20);
        enqueue(node, addresses("bob", 20));
        await().until(() -> count("status = 'sent'") == 40);
        assertThat(count("status = 'queued'")).isEqualTo(1);

        server.release();
        await().until(() -> count("status = 'sent'") == 41);
        assertThat(server.received()).doesNotHaveDuplicates();
    }

    @Test
    void what_a_living_node_is_still_sending_no_other_takes() throws Exception {
        startSendingOne();
        bench.start(smtp(server.port()));
        for (int i = 0; i < 4; i++) {
            bench.clock.advance(Deliveries.PUT_OFF_FOR.dividedBy(2));
            await().until(() -> dueAt().equals(bench.clock.instant().plus(Deliveries.PUT_OFF_FOR)));
        }
        Thread.sleep(500);
        assertThat(server.connections()).isEqualTo(1);

        server.release();
        await().until(() -> count("status = 'sent'") == 1);
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void a_leap_of_the_clock_sends_nothing_twice() throws Exception {
        startSendingOne();
        bench.clock.advance(Duration.ofDays(1));
        Thread.sleep(500);
        server.release();
        await().until(() -> count("status = 'sent'") == 1);
        assertThat(server.received()).hasSize(1);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void an_email_that_had_to_wait_is_written_from_what_is_true_by_then() {
        server.hangsOn = "slow";
        var node = bench.start(smtp(server.port()));
        enqueue(node, addresses("slow", 4));
        await().until(() -> server.connections() == 4);
        enqueue(node, List.of("ada@example.org"));
        await().until(() -> count("due_at > '" + bench.clock.instant() + "'") == 5);
        bench.content = _ -> Optional.empty();
        bench.clock.advance(Duration.ofSeconds(11));
        server.release();
        await().until(() -> count("status = 'obsolete'") == 1);
        assertThat(server.received()).hasSize(4).doesNotContain("ada@example.org");
        assertThat(count("status = 'obsolete' and attempts = 1")).isEqualTo(1);
    }

    @Test
    void one_that_cannot_be_read_fails_alone() {
        bench.reading = mails -> {
            if (mails.stream().anyMatch(mail -> mail.recipient().value().startsWith("broken"))) {
                throw new IllegalStateException("not this one");
            }
        };
        var node = bench.start(smtp(server.port()));
        enqueue(node, List.of("ada@example.org", "broken@example.org", "bob@example.org"));
        await().until(() -> count("status = 'sent'") == 2);
        await().until(() -> count("status = 'queued' and last_error = 'IllegalStateException'") == 1);
    }

    @Test
    void a_server_that_hangs_up_after_each_email_gets_each_once() {
        server.hangsUpAfterContent = true;
        var node = bench.start(smtp(server.port()));
        enqueue(node, addresses("ada", 20));
        await().until(() -> count("status = 'sent' and attempts = 1") == 20);
        assertThat(server.received()).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void what_had_not_begun_when_its_node_stopped_is_due_at_once() throws Exception {
        server.hangsOn = "slow";
        var node = bench.start(smtp(server.port()));
        enqueue(node, addresses("slow", 4));
        await().until(() -> server.connections() == 4);
        enqueue(node, List.of("ada@example.org"));
        await().until(() -> count("due_at > '" + bench.clock.instant() + "'") == 5);
        var stopping = Thread.ofVirtual().start(() -> node.context().stop());
        await().until(() -> !node.context().getBean(Deliveries.class).isRunning());
        Thread.sleep(300);
        server.release();
        stopping.join();
        assertThat(count("status = 'sent'")).isEqualTo(4);
        assertThat(count("status = 'queued' and attempts = 0 and due_at = '" + bench.clock.instant() + "'"))
                .isEqualTo(1);
    }

    @Test
    void a_server_that_accepts_none_is_tried_with_one_email_a_minute_and_gets_all_in_their_order() throws Exception {
        server.greeting = "554 5.3.2 No service";
        var node = bench.start(smtp(server.port()));
        enqueue(node, addresses("ada", 60));
        await().until(() -> count("status = 'queued' and due_at = created_at") == 60);
        int tries = server.connections();
        assertThat(tries).isLessThanOrEqualTo(4);
        bench.clock.advance(Duration.ofSeconds(30));
        enqueue(node, addresses("bob", 5));
        Thread.sleep(500);
        assertThat(server.connections()).isEqualTo(tries);

        bench.clock.advance(Duration.ofSeconds(30));
        await().until(() -> server.connections() == tries + 1);
        Thread.sleep(500);
        assertThat(server.connections()).isEqualTo(tries + 1);

        server.greeting = "220 here again";
        bench.clock.advance(Duration.ofMinutes(2));
        await().until(() -> count("status = 'sent'") == 65);
        assertThat(server.received()).hasSize(65).doesNotHaveDuplicates().startsWith("ada1@example.org");
        assertThat(server.received().subList(56, 65)).contains("bob4@example.org", "bob5@example.org");
        assertThat(count("attempts > 1")).isLessThanOrEqualTo(5);
    }

    @Test
    void the_pause_is_every_nodes_and_the_operator_ends_it() throws Exception {
        server.greeting = "554 5.3.2 No service";
        var node = bench.start(smtp(server.port()));
        enqueue(node, addresses("ada", 3));
        await().until(() -> count("due_at = created_at and attempts >= 0") == 3
                && node.mails().pause(OPERATOR).isPresent());
        server.greeting = "220 here again";
        int tries = server.connections();
        bench.start(smtp(server.port()));
        Thread.sleep(500);
        assertThat(server.connections()).isEqualTo(tries);

        node.mails().retryAll(OPERATOR);
        await().until(() -> count("status = 'sent'") == 3);
        assertThat(node.mails().pause(OPERATOR)).isEmpty();
    }

    @Test
    void retrying_all_takes_those_that_failed_and_those_that_wait_but_none_that_is_being_sent() {
        server.toRecipient = "550 5.1.1 No such user";
        var node = bench.start(smtp(server.port()));
        enqueue(node, addresses("ada", 3));
        await().until(() -> count("status = 'failed'") == 3);
        server.toRecipient = "451 4.7.1 Later";
        enqueue(node, addresses("bob", 3));
        await().until(() -> count("failures = 1 and status = 'queued'") == 3);
        server.toRecipient = "250 ok";
        server.hangsOn = "slow";
        enqueue(node, addresses("slow", 1));
        await().until(() -> count("due_at > '" + bench.clock.instant() + "' and failures = 0") == 1);

        node.mails().retryAll(OPERATOR);
        await().until(() -> count("status = 'sent'") == 6);
        server.release();
        await().until(() -> count("status = 'sent'") == 7);
        assertThat(server.received()).hasSize(7).doesNotHaveDuplicates();
    }

    private static List<String> addresses(String name, int number) {
        return Stream.iterate(1, n -> n + 1)
                .limit(number)
                .map(n -> name + n + "@example.org")
                .toList();
    }

    private static void enqueue(Node node, List<String> addresses) {
        node.transaction()
                .executeWithoutResult(_ -> node.outbox()
                        .enqueueAll(
                                OPERATOR.requireOperator(),
                                addresses.stream().map(MailBench::mailTo).toList()));
    }

    private long count(String which) {
        return bench.jdbc()
                .sql("select count(*) from mails where " + which)
                .query(Long.class)
                .single();
    }

    private Instant dueAt() {
        return bench.jdbc()
                .sql("select due_at from mails")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** A node hands one email to the server, which takes its time. */
    private void startSendingOne() {
        server.hangsOn = "slow";
        enqueue(bench.start(smtp(server.port())), List.of("slow@example.org"));
        await().until(() -> server.connections() == 1);
    }
}
