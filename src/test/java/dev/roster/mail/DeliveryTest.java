package dev.roster.mail;

import static dev.roster.mail.MailBench.OPERATOR;
import static dev.roster.mail.MailBench.mailTo;
import static dev.roster.mail.MailBench.smtp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.roster.installation.SmtpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {
    private final MailBench bench = new MailBench();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void while_the_server_is_down_an_email_waits_and_is_sent_when_it_is_back() throws Exception {
        int port = freePort();
        var node = bench.start(smtp(port));
        var id = node.enqueue(mailTo("ada@example.org"));
        await().until(() -> node.mail(id).attempts() == 1);
        assertThat(node.mail(id).status()).isEqualTo(MailStatus.QUEUED);
        assertThat(node.mail(id).lastError()).contains("127.0.0.1");

        var server = greenMail(port);
        try {
            bench.clock.advance(Duration.ofSeconds(59));
            Thread.sleep(500);
            assertThat(server.getReceivedMessages()).isEmpty();
            bench.clock.advance(Duration.ofSeconds(1));
            await().until(() -> node.mail(id).status() == MailStatus.SENT);
            assertThat(server.getReceivedMessages()).hasSize(1);
            assertThat(node.mail(id).attempts()).isEqualTo(2);
            assertThat(node.mail(id).lastError()).isNull();
        } finally {
            server.stop();
        }
    }

    @Test
    void after_twelve_refusals_over_twenty_hours_an_email_fails_and_the_operator_can_retry_it() throws Exception {
        try (var server = new ScriptedSmtp()) {
            server.toRecipient = "451 4.7.1 Greylisted";
            var node = bench.start(smtp(server.port()));
            var start = bench.clock.instant();
            var id = node.enqueue(mailTo("ada@example.org"));
            for (int tries = 1; tries < 12; tries++) {
                int made = tries;
                await().until(() -> node.mail(id).attempts() == made);
                assertThat(node.mail(id).status()).isEqualTo(MailStatus.QUEUED);
                bench.clock.advance(Delivery.delay(tries));
            }
            await().until(() -> node.mail(id).status() == MailStatus.FAILED);
            assertThat(node.mail(id).attempts()).isEqualTo(12);
            assertThat(Duration.between(start, bench.clock.instant()))
                    .isBetween(Duration.ofHours(20), Duration.ofHours(24));

            server.toRecipient = "250 ok";
            node.mails().retry(OPERATOR, id);
            await().until(() -> node.mail(id).status() == MailStatus.SENT);
            assertThat(server.received()).hasSize(1);
            assertThat(node.mail(id).attempts()).isEqualTo(13);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"554 5.3.2 No service", "421 4.3.2 Not now"})
    void however_long_a_server_accepts_none_no_email_fails(String greeting) throws Exception {
        try (var server = new ScriptedSmtp()) {
            server.greeting = greeting;
            var node = bench.start(smtp(server.port()));
            var id = node.enqueue(mailTo("ada@example.org"));
            for (int tries = 1; tries < 15; tries++) {
                int made = tries;
                await().until(() -> node.mail(id).attempts() == made);
                bench.clock.advance(Duration.ofMinutes(5));
            }
            assertThat(node.mail(id).status()).isEqualTo(MailStatus.QUEUED);

            server.greeting = "220 here again";
            bench.clock.advance(Duration.ofMinutes(5));
            await().until(() -> node.mail(id).status() == MailStatus.SENT);
        }
    }

    @Test
    void a_sender_that_is_refused_is_nobodys_recipients_fault() throws Exception {
        try (var server = new ScriptedSmtp()) {
            server.toSender = "553 5.7.1 Not yours";
            var node = bench.start(smtp(server.port()));
            var id = node.enqueue(mailTo("ada@example.org"));
            await().until(() -> node.mails().pause(OPERATOR).isPresent());
            await().until(() -> node.mail(id).attempts() == 1);
            assertThat(node.mail(id).status()).isEqualTo(MailStatus.QUEUED);
            assertThat(node.mails().pause(OPERATOR).orElseThrow().reason()).isEqualTo("553 5.7.1 Not yours");
        }
    }

    /** Otherwise anyone between could read emails by leaving the word out of what the server says. */
    @Test
    void without_authentication_nothing_is_sent_if_there_is_a_user() throws Exception {
        try (var server = new ScriptedSmtp()) {
            var url = "smtp://user:hunter2@127.0.0.1:" + server.port();
            var node = bench.start(new MailSettings(SmtpServer.read(url), "roster@roster.example", false));
            var id = node.enqueue(mailTo("ada@example.org"));
            await().until(() -> node.mail(id).attempts() == 1);
            assertThat(node.mail(id).lastError()).contains("does not offer authentication");
            assertThat(server.received()).isEmpty();
        }
    }

    @Test
    void an_address_that_is_refused_for_good_fails_at_once() throws Exception {
        try (var server = new ScriptedSmtp()) {
            server.toRecipient = "550 5.1.1 No such user here";
            var node = bench.start(smtp(server.port()));
            var id = node.enqueue(mailTo("nobody@example.org"));
            await().until(() -> node.mail(id).status() == MailStatus.FAILED);
            assertThat(node.mail(id).attempts()).isEqualTo(1);
            assertThat(node.mail(id).lastError()).isEqualTo("550 5.1.1 No such user here");
            assertThat(node.mail(id).endedAt()).isEqualTo(bench.clock.instant());
        }
    }

    @Test
    void an_address_that_is_refused_for_now_is_tried_again() throws Exception {
        try (var server = new ScriptedSmtp()) {
            server.toRecipient = "451 4.7.1 Greylisted";
            var node = bench.start(smtp(server.port()));
            var id = node.enqueue(mailTo("ada@example.org"));
            await().until(() -> node.mail(id).attempts() == 1);
            assertThat(node.mail(id).status()).isEqualTo(MailStatus.QUEUED);
            server.toRecipient = "250 ok";
            bench.clock.advance(Delivery.delay(1));
            await().until(() -> node.mail(id).status() == MailStatus.SENT);
        }
    }

    @Test
    void the_reason_holds_no_link_and_no_token() throws Exception {
        try (var server = new ScriptedSmtp()) {
            server.toContent = "554 5.7.1 Blocked: https://roster.example/links/0195aVeryLongTokenThatOpensADoor_x9"
                    + " (0195aVeryLongTokenThatOpensADoor_x9)";
            var node = bench.start(smtp(server.port()));
            var id = node.enqueue(mailTo("ada@example.org"));
            await().until(() -> node.mail(id).status() == MailStatus.FAILED);
            assertThat(node.mail(id).lastError()).isEqualTo("554 5.7.1 Blocked: … (…)");
        }
    }

    @Test
    void a_server_that_hangs_up_after_accepting_the_email_gets_it_once() throws Exception {
        try (var server = new ScriptedSmtp()) {
            server.hangsUpAfterContent = true;
            var node = bench.start(smtp(server.port()));
            var id = node.enqueue(mailTo("ada@example.org"));
            await().until(() -> node.mail(id).status() == MailStatus.SENT);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void an_address_the_server_cannot_write_fails_with_the_reason() throws Exception {
        try (var server = new ScriptedSmtp()) {
            var node = bench.start(smtp(server.port()));
            var id = node.enqueue(mailTo("zoë@example.org"));
            await().until(() -> node.mail(id).status() == MailStatus.FAILED);
            assertThat(node.mail(id).lastError()).contains("non-ASCII characters");
        }
    }

    @Test
    void a_renderer_that_breaks_leaves_no_trace_of_what_it_said() {
        bench.content = _ -> {
            throw new IllegalStateException("https://roster.example/links/secret");
        };
        var node = bench.start(smtp(1));
        var id = node.enqueue(mailTo("ada@example.org"));
        await().until(() -> node.mail(id).attempts() == 1);
        assertThat(node.mail(id).lastError()).isEqualTo("IllegalStateException");
        assertThat(node.mail(id).status()).isEqualTo(MailStatus.QUEUED);
    }

    @Test
    void without_encryption_nothing_is_sent_where_it_is_required() throws Exception {
        try (var server = new ScriptedSmtp()) {
            var url = "smtp://127.0.0.1:" + server.port() + "?starttls=required";
            var node = bench.start(new MailSettings(SmtpServer.read(url), "roster@roster.example", false));
            var id = node.enqueue(mailTo("ada@example.org"));
            await().until(() -> node.mail(id).attempts() == 1);
            assertThat(node.mail(id).lastError()).contains("STARTTLS is required");
        }
    }

    private static GreenMail greenMail(int port) {
        var server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
