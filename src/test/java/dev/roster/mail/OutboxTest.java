package dev.roster.mail;

import static dev.roster.mail.MailBench.GREETING;
import static dev.roster.mail.MailBench.OPERATOR;
import static dev.roster.mail.MailBench.mailTo;
import static dev.roster.mail.MailBench.smtp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.IllegalTransactionStateException;

class OutboxTest {
    private static final MailSettings NO_SERVER = new MailSettings(null, "roster@roster.example", false);

    private final MailBench bench = new MailBench();
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        bench.close();
        server.stop();
    }

    @Test
    void an_email_arrives_once_with_both_parts_and_its_headers() throws Exception {
        var node = bench.start(smtp(server.getSmtp().getPort()));
        var id = node.enqueue(mailTo("ada@example.org"));
        await().until(() -> node.mail(id).status() == MailStatus.SENT);
        Thread.sleep(500);

        var mail = only(server.getReceivedMessages());
        assertThat(mail.getAllRecipients()).containsExactly(new InternetAddress("ada@example.org"));
        assertThat(mail.getHeader("From")).containsExactly("\"Acme Inc.\" <roster@roster.example>");
        assertThat(mail.getSubject()).isEqualTo("Welcome to Acme");
        assertThat(mail.getHeader("Message-ID")).containsExactly("<" + id + "@roster.example>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("Content-Language")).containsExactly("en");
        assertThat(mail.getSentDate().toInstant()).isEqualTo(bench.clock.instant());

        var parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
        assertThat(parts.getBodyPart(0).getContent().toString().replace("\r\n", "\n"))
                .isEqualTo("""
                Hello Ada.

                Please set a password.

                Set password:
                https://roster.example/links/abc?x=1&y=2

                The link works for 24 hours.
                """);
        assertThat(parts.getBodyPart(1).getContentType()).isEqualToIgnoringCase("text/html; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getContent().toString())
                .contains("<html lang=\"en\">")
                .contains("<title>Welcome to Acme</title>")
                .contains("href=\"https://roster.example/links/abc?x=1&amp;y=2\"")
                .contains(">https://roster.example/links/abc?x=1&amp;y=2</a>")
                .contains("The link works for 24 hours.");

        var kept = node.mail(id);
        assertThat(kept.attempts()).isEqualTo(1);
        assertThat(kept.lastError()).isNull();
        assertThat(kept.endedAt()).isEqualTo(bench.clock.instant());
    }

    @Test
    void names_are_shown_unharmed_whatever_their_script() throws Exception {
        var name = "Żółć & \"Söhne\" <株式会社> 🦔";
        bench.content = _ -> Optional.of(new MailContent(name, name, List.of(name), null, List.of()));
        var node = bench.start(smtp(server.getSmtp().getPort()));
        var id = node.enqueue(mailTo("ada@bücher.example"));
        await().until(() -> node.mail(id).status() == MailStatus.SENT);

        var mail = only(server.getReceivedMessages());
        assertThat(mail.getSubject()).isEqualTo(name);
        assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal()).isEqualTo(name);
        assertThat(mail.getAllRecipients()).containsExactly(new InternetAddress("ada@xn--bcher-kva.example"));
        var parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getBodyPart(0).getContent().toString().strip()).isEqualTo(name);
        assertThat(parts.getBodyPart(1).getContent().toString()).contains("Żółć &amp; \"Söhne\" &lt;株式会社&gt; 🦔");
    }

    @Test
    void what_is_rolled_back_is_never_sent() throws Exception {
        var node = bench.start(smtp(server.getSmtp().getPort()));
        node.transaction().executeWithoutResult(transaction -> {
            node.outbox().enqueue(OPERATOR.requireOperator(), mailTo("ada@example.org"));
            transaction.setRollbackOnly();
        });
        Thread.sleep(700);
        assertThat(server.getReceivedMessages()).isEmpty();
        assertThat(node.mails().list(OPERATOR, null, null, 10).items()).isEmpty();
    }

    @Test
    void outside_a_transaction_nothing_is_queued() {
        var node = bench.start(NO_SERVER);
        assertThatThrownBy(() -> node.outbox().enqueue(OPERATOR.requireOperator(), mailTo("ada@example.org")))
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThat(node.mails().list(OPERATOR, null, null, 10).items()).isEmpty();
    }

    @Test
    void what_has_become_obsolete_is_not_sent() {
        bench.content = _ -> Optional.empty();
        var node = bench.start(smtp(server.getSmtp().getPort()));
        var id = node.enqueue(mailTo("ada@example.org"));
        await().until(() -> node.mail(id).status() == MailStatus.OBSOLETE);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void two_nodes_deliver_each_email_once() throws Exception {
        var settings = smtp(server.getSmtp().getPort());
        var one = bench.start(settings);
        var other = bench.start(settings);
        for (int i = 0; i < 100; i++) {
            one.enqueue(mailTo("one" + i + "@example.org"));
            other.enqueue(mailTo("other" + i + "@example.org"));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> queued() == 0);

        var ids = new HashSet<String>();
        for (var mail : server.getReceivedMessages()) {
            assertThat(ids.add(mail.getMessageID())).isTrue();
        }
        assertThat(ids).hasSize(200);
    }

    @Test
    void what_a_killed_node_had_taken_is_sent_by_another_after_half_a_minute() throws Exception {
        var id = bench.idle(NO_SERVER).enqueue(mailTo("ada@example.org"));
        var killed = bench.idle(NO_SERVER).context().getBean(MailRepository.class);
        var now = bench.clock.instant();
        assertThat(killed.takeDue(OPERATOR.requireOperator(), now, now.plus(Deliveries.PUT_OFF_FOR), 10))
                .hasSize(1);

        var node = bench.start(smtp(server.getSmtp().getPort()));
        bench.clock.advance(Deliveries.PUT_OFF_FOR.minusSeconds(1));
        Thread.sleep(500);
        assertThat(server.getReceivedMessages()).isEmpty();
        bench.clock.advance(Duration.ofSeconds(1));
        await().until(() -> node.mail(id).status() == MailStatus.SENT);
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void what_was_queued_while_the_node_was_stopped_goes_out_when_it_starts_again() {
        var node = bench.start(smtp(server.getSmtp().getPort()));
        node.context().stop();
        var id = node.enqueue(mailTo("ada@example.org"));
        node.context().start();
        await().until(() -> node.mail(id).status() == MailStatus.SENT);
    }

    @Test
    void the_renderer_gets_what_was_queued() {
        var link = UUID.randomUUID();
        var node = bench.idle(NO_SERVER);
        var id = node.enqueue(new NewMail(
                null,
                null,
                MailBench.KIND,
                mailTo("ada@example.org").recipient(),
                "de",
                Map.of("link", link, "generation", 3)));
        var queued = node.mail(id).queued();
        assertThat(queued.id("link")).isEqualTo(link);
        assertThat(queued.number("generation")).isEqualTo(3);
        assertThat(queued.locale()).isEqualTo("de");
        assertThat(queued.createdAt()).isEqualTo(bench.clock.instant());
    }

    @Test
    void details_take_no_link_and_no_token() {
        for (var secret : List.of("https://roster.example/links/abc", "x".repeat(37), "two words", List.of())) {
            assertThatThrownBy(() -> new NewMail(
                            null,
                            null,
                            MailBench.KIND,
                            mailTo("ada@example.org").recipient(),
                            "en",
                            Map.of("secret", secret)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining(secret.toString());
        }
    }

    @Test
    void mails_are_forgotten_after_thirty_days_unless_they_still_wait() {
        var node = bench.start(NO_SERVER);
        var old = node.enqueue(mailTo("old@example.org"));
        await().until(() -> node.mail(old).status() == MailStatus.KEPT);
        bench.clock.advance(Duration.ofDays(29));
        var young = node.enqueue(mailTo("young@example.org"));
        await().until(() -> node.mail(young).status() == MailStatus.KEPT);
        bench.content = _ -> {
            throw new IllegalStateException("not now");
        };
        var waiting = node.enqueue(mailTo("waiting@example.org"));
        await().until(() -> node.mail(waiting).attempts() == 1);

        bench.content = _ -> Optional.of(GREETING);
        bench.clock.advance(Duration.ofDays(2));
        await().until(() -> node.mails().list(OPERATOR, null, null, 10).items().size() == 2);
        assertThat(node.mail(young).status()).isEqualTo(MailStatus.KEPT);
        await().until(() -> node.mail(waiting).status() == MailStatus.KEPT);
    }

    private long queued() {
        return bench.jdbc()
                .sql("select count(*) from mails where status = 'queued'")
                .query(Long.class)
                .single();
    }

    private static MimeMessage only(MimeMessage... mails) {
        assertThat(Arrays.asList(mails)).hasSize(1);
        return mails[0];
    }
}
